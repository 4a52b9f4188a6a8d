// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Pairs in ascending order in a temporary file.
package final class PairRun {
    private let file: SpillFile

    package init(in folder: String) throws(SpillError) { file = try SpillFile(in: folder) }

    /// Pairs in the run.
    package var count: Int { file.size / MemoryLayout<Pair>.stride }

    package func append(_ pairs: [Pair]) throws(SpillError) {
        try pairs.span.withUnsafeBytes { (bytes) throws(SpillError) in try file.append(bytes) }
    }

    /// Replaces what is in a buffer by the pairs from an index on, as many as it holds or there are.
    package func read(from index: Int, into buffer: inout [Pair]) throws(SpillError) -> Int {
        let stride = MemoryLayout<Pair>.stride
        var span = buffer.mutableSpan
        return try span.withUnsafeMutableBytes { (bytes) throws(SpillError) in
            try file.read(at: index * stride, into: bytes) / stride
        }
    }
}
