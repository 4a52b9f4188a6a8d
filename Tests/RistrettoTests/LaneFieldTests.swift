// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CLaneProbes
import TestSupport
import Testing

/// The field of each vector unit against numbers of any length, at the ends of what its limbs may hold.
@Suite("Field arithmetic in lanes")
struct LaneFieldTests {
    static let rounds = 400

    /// Limbs of all lanes, each at an end of its range, next to it, at a power of two, or anywhere.
    static func limbs(_ probe: LaneProbe, upTo largest: [UInt64], _ random: inout SeededGenerator) -> [[UInt64]] {
        (0..<probe.laneCount).map { _ in
            let isExtreme = Bool.random(using: &random)
            return largest.map { largest in
                let ends = [0, 1, 18, 19, largest / 2, largest / 2 + 1, largest - 1, largest, largest, largest]
                let end = ends.randomElement(using: &random) ?? largest
                return isExtreme ? end : UInt64.random(in: 0...largest, using: &random)
            }
        }
    }

    /// Checks an operation on many operands: the value modulo p, and that no limb is larger than it may be.
    func check(
        _ probe: LaneProbe, _ operation: clp_operation, _ a: [UInt64], _ b: [UInt64]? = nil, result: [UInt64],
        expected: (WideInteger, WideInteger, _ lane: Int) -> WideInteger
    ) throws {
        var random = SeededGenerator(seed: UInt64(operation.rawValue))
        for round in 0..<Self.rounds {
            // The first operands are the largest there are.
            let left = round == 0 ? Array(repeating: a, count: probe.laneCount) : Self.limbs(probe, upTo: a, &random)
            let right =
                round == 0
                ? Array(repeating: b ?? a, count: probe.laneCount) : Self.limbs(probe, upTo: b ?? a, &random)
            let results = probe.operate(operation, left, right)
            for lane in 0..<probe.laneCount {
                let value = expected(probe.value(left[lane]), probe.value(right[lane]), lane).modP
                try #require(probe.value(results[lane]).modP == value, "\(left[lane]) \(right[lane])")
                try #require(zip(results[lane], result).allSatisfy { $0 <= $1 }, "\(results[lane])")
            }
        }
    }

    @Test("Sums, differences and products are those of numbers, and stay carried", arguments: LaneProbe.available)
    func arithmetic(probe: LaneProbe) throws {
        let carried = probe.largestCarried
        let factor = probe.largestFactor
        try check(probe, CLP_ADD, carried, result: carried) { a, b, _ in a + b }
        try check(probe, CLP_SUB, carried, result: carried) { a, b, _ in a + b.negativeModP }
        try check(probe, CLP_NEG, carried, result: carried) { a, _, _ in a.negativeModP }
        try check(probe, CLP_MUL, factor, result: carried) { a, b, _ in a * b }
        try check(probe, CLP_SQ, factor, result: carried) { a, _, _ in a * a }
    }

    @Test("What is not carried stays within its bounds, and carrying takes it back", arguments: LaneProbe.available)
    func loose(probe: LaneProbe) throws {
        let product = probe.largestProduct
        let loose = probe.largestLoose
        try check(probe, CLP_CARRY, loose, result: probe.largestCarried) { a, _, _ in a }
        try check(probe, CLP_MUL_LOOSE, probe.largestCarried, result: product) { a, b, _ in a * b }
        try check(probe, CLP_SQ_LOOSE, probe.largestCarried, result: product) { a, _, _ in a * a }
        try check(probe, CLP_MUL_LOOSE, probe.largestFactor, result: loose) { a, b, _ in a * b }
        try check(probe, CLP_SQ_LOOSE, probe.largestFactor, result: loose) { a, _, _ in a * a }
        let difference = probe.largestDifference
        try check(probe, CLP_MUL_MINUEND, probe.largestCarried, result: difference) { a, b, _ in a * b }
        try check(probe, CLP_SQ_MINUEND, probe.largestCarried, result: difference) { a, _, _ in a * a }
        try check(probe, CLP_SUB_LOOSE, probe.largestCarried, probe.largestSubtracted, result: difference) { a, b, _ in
            a + b.negativeModP
        }
        // The largest sum that the formulas have: 2 ZZ + (XX - YY).
        try check(probe, CLP_ADD_LOOSE, product.map { 2 * $0 }, difference, result: loose) { a, b, _ in a + b }
    }

