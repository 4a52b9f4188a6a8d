// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Sorts any number of short records of one length by a key, in bounded memory; records of one key keep the order in which they came.
///
/// What does not fit goes to temporary files as sorted runs, which are merged at once: a hundred million records of 40 bytes are a
/// hundred runs. Of longer lists neighbours are merged meanwhile, so that few files are open.
package final class RecordSorter {
    /// The most runs that are merged at once.
    private static let fanIn = 128

    /// Writes a run: keys, each with its record behind it.
    private struct RunWriter {
        static let blockSize = 1 << 20

        let file: SpillFile
        private var block: [UInt8] = []

        init(file: SpillFile) { self.file = file }

        mutating func add(key: UInt64, _ record: UnsafeRawBufferPointer) {
            withUnsafeBytes(of: key) { block.append(contentsOf: $0) }
            block.append(contentsOf: record)
        }

        /// Writes what was added, where it is so many bytes.
        mutating func flush(atLeast size: Int = 0) throws(SpillError) {
            guard block.count >= size else { return }
            try file.append(block)
            block.removeAll(keepingCapacity: true)
        }
    }

    private let width: Int
    private let folder: String
    /// Records in memory before they are written.
    private let capacity: Int
    private let memory: Int
    /// Keys, and where each one's record stands.
    private var order: [Pair] = []
    private var scratch: [Pair] = []
    private var records: [UInt8] = []
    /// In the order of their records, so that those of an earlier run come first; the levels descend.
    private var runs: [(level: Int, file: SpillFile)] = []
    /// Records added.
    package private(set) var count = 0

    /// - Parameters:
    ///   - width: bytes of a record, 1 or more.
    ///   - limit: bytes of memory; at least some kilobytes are taken.
    package init(width: Int, limit: Int, folder: String) {
        self.width = width
        self.folder = folder
        memory = limit
        capacity = max(limit / (2 * MemoryLayout<Pair>.stride + width), 64)
    }

    /// Adds a record.
    ///
    /// - Parameter fill: writes its bytes, all of them.
    package func add(key: UInt64, _ fill: (UnsafeMutableRawBufferPointer) -> Void) throws(SpillError) {
        if order.count == capacity { try spill() }
        let start = records.count
        order.append(Pair(key: key, value: UInt64(order.count)))
        records.append(contentsOf: repeatElement(0, count: width))
        records.withUnsafeMutableBytes { fill(UnsafeMutableRawBufferPointer(rebasing: $0[start...])) }
        count += 1
    }

    /// Ends adding, and gives all records in ascending order of their keys.
    package func sorted() throws(SpillError) -> RecordStream {
        defer { (order, scratch, records, runs) = ([], [], [], []) }
        guard !runs.isEmpty else {
            PairOrder.sort(&order, scratch: &scratch)
            return RecordStream(records, width: width, inOrder: order)
        }
        if !order.isEmpty { try spill() }
        (order, scratch, records) = ([], [], [])
        while runs.count > Self.fanIn { try mergeLast(min(Self.fanIn, runs.count - Self.fanIn + 1), to: 0) }
        return try RecordStream(merging: runs.map(\.file), width: width, memory: memory)
    }

    /// Replaces the newest runs, which are neighbours and the shortest, by one.
    private func mergeLast(_ many: Int, to level: Int) throws(SpillError) {
        let stream = try RecordStream(merging: runs.suffix(many).map(\.file), width: width, memory: memory / 2)
        var run = RunWriter(file: try SpillFile(in: folder))
        while try stream.next({ run.add(key: $0, $1) }) != nil { try run.flush(atLeast: RunWriter.blockSize) }
        try run.flush()
        runs.removeLast(many)
        runs.append((level, run.file))
    }

    private func spill() throws(SpillError) {
        PairOrder.sort(&order, scratch: &scratch)
        var run = RunWriter(file: try SpillFile(in: folder))
        for pair in order {
            let start = Int(pair.value) * width
            records.withUnsafeBytes {
                run.add(key: pair.key, UnsafeRawBufferPointer(rebasing: $0[start..<start + width]))
            }
            try run.flush(atLeast: RunWriter.blockSize)
        }
        try run.flush()
        runs.append((0, run.file))
        var level = 0
        while runs.count(where: { $0.level == level }) == Self.fanIn {
            level += 1
            try mergeLast(Self.fanIn, to: level)
        }
        order.removeAll(keepingCapacity: true)
        records.removeAll(keepingCapacity: true)
    }
}
