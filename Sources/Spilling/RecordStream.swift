// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Records of one length in ascending order of their keys, one at a time.
package final class RecordStream {
    /// The key of a run's next record; of equal keys the one of the earlier run comes first.
    private struct Place: Comparable {
        let key: UInt64
        let run: Int

        static func < (left: Self, right: Self) -> Bool {
            left.key != right.key ? left.key < right.key : left.run < right.run
        }
    }

    /// Where a run is read.
    private struct Cursor {
        let run: SpillFile
        var buffer: [UInt8]
        var index = 0
        var filled = 0
        var position = 0
    }

    private let width: Int
    /// All of it, where it is in memory.
    private let records: [UInt8]
    private let order: [Pair]
    private var next = 0
    private var cursors: [Cursor] = []
    private var heap = MergeHeap<Place, Int>([])

    init(_ records: [UInt8], width: Int, inOrder order: [Pair]) {
        self.records = records
        self.width = width
        self.order = order
    }

    init(merging runs: [SpillFile], width: Int, memory: Int) throws(SpillError) {
        (records, order) = ([], [])
        self.width = width
        let stride = MemoryLayout<UInt64>.size + width
        let share = max(memory / max(runs.count, 1) / stride, 16) * stride
        var places: [(key: Place, source: Int)] = []
        for run in runs {
            cursors.append(Cursor(run: run, buffer: [UInt8](repeating: 0, count: share)))
            if let place = try place(of: cursors.count - 1) { places.append((place, cursors.count - 1)) }
        }
        heap = MergeHeap(places)
    }

    /// Lends the next record and its key; nil at the end.
    package func next<Value>(
        _ body: (_ key: UInt64, _ record: UnsafeRawBufferPointer) -> Value
    ) throws(SpillError) -> Value? {
        guard let first = heap.first else {
            guard next < order.count else { return nil }
            let pair = order[next]
            next += 1
            let start = Int(pair.value) * width
            return records.withUnsafeBytes {
                body(pair.key, UnsafeRawBufferPointer(rebasing: $0[start..<start + width]))
            }
        }
        let start = cursors[first.source].index + MemoryLayout<UInt64>.size
        let value = cursors[first.source].buffer.withUnsafeBytes {
            body(first.key.key, UnsafeRawBufferPointer(rebasing: $0[start..<start + width]))
        }
        cursors[first.source].index = start + width
        heap.advance(to: try place(of: first.source))
        return value
    }

    /// Where a run goes on, read further where nothing is left in its buffer; nil at its end.
    private func place(of run: Int) throws(SpillError) -> Place? {
        if cursors[run].index == cursors[run].filled {
            let cursor = cursors[run]
            cursors[run].filled = try cursor.run.read(at: cursor.position, into: &cursors[run].buffer, from: 0)
            cursors[run].position += cursors[run].filled
            cursors[run].index = 0
            if cursors[run].filled == 0 { return nil }
        }
        let index = cursors[run].index
        let key = cursors[run].buffer.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: index, as: UInt64.self) }
        return Place(key: key, run: run)
    }
}