    @Test("Choices are made a lane at a time", arguments: LaneProbe.available)
    func choices(probe: LaneProbe) throws {
        let carried = probe.largestCarried
        try check(probe, CLP_SELECT_ODD, carried, result: carried) { a, b, lane in lane % 2 == 1 ? b : a }
        try check(probe, CLP_CHOOSE_ODD, carried, result: carried) { a, b, lane in lane % 2 == 1 ? b : a }
        try check(probe, CLP_NEGATE_ODD, carried, result: carried) { a, _, lane in lane % 2 == 1 ? a.negativeModP : a }
    }

    @Test("Canonical values, zero and signs are told at both sides of p", arguments: LaneProbe.available)
    func canonical(probe: LaneProbe) throws {
        var random = SeededGenerator(seed: 20)
        var cases = (0..<Self.rounds).flatMap { _ in Self.limbs(probe, upTo: probe.largestCarried, &random) }
        // p - 1 to p + 18, and small values, in limbs that are exact.
        let near = (0..<40).map { offset in
            offset < 20
                ? WideInteger.p.minus(WideInteger(1)) + WideInteger(UInt64(offset)) : WideInteger(UInt64(offset - 20))
        }
        cases += near.map { probe.load(Array(repeating: $0.bytes, count: probe.laneCount))[0] }
        // The same with a multiple of p added, limb by limb.
        let p = zip(probe.weights, probe.weights.dropFirst() + [255]).enumerated().map { limb, ends in
            (UInt64(1) << UInt64(ends.1 - ends.0)) - (limb == 0 ? 19 : 1)
        }
        cases += (0..<20).map { small in p.enumerated().map { $1 + ($0 == 0 ? UInt64(small) : 0) } }
        for first in stride(from: 0, to: cases.count / probe.laneCount * probe.laneCount, by: probe.laneCount) {
            let limbs = Array(cases[first..<first + probe.laneCount])
            let values = limbs.map { probe.value($0).modP }
            #expect(probe.operate(CLP_CANONICAL, limbs).map(probe.value) == values)
            #expect(probe.store(limbs) == values.map(\.bytes))
            #expect(
                probe.operate(CLP_IS_ZERO, limbs).map(probe.value)
                    == values.map { WideInteger($0 == WideInteger(0) ? 1 : 0) })
            #expect(
                probe.operate(CLP_IS_NEGATIVE, limbs).map(probe.value) == values.map { WideInteger($0.isOdd ? 1 : 0) })
        }
    }

    @Test("Bytes are read little-endian without bit 255", arguments: LaneProbe.available)
    func bytes(probe: LaneProbe) {
        var random = SeededGenerator(seed: 21)
        for round in 0..<Self.rounds {
            let rows = (0..<probe.laneCount).map { lane in
                round == 0 ? [UInt8](repeating: 0xff, count: 32) : random.bytes(32)
            }
            let limbs = probe.load(rows)
            for (row, limbs) in zip(rows, limbs) {
                #expect(probe.value(limbs) == WideInteger(littleEndian: row.dropLast() + [row[31] & 0x7f]))
                #expect(zip(limbs, probe.largestCarried).allSatisfy { $0 <= $1 })
            }
        }
    }

    @Test("An inverse is one, and zero's is zero", arguments: LaneProbe.available)
    func inverse(probe: LaneProbe) {
        var random = SeededGenerator(seed: 22)
        var limbs = Self.limbs(probe, upTo: probe.largestCarried, &random)
        limbs[1] = [UInt64](repeating: 0, count: probe.limbCount)
        let inverses = probe.operate(CLP_INVERT, limbs)
        for lane in 0..<probe.laneCount {
            let product = (probe.value(limbs[lane]) * probe.value(inverses[lane])).modP
            #expect(product == WideInteger(lane == 1 ? 0 : 1))
        }
    }

    @Test("The constants are what RFC 9496 section 4.1 defines", arguments: LaneProbe.available)
    func constants(probe: LaneProbe) {
        let one = WideInteger(1)
        let inverse = { (x: WideInteger) in x.powerModP(WideInteger.p.minus(WideInteger(2))) }
        let d = (WideInteger(121_665).negativeModP * inverse(WideInteger(121_666))).modP
        let minusOneMinusD = (d + one).negativeModP
        let found = probe.constants
        #expect(found[0] == d)
        #expect(found[1] == (d + d).modP)
        // Roots are told by their squares and signs; the RFC takes a negative root of a d - 1 and a positive inverse.
        #expect((found[2] * found[2]).modP == one.negativeModP && !found[2].isOdd)
        #expect((found[3] * found[3]).modP == minusOneMinusD && found[3].isOdd)
        #expect((found[4] * found[4] * minusOneMinusD).modP == one && !found[4].isOdd)
        #expect(found[5] == (one + (d * d).negativeModP).modP)
        let dMinusOne = d.minus(one)
        #expect(found[6] == (dMinusOne * dMinusOne).modP)
    }
}
