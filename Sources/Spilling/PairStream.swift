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
    /// Indices of cursors, the one with the smallest pair first: a heap.
    private var heap: [(pair: Pair, cursor: Int)] = []

    init(sorted: [Pair]) { whole = sorted }

    init(merging runs: [PairRun], memory: Int) throws(SpillError) {
        whole = []
        let share = max(memory / max(runs.count, 1) / MemoryLayout<Pair>.stride, 64)
        for run in runs {
            var cursor = Cursor(run: run, buffer: [Pair](repeating: Pair(key: 0, value: 0), count: share))
            guard try cursor.fill() else { continue }
            heap.append((cursor.buffer[0], cursors.count))
            cursors.append(cursor)
        }
        // In ascending order an array is a heap.
        heap.sort { $0.pair < $1.pair }
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
                block.append(first.pair)
                try advance(first.cursor)
            }
        }
        return !block.isEmpty
    }

    /// Takes the next pair of the run whose pair was the smallest.
    private func advance(_ cursor: Int) throws(SpillError) {
        cursors[cursor].index += 1
        if cursors[cursor].index < cursors[cursor].filled {
            heap[0].pair = cursors[cursor].buffer[cursors[cursor].index]
        } else if try cursors[cursor].fill() {
            heap[0].pair = cursors[cursor].buffer[0]
        } else {
            let last = heap.removeLast()
            if heap.isEmpty { return }
            heap[0] = last
        }
        sink()
    }

    private func sink() {
        let moved = heap[0]
        var index = 0
        while true {
            var child = 2 * index + 1
            guard child < heap.count else { break }
            if child + 1 < heap.count, heap[child + 1].pair < heap[child].pair { child += 1 }
            guard heap[child].pair < moved.pair else { break }
            heap[index] = heap[child]
            index = child
        }
        heap[index] = moved
    }
}
