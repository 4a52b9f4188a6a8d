// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// An order of the numbers below a count that looks drawn and meets each once: a Feistel network of four rounds over the next even
/// count of bits, walked on where it leaves the count (Black and Rogaway, 2002, cycle walking).
///
/// For test data; nobody needs to be kept from telling the order.
struct Shuffle {
    private let count: UInt64
    private let half: UInt64
    private let mask: UInt64
    private let seed: UInt64

    /// - Parameter count: at least 1, below 2^62.
    init(_ count: UInt64, seed: UInt64) {
        self.count = count
        self.seed = seed
        half = UInt64((UInt64.bitWidth - (count - 1).leadingZeroBitCount + 1) / 2)
        mask = (1 << half) - 1
    }

    /// The number at a place of the order; places beyond the count start again.
    func number(at place: UInt64) -> UInt64 {
        var value = place % count
        repeat { value = permuted(value) } while value >= count
        return value
    }

    private func permuted(_ value: UInt64) -> UInt64 {
        var left = value >> half
        var right = value & mask
        for round in 0..<4 as Range<UInt64> { (left, right) = (right, left ^ (mixed(right ^ round << 32) & mask)) }
        return left << half | right
    }

    /// SplitMix64's finish (Steele, Lea and Flood, 2014).
    private func mixed(_ value: UInt64) -> UInt64 {
        var mixed = value &+ seed &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
