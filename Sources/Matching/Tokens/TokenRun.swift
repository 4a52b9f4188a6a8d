// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Tokens with their rows, sorted by the partition that their mixed bits name, and by list inside it.
final class TokenRun {
    let count: Int
    let lists: Int
    let tokens: UnsafeMutablePointer<UInt64>
    let rows: UnsafeMutablePointer<UInt32>
    /// Where each list of each partition starts, and the end: `partition × lists + list`.
    let offsets: [UInt32]
    /// For each partition a sum over its tokens and rows under the mixer's keys.
    let sums: [UInt64]
    private let memory: PageMemory

    init(count: Int, lists: Int, offsets: [UInt32], sums: [UInt64], memory: PageMemory) {
        self.count = count
        self.lists = lists
        self.offsets = offsets
        self.sums = sums
        self.memory = memory
        tokens = memory.base.assumingMemoryBound(to: UInt64.self)
        rows = (memory.base + count * 16).assumingMemoryBound(to: UInt32.self)
    }

    /// The bytes of all tokens, then of all rows.
    var bytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: memory.base, count: count * TokenPlan.recordBytes)
    }

    func slice(partition: Int, list: Int) -> TokenSlice {
        let start = Int(offsets[partition * lists + list])
        let end = Int(offsets[partition * lists + list + 1])
        return TokenSlice(
            list: list, tokens: UnsafePointer(tokens + 2 * start), rows: UnsafePointer(rows + start),
            count: end - start)
    }
}
