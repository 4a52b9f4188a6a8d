// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns

/// A table of tokens with linear probing; for each token the set of lists that hold it, as bits.
///
/// Tokens are uniform only if hops are honest: a last hop may choose all 16 bytes of each. Slots therefore come from both words
/// under random keys, folded only after they were multiplied, so that nobody can choose tokens that share a slot.
struct TokenTable {
    private var high: [UInt64]
    private var low: [UInt64]
    private var masks: [UInt8]
    private let shift: UInt64
    private let keys: (high: UInt64, low: UInt64, slot: UInt64)

    /// Makes room for `expected` tokens at a load of at most one half.
    init(expected: Int) {
        var bits: UInt64 = 4
        while (1 << bits) < expected * 2 { bits += 1 }
        shift = 64 - bits
        keys = (
            UInt64.random(in: 0...UInt64.max), UInt64.random(in: 0...UInt64.max), UInt64.random(in: 0...UInt64.max) | 1
        )
        high = Array(repeating: 0, count: 1 << bits)
        low = Array(repeating: 0, count: 1 << bits)
        masks = Array(repeating: 0, count: 1 << bits)
    }

    var capacity: Int { masks.count }

    /// Adds a list's tokens; stops at the first that the list held before, and returns its row.
    mutating func insert(_ bytes: UnsafeRawBufferPointer, list: Int) -> Int? {
        let bit = UInt8(1) << UInt8(list)
        for row in 0..<bytes.count / Token.byteCount {
            let (first, second) = Self.words(bytes, row: row)
            let slot = find(first, second)
            guard masks[slot] & bit == 0 else { return row }
            high[slot] = first
            low[slot] = second
            masks[slot] |= bit
        }
        return nil
    }

    /// The slot of a row's token, and the set of lists that hold it.
    func entry(of bytes: UnsafeRawBufferPointer, row: Int) -> (slot: Int, mask: UInt8)? {
        let (first, second) = Self.words(bytes, row: row)
        let slot = find(first, second)
        return masks[slot] == 0 ? nil : (slot, masks[slot])
    }

    /// Visits every token with its set of lists.
    func forEachEntry(_ body: (_ slot: Int, _ mask: UInt8) -> Void) {
        for slot in masks.indices where masks[slot] != 0 { body(slot, masks[slot]) }
    }

    /// The slot that holds a token, or the free one where it would go.
    private func find(_ first: UInt64, _ second: UInt64) -> Int {
        let last = masks.count - 1
        let product = (first ^ keys.high).multipliedFullWidth(by: second ^ keys.low)
        var slot = Int(truncatingIfNeeded: ((product.high ^ product.low) &* keys.slot) >> shift)
        while masks[slot] != 0, high[slot] != first || low[slot] != second { slot = (slot + 1) & last }
        return slot
    }

    private static func words(_ bytes: UnsafeRawBufferPointer, row: Int) -> (UInt64, UInt64) {
        (
            bytes.loadUnaligned(fromByteOffset: row * Token.byteCount, as: UInt64.self),
            bytes.loadUnaligned(fromByteOffset: row * Token.byteCount + 8, as: UInt64.self)
        )
    }
}
