// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Pairs in ascending order, a block at a time.
package final class PairStream {
    /// Where a run is read.
    private struct Cursor {
        let run: PairRun
        var buffer: [Pair]
        /// The next pair in the buffer, and how many are in it.
        var index = 0
        var filled = 0
        /// The next pair of the run that is not in the buffer.
        var position = 0

        mutating func fill() throws(SpillError) -> Bool {
            filled = try run.read(from: position, into: &buffer)
            position += filled
            index = 0
            return filled > 0
        }
    }

    private static let blockSize = 4096
    /// All of it, where it is in memory.
    private let whole: [Pair]
    private var next = 0
    private var cursors: [Cursor] = []
    /// Indices of cursors.
    private var heap = MergeHeap<Pair, Int>([])

    init(sorted: [Pair]) { whole = sorted }

    init(merging runs: [PairRun], memory: Int) throws(SpillError) {
        whole = []
        let share = max(memory / max(runs.count, 1) / MemoryLayout<Pair>.stride, 64)
        var firsts: [(key: Pair, source: Int)] = []
        for run in runs {
            var cursor = Cursor(run: run, buffer: [Pair](repeating: Pair(key: 0, value: 0), count: share))
            guard try cursor.fill() else { continue }
            firsts.append((cursor.buffer[0], cursors.count))
            cursors.append(cursor)
        }
        heap = MergeHeap(firsts)
    }

    /// Replaces a block by the next pairs; false, and an empty block, at the end.
    package func next(into block: inout [Pair]) throws(SpillError) -> Bool {
        block.removeAll(keepingCapacity: true)
        if cursors.isEmpty {
            let end = min(next + Self.blockSize, whole.count)
            block.append(contentsOf: whole[next..<end])
            next = end
        } else {
            while block.count < Self.blockSize, let first = heap.first {
                block.append(first.key)
                heap.advance(to: try pair(behind: first.source))
            }
        }
        return !block.isEmpty
    }

    /// The next pair of a run; nil at its end.
    private func pair(behind cursor: Int) throws(SpillError) -> Pair? {
        cursors[cursor].index += 1
        if cursors[cursor].index == cursors[cursor].filled {
            guard try cursors[cursor].fill() else { return nil }
        }
        return cursors[cursor].buffer[cursors[cursor].index]
    }
}
