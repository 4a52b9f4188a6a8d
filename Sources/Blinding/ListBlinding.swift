// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns
package import Ristretto
import Spilling
package import Vocabulary

/// Makes a party's list of a round: its numbers hashed to the group, multiplied by the round's key, and sorted by encoding
/// (protocol/v1/matching.md §2).
///
/// Memory does not grow with the list: what is too much waits in temporary files.
package struct ListBlinding: Sendable {
    private let round: RoundID
    private let roundID: Digest
    private let memory: Int
    private let folder: String

    /// - Parameters:
    ///   - memory: bytes of it for sorting.
    ///   - folder: where temporary files go; nil for the usual place.
    package init(round: RoundID, memory: Int = NumberSet.memory, folder: String? = nil) throws {
        guard let roundID = Digest(bytes: round.bytes) else { throw BlindingError.badRound }
        self.round = round
        self.roundID = roundID
        self.memory = memory
        self.folder = folder ?? SpillFolder.path
    }

    /// Blinds all numbers of a set and gives the list in its order, a block at a time.
    ///
    /// Blocks its thread while all cores work.
    ///
    /// - Parameter progress: gets how many numbers have been blinded so far.
    package func blind(
        _ numbers: NumberSet, key: borrowing Scalar, progress: (Int) -> Void = { _ in },
        into body: (BlindedBlock) throws -> Void
    ) throws {
        let sorter = BlindedRowSorter(rows: numbers.count, memory: memory, folder: folder)
        var elements: [UInt8] = []
        var digits: [UInt64] = []
        var done = 0
        try numbers.forEachBlock { pairs in
            let byteCount = pairs.count * EncodedElement.byteCount
            if elements.count != byteCount { elements = [UInt8](repeating: 0, count: byteCount) }
            digits.removeAll(keepingCapacity: true)
            digits.append(contentsOf: pairs.lazy.map(\.key))
            try digits.withUnsafeBufferPointer { digits in
                try elements.withUnsafeMutableBytes { output in
                    try Batch.blind(digits: digits, roundID: roundID, key: key, into: output)
                }
            }
            try elements.withUnsafeBytes { try sorter.add($0, for: pairs) }
            done += pairs.count
            progress(done)
        }
        var last: BlindedRow?
        try sorter.drain { rows in
            for row in rows {
                // Never so: a number is in the set once, and another one's element is the same once in 2^252.
                if let last, !last.isBefore(row) { throw BlindingError.badColumn }
                last = row
            }
            try body(BlindedBlock(rows))
        }
    }
}
