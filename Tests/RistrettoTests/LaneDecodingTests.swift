// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CRistrettoLanes
import Columns
import Ristretto
import TestSupport
import Testing

/// What lanes accept as an element, in each lane and beside any neighbour, against libsodium and RFC 9496.
@Suite("Decoding in lanes")
struct LaneDecodingTests {
    /// Encodings that are refused: RFC 9496 A.2, bit 255 on its multiples, the identity, p − 1, p, and small values.
    static let refused: [[UInt8]] = {
        let vectors = (try? VectorFile.load("ristretto255.json", of: GroupVectorTests.Vector.self)) ?? []
        var cases = vectors.filter { $0.kind == "invalid" }.map { LaneTests.hex($0.element) }
        cases += vectors.filter { $0.kind == "multiple" }.map { vector in
            let bytes = LaneTests.hex(vector.element)
            return bytes.dropLast() + [bytes[31] | 0x80]
        }
        cases += (0..<8).map { WideInteger.p.minus(WideInteger($0)).bytes }
        cases += (0..<40).map { WideInteger($0).bytes } + [[UInt8](repeating: 0xff, count: 32)]
        return cases.filter { reason($0) != nil }
    }()

    /// Small values that are elements.
    static let accepted = (0..<200).map { WideInteger($0).bytes }.filter { reason($0) == nil }

    /// Why libsodium, behind this room's own checks, refuses an encoding.
    static func reason(_ bytes: [UInt8]) -> ElementError? {
        guard let encoded = EncodedElement(bytes: bytes) else { return .notReduced }
        do { _ = try Element(decoding: encoded) } catch { return error }
        return nil
    }

    @Test(
        "Each refused encoding is refused in each lane, with its reason, and leaves no results",
        arguments: Lanes.available)
    func eachLane(lanes: Lanes) throws {
        #expect(Self.refused.count > 80 && Self.accepted.count > 20)
        var random = SeededGenerator(seed: 5)
        let key = try LaneTests.scalar(&random)
        let good = try LaneTests.elements(16, &random)
        for (number, bytes) in Self.refused.enumerated() {
            let reason = try #require(Self.reason(bytes))
            // All lanes of both groups that are worked on together; a slice at its end once.
            for lane in 0..<16 {
                var elements = good
                elements.replaceSubrange(lane * 32..<lane * 32 + 32, with: bytes)
                // A later one must not be the one that is named.
                if number % 2 == 0 { elements += bytes }
                var output = [UInt8](repeating: 0xaa, count: elements.count)
                let expected = BatchError.badElement(index: lane, reason: reason)
                #expect(throws: expected) { try Samples.multiply(elements, key, on: lanes, output: &output) }
                #expect(output.allSatisfy { $0 == 0 })
                #expect(throws: expected) { try Samples.check(elements, on: lanes) }
            }
        }
    }

    @Test("A bad row in a later block leaves no results of the blocks before", arguments: LaneProbe.available)
    func laterBlock(probe: LaneProbe) throws {
        var random = SeededGenerator(seed: 8)
        let scalar = [UInt8](repeating: 7, count: 31) + [0]
        // As many as three blocks of eight lanes, in one call.
        let good = try LaneTests.elements(700, &random)
        for row in [0, 255, 256, 257, 511, 512, 699] {
            var elements = good
            elements[row * 32 + 31] |= 0x80
            var output = [UInt8](repeating: 0xaa, count: elements.count)
            let report = crl_multiply(probe.vectors, elements, 700, scalar, &output)
            #expect(report.end == CRL_BAD_ELEMENT && report.row == row)
            #expect(output.allSatisfy { $0 == 0 })
            let checked = crl_check(probe.vectors, elements, 700)
            #expect(checked.end == CRL_BAD_ELEMENT && checked.row == row)
        }
        #expect(crl_check(probe.vectors, good, 700).end == CRL_DONE)
    }

    @Test("Small values that are elements multiply as libsodium multiplies them", arguments: Lanes.available)
    func small(lanes: Lanes) throws {
        let key = try Samples.scalar(hex: "0100000000000000000000000000000000000000000000000000000000000008")
        let elements = Self.accepted.flatMap(\.self)
        #expect(try Samples.multiply(elements, key, on: lanes) == Samples.multiply(elements, key, on: .portable))
    }

    @Test("Every lane decides for itself", arguments: LaneProbe.available)
    func mixed(probe: LaneProbe) {
        var random = SeededGenerator(seed: 6)
        // Even values below p: about one in four is an element.
        let values = (0..<2_000).map { _ in
            var bytes = random.bytes(32)
            bytes[0] &= 0xfe
            bytes[31] &= 0x3f
            return bytes
        }
        var decoded = 0
        for first in stride(from: 0, to: values.count, by: probe.laneCount) {
            let rows = Array(values[first..<first + probe.laneCount])
            let found = probe.decode(rows)
            #expect(found == rows.map { Self.reason($0) == nil })
            decoded += found.count { $0 }
        }
        #expect((400...600).contains(decoded))
    }

    @Test(
        "An element doubles and encodes alike, whichever point and coordinates stand for it",
        arguments: LaneProbe.available)
    func representatives(probe: LaneProbe) throws {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<40 {
            var rows = try LaneTests.elements(probe.laneCount, &random).rows(of: 32)
            // The identity, whose double is itself, in the last lane.
            rows[probe.laneCount - 1] = [UInt8](repeating: 0, count: 32)
            let doubles = try Samples.multiply(
                rows.dropLast().flatMap(\.self), Samples.scalar(2), on: .portable
            ).rows(of: 32)
            for torsion in UInt32(0)..<4 {
                let scales = (0..<probe.laneCount).map { _ in random.bytes(32) }
                let found = probe.encodeTwice(rows, torsion: torsion, scales: scales)
                #expect(found == doubles + [[UInt8](repeating: 0, count: 32)])
            }
        }
    }
}
