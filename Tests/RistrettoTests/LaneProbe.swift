// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CLaneProbes
import CRistrettoLanes
import Ristretto
import Testing

extension Lanes {
    /// The name in C; nil for the portable code.
    var probed: crl_lanes? {
        switch self {
        case .portable: nil
        case .avx2: CRL_AVX2
        case .avx512ifma: CRL_AVX512IFMA
        }
    }
}

/// Reaches the field and the points of one kind of lanes.
struct LaneProbe: Sendable, CustomTestStringConvertible {
    let lanes: Lanes
    nonisolated(unsafe) private let probe: UnsafePointer<clp_probe>

    /// The lanes of this machine that are not the portable code, which has no field of its own.
    static let available: [LaneProbe] = Lanes.available.compactMap { lanes in
        let probe =
            switch lanes {
            case .portable: nil as UnsafePointer<clp_probe>?
            case .avx2: clp_avx2()
            case .avx512ifma: clp_avx512ifma()
            }
        return probe.map { LaneProbe(lanes: lanes, probe: $0) }
    }

    var testDescription: String { lanes.rawValue }

    var vectors: crl_lanes { lanes.probed ?? CRL_AVX2 }
    var laneCount: Int { probe.pointee.field.lanes }
    var limbCount: Int { probe.pointee.field.limbs }

    /// The bit at which each limb starts.
    var weights: [Int] { array(probe.pointee.field.weight).map(Int.init) }
    var largestCarried: [UInt64] { array(probe.pointee.field.largest_carried) }
    var largestFactor: [UInt64] { array(probe.pointee.field.largest_factor) }
    var largestProduct: [UInt64] { array(probe.pointee.field.largest_product) }
    var largestSubtracted: [UInt64] { array(probe.pointee.field.largest_subtracted) }
    var largestDifference: [UInt64] { array(probe.pointee.field.largest_difference) }
    var largestLoose: [UInt64] { array(probe.pointee.field.largest_loose) }

    /// Does an operation on the limbs of all lanes: `a[lane][limb]`.
    func operate(_ operation: clp_operation, _ a: [[UInt64]], _ b: [[UInt64]]? = nil) -> [[UInt64]] {
        var result = [UInt64](repeating: 0, count: Int(CLP_WORDS))
        probe.pointee.operate(operation, words(a), words(b ?? a), &result)
        return limbs(result)
    }

    func load(_ rows: [[UInt8]]) -> [[UInt64]] {
        var result = [UInt64](repeating: 0, count: Int(CLP_WORDS))
        probe.pointee.load(rows.flatMap(\.self), &result)
        return limbs(result)
    }

    func store(_ a: [[UInt64]]) -> [[UInt8]] {
        var bytes = [UInt8](repeating: 0xaa, count: laneCount * 32)
        probe.pointee.store(words(a), &bytes)
        return bytes.rows(of: 32)
    }

    /// Tells for each lane whether its value, which is below p and even, is a point's.
    func decode(_ rows: [[UInt8]]) -> [Bool] {
        let mask = probe.pointee.decode(rows.flatMap(\.self))
        return (0..<laneCount).map { mask >> UInt32($0) & 1 == 1 }
    }

    /// Encodes twice the points, each represented by another point and other coordinates of its element.
    func encodeTwice(_ rows: [[UInt8]], torsion: UInt32, scales: [[UInt8]]) -> [[UInt8]] {
        var bytes = [UInt8](repeating: 0xaa, count: laneCount * 32)
        probe.pointee.encode_twice(rows.flatMap(\.self), torsion, scales.flatMap(\.self), &bytes)
        return bytes.rows(of: 32)
    }

    /// The named constants, in the order of CLaneProbes.h.
    var constants: [WideInteger] {
        var bytes = [UInt8](repeating: 0, count: 7 * 32)
        probe.pointee.constants(&bytes)
        return bytes.rows(of: 32).map(WideInteger.init(littleEndian:))
    }

    /// The number that limbs stand for.
    func value(_ limbs: [UInt64]) -> WideInteger {
        zip(limbs, weights).reduce(WideInteger(0)) { $0 + WideInteger($1.0).shifted(by: $1.1) }
    }

    private func words(_ a: [[UInt64]]) -> [UInt64] {
        (0..<limbCount).flatMap { limb in (0..<laneCount).map { a[$0][limb] } }
    }

    private func limbs(_ words: [UInt64]) -> [[UInt64]] {
        (0..<laneCount).map { lane in (0..<limbCount).map { words[$0 * laneCount + lane] } }
    }

    private func array<Number>(
        _ tuple: (Number, Number, Number, Number, Number, Number, Number, Number, Number, Number)
    ) -> [Number] {
        let all = [
            tuple.0, tuple.1, tuple.2, tuple.3, tuple.4, tuple.5, tuple.6, tuple.7, tuple.8, tuple.9,
        ]
        return Array(all.prefix(limbCount))
    }
}

extension [UInt8] {
    /// Cuts a column into its rows.
    func rows(of width: Int) -> [[UInt8]] {
        stride(from: 0, to: count, by: width).map { Array(self[$0..<$0 + width]) }
    }
}
