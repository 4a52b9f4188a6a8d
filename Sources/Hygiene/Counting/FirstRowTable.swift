// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Where each number first stood, in memory that was limited in advance: an open hash table.
package struct FirstRowTable {
    /// What the table says of a row.
    package enum Answer: Equatable, Sendable {
        case new
        case repeats(UInt64)
        /// There is no room for another number.
        case full
    }

    private var numbers: [UInt64]
    private var rows: [UInt32]
    private var count = 0
    private let mostSlots: Int
    /// Odd, and different in each run: a list cannot be made to collide.
    private let multiplier = UInt64.random(in: .min ... .max) | 1

    /// - Parameter limit: bytes; while the table grows it takes half as much again.
    package init(limit: Int) {
        var slots = 64
        while slots * 2 * 12 <= limit { slots *= 2 }
        mostSlots = slots
        numbers = [UInt64](repeating: 0, count: min(slots, 4096))
        rows = [UInt32](repeating: 0, count: min(slots, 4096))
    }

    /// Tells in which earlier row a number stood, or takes it in.
    package mutating func place(_ digits: UInt64, row: UInt64) -> Answer {
        if count * 5 >= numbers.count * 4, numbers.count < mostSlots { grow() }
        let slot = slot(of: digits)
        if numbers[slot] == digits { return .repeats(UInt64(rows[slot])) }
        guard count * 5 < numbers.count * 4, let row = UInt32(exactly: row) else { return .full }
        numbers[slot] = digits
        rows[slot] = row
        count += 1
        return .new
    }

    /// Where a number is, or would be.
    private func slot(of digits: UInt64) -> Int {
        let shift = UInt64(numbers.count.leadingZeroBitCount + 1)
        var slot = Int(((digits ^ digits >> 23) &* multiplier) >> shift)
        while numbers[slot] != 0, numbers[slot] != digits { slot = slot + 1 == numbers.count ? 0 : slot + 1 }
        return slot
    }

    private mutating func grow() {
        let old = (numbers, rows)
        numbers = [UInt64](repeating: 0, count: old.0.count * 2)
        rows = [UInt32](repeating: 0, count: old.0.count * 2)
        for (index, digits) in old.0.enumerated() where digits != 0 {
            let slot = slot(of: digits)
            numbers[slot] = digits
            rows[slot] = old.1[index]
        }
    }
}
