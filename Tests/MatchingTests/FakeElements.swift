// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns
import TestSupport

/// Bytes that stand for elements and tokens: the coordinator does no group arithmetic and cannot tell them from real ones.
enum FakeElements {
    /// A canonical encoding that depends on a number and on the hops it went through.
    static func element(_ number: Int, list: Int, hop: Int) -> [UInt8] {
        var generator = SeededGenerator(seed: UInt64(number * 64 + list * 8 + hop))
        var bytes = (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
        bytes[0] &= 0xFE
        bytes[31] &= 0x3F
        return bytes
    }

    /// The token of a number, the same in every list.
    static func token(_ number: Int) -> [UInt8] {
        var generator = SeededGenerator(seed: 1 << 40 + UInt64(number))
        return (0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }

    /// The numbers of a list in the order of its elements.
    static func ordered(_ numbers: some Sequence<Int>, list: Int) -> [Int] {
        numbers.map { (key: element($0, list: list, hop: 0), number: $0) }
            .sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.number)
    }
}
