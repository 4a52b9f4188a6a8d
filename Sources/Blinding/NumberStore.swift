// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Spilling

/// Pairs of digits and row, ascending, in memory as long as they fit there and else in a temporary file.
final class NumberStore {
    private let capacity: Int
    private let folder: String
    private var pairs: [Pair] = []
    private var run: PairRun?

    /// Pairs in the store.
    private(set) var count = 0

    init(memory: Int, folder: String) {
        capacity = max(memory / MemoryLayout<Pair>.stride, 1)
        self.folder = folder
    }

    func append(_ pair: Pair) throws(SpillError) {
        if pairs.count == capacity { try spill() }
        pairs.append(pair)
        count += 1
    }

    /// Ends adding.
    func finish() throws(SpillError) {
        guard run != nil else { return }
        try spill()
        pairs = []
    }

    /// Replaces a block by the pairs from an index on; it stays empty at the end.
    func read(from index: Int, count: Int, into block: inout [Pair]) throws(SpillError) {
        let count = min(count, self.count - index)
        guard let run else {
            block.removeAll(keepingCapacity: true)
            block.append(contentsOf: pairs[index..<index + count])
            return
        }
        if block.count != count { block = [Pair](repeating: Pair(key: 0, value: 0), count: count) }
        let filled = try run.read(from: index, into: &block)
        block.removeLast(count - filled)
    }

    private func spill() throws(SpillError) {
        let run = if let run { run } else { try PairRun(in: folder) }
        self.run = run
        try run.append(pairs)
        pairs.removeAll(keepingCapacity: true)
    }
}
