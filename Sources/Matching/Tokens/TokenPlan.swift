// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Columns

/// How the tokens of a round are compared: in memory or over a partition file, and in how many parts.
package struct TokenPlan: Equatable, Sendable {
    /// What a match may use by default; results and a few buffers come on top.
    package static let defaultMemory = 512 << 20
    /// Bytes of a token with its row.
    static let recordBytes = Token.byteCount + 4
    /// Tokens of a part whose table stays in the second cache.
    private static let partTokens = 8192

    /// Rows of each list.
    package let rows: [Int]
    /// Bytes that tokens in memory may take.
    package let memory: Int
    /// Whether tokens go to a partition file because memory would not hold them.
    package let spills: Bool
    /// The partition file holds 2^fileBits partitions; 0 without one.
    let fileBits: Int
    /// What is in memory at once is divided into 2^memoryBits parts.
    let memoryBits: Int

    package init(rows: [Int], memory: Int = TokenPlan.defaultMemory) {
        self.rows = rows
        self.memory = memory
        let total = rows.reduce(0, +)
        let bytes = total * Self.recordBytes
        spills = bytes > memory
        fileBits = spills ? Self.bits(dividing: bytes, into: max(memory / 8, 1), atLeast: 1, atMost: 10) : 0
        memoryBits = Self.bits(dividing: total >> fileBits, into: Self.partTokens, atLeast: 0, atMost: 13)
    }

    var lists: Int { rows.count }
    var tokens: Int { rows.reduce(0, +) }

    /// Tokens that are sorted at once: few enough for the caches and their translations, and for a file enough for long stretches of
    /// each partition; whole huge pages.
    func runTokens(of total: Int, forFile: Bool) -> Int {
        max(min(total, ((forFile ? 20 : 4) << 20) / Self.recordBytes, max(memory / 64, 256)), 1)
    }

    /// The most slots that a table may grow to.
    func tableSlots(slotBytes: Int) -> Int {
        var slots = 1024
        while slots * 2 * slotBytes <= memory / 4 { slots *= 2 }
        return slots
    }

    private static func bits(dividing total: Int, into part: Int, atLeast least: Int, atMost most: Int) -> Int {
        var bits = least
        while bits < most, total >> bits > part { bits += 1 }
        return bits
    }
}
