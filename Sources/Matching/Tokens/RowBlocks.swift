// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Row numbers in the order in which they were found, in blocks, so that they never have to be moved as they grow.
final class RowBlocks {
    private static let blockRows = 1 << 19
    private var blocks: [PageMemory] = []
    private(set) var count = 0

    /// Adds the rows that a list has in some slots of a table.
    func append(_ rows: UnsafePointer<UInt32>, at slots: UnsafeBufferPointer<UInt32>) throws(TokenFault) {
        var done = 0
        while done < slots.count {
            let place = count % Self.blockRows
            if place == 0 { blocks.append(try PageMemory(byteCount: Self.blockRows * 4)) }
            guard let block = blocks.last else { return }
            let target = block.base.assumingMemoryBound(to: UInt32.self) + place
            let taken = min(slots.count - done, Self.blockRows - place)
            for index in 0..<taken { target[index] = rows[Int(slots[done + index])] }
            done += taken
            count += taken
        }
    }

    /// Hands out all rows, a block at a time.
    func forEachBlock(_ body: (_ first: Int, UnsafeBufferPointer<UInt32>) -> Void) {
        for (index, block) in blocks.enumerated() {
            let first = index * Self.blockRows
            body(
                first,
                UnsafeBufferPointer(
                    start: block.base.assumingMemoryBound(to: UInt32.self), count: min(count - first, Self.blockRows)))
        }
    }

    /// Gives the memory back.
    func clear() {
        blocks = []
        count = 0
    }

    /// The block that holds an index's row, from that row on.
    func rows(from index: Int) -> UnsafePointer<UInt32>? {
        guard index < count else { return nil }
        return UnsafePointer(
            blocks[index / Self.blockRows].base.assumingMemoryBound(to: UInt32.self) + index % Self.blockRows)
    }
}
