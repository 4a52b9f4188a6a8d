// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Sorts any number of pairs in bounded memory: what does not fit goes to temporary files as sorted runs, which are merged.
///
/// Pairs of one key must be added in the ascending order of their values; that spares half of the sorting.
package final class PairSorter {
    /// The most runs that are merged at once; more are merged in several passes.
    static let fanIn = 48

    private let folder: String
    /// Pairs in memory before they are written.
    private let capacity: Int
    private var pairs: [Pair] = []
    private var scratch: [Pair] = []
    private var runs: [(level: Int, run: PairRun)] = []
    /// Pairs added.
    package private(set) var count = 0

    /// Whether anything went to disk.
    package var hasSpilled: Bool { !runs.isEmpty }

    /// - Parameter limit: bytes of memory; at least some kilobytes are taken.
    package init(limit: Int, folder: String) {
        self.folder = folder
        // Sorting needs the same again.
        capacity = max(limit / 2 / MemoryLayout<Pair>.stride, 64)
    }

    /// Adds pairs.
    package func add(_ more: [Pair]) throws(SpillError) {
        for pair in more {
            pairs.append(pair)
            if pairs.count == capacity { try spill() }
        }
        count += more.count
    }

    /// Ends adding, and gives all pairs in ascending order.
    package func sorted() throws(SpillError) -> PairStream {
        guard hasSpilled else {
            PairOrder.sort(&pairs, scratch: &scratch)
            scratch = []
            defer { pairs = [] }
            return PairStream(sorted: pairs)
        }
        if !pairs.isEmpty { try spill() }
        pairs = []
        scratch = []
        // The smallest runs first, so that as little as possible is written again.
        while runs.count > Self.fanIn {
            runs.sort { $0.run.count > $1.run.count }
            let many = min(Self.fanIn, runs.count - Self.fanIn + 1)
            let chosen = runs.suffix(many).map(\.run)
            runs.removeLast(many)
            runs.append((0, try merge(chosen)))
        }
        defer { runs = [] }
        return try PairStream(merging: runs.map(\.run), memory: capacity * MemoryLayout<Pair>.stride)
    }

    private func spill() throws(SpillError) {
        PairOrder.sort(&pairs, scratch: &scratch)
        let run = try PairRun(in: folder)
        try run.append(pairs)
        pairs.removeAll(keepingCapacity: true)
        runs.append((0, run))
        var level = 0
        while runs.count(where: { $0.level == level }) == Self.fanIn {
            let chosen = runs.filter { $0.level == level }.map(\.run)
            runs.removeAll { $0.level == level }
            level += 1
            runs.append((level, try merge(chosen)))
        }
    }

    private func merge(_ chosen: [PairRun]) throws(SpillError) -> PairRun {
        let merged = try PairRun(in: folder)
        let stream = try PairStream(merging: chosen, memory: capacity * MemoryLayout<Pair>.stride / 2)
        var block: [Pair] = []
        while try stream.next(into: &block) { try merged.append(block) }
        return merged
    }
}
