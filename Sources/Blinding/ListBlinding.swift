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
    private let roundID: Digest
    private let memory: Int
    private let folder: String

    /// - Parameters:
    ///   - memory: bytes of it for sorting.
    ///   - folder: where temporary files go; nil for the usual place.
    package init(round: RoundID, memory: Int = NumberSet.memory, folder: String? = nil) throws {
        guard let roundID = Digest(bytes: round.bytes) else { throw BlindingError.badRound }
        self.roundID = roundID
        self.memory = memory
        self.folder = folder ?? SpillFolder.path
    }

    /// Blinds all numbers of a set and gives the list in its order, a block at a time.
    ///
    /// Blocks its thread while all cores work.
    ///
    /// - Parameters:
    ///   - known: gives the element of a number that was blinded before, or false; asked in ascending order of the digits.
    ///   - progress: gets how many numbers have been blinded so far.
    package func blind(
        _ numbers: NumberSet, key: borrowing Scalar,
        known: ((UInt64, UnsafeMutableRawPointer) throws -> Bool)? = nil,
        progress: (Int) -> Void = { _ in }, into body: (BlindedBlock) throws -> Void
    ) throws {
        let sorter = BlindedRowSorter(rows: numbers.count, memory: memory, folder: folder)
        var done = 0
        try numbers.forEachBlock { pairs in
            var unknown = pairs
            if let known { unknown = try pairs.filter { try !add($0, to: sorter, ifKnown: known) } }
            let elements = try elements(of: unknown.map { $0.key }, key: key)
            try elements.withUnsafeBytes { try sorter.add($0, for: unknown) }
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

    /// Adds a number that was blinded before; false where it was not.
    private func add(
        _ pair: Pair, to sorter: BlindedRowSorter, ifKnown known: (UInt64, UnsafeMutableRawPointer) throws -> Bool
    ) throws -> Bool {
        try withUnsafeTemporaryAllocation(byteCount: EncodedElement.byteCount, alignment: 8) { element in
            guard let base = element.baseAddress, try known(pair.key, base) else { return false }
            try sorter.add(UnsafeRawBufferPointer(element), for: CollectionOfOne(pair))
            return true
        }
    }

    /// Blinds numbers and gives them, ascending by digits, with their elements: a part of a list.
    package func blindPart(
        _ numbers: NumberSet, key: borrowing Scalar, progress: (Int) -> Void = { _ in },
        into body: (_ digits: [UInt64], _ elements: [UInt8]) throws -> Void
    ) throws {
        var done = 0
        try numbers.forEachBlock { pairs in
            let digits = pairs.map { $0.key }
            try body(digits, elements(of: digits, key: key))
            done += pairs.count
            progress(done)
        }
    }

    private func elements(of digits: [UInt64], key: borrowing Scalar) throws -> [UInt8] {
        var elements = [UInt8](repeating: 0, count: digits.count * EncodedElement.byteCount)
        try digits.withUnsafeBufferPointer { digits in
            try elements.withUnsafeMutableBytes { output in
                try Batch.blind(digits: digits, roundID: roundID, key: key, into: output)
            }
        }
        return elements
    }
}
