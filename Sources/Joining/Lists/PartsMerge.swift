// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Home
import Spilling
import Vocabulary

/// Finds the elements of numbers in parts of a list, asked in ascending order of the digits.
final class PartsMerge {
    /// A part, held by reference because a reader cannot be copied.
    private final class Part {
        var reader: PartReader
        init(_ reader: consuming PartReader) { self.reader = reader }
    }

    /// Parts that go on, by their next number.
    private var heap = MergeHeap<UInt64, Part>([])

    /// Numbers that were found.
    private(set) var found = 0

    init(_ paths: [String], of round: RoundID, in home: Home) throws {
        let parts = try paths.map { Part(try home.readPart($0, of: round)) }
        heap = MergeHeap(parts.compactMap { part in part.reader.digits.map { ($0, part) } })
    }

    /// Copies the element of a number, 32 bytes; false where no part has it.
    func element(of digits: UInt64, to pointer: UnsafeMutableRawPointer) throws -> Bool {
        while let first = heap.first, first.key < digits { try advance(first.source) }
        guard let first = heap.first, first.key == digits else { return false }
        first.source.reader.copyElement(to: pointer)
        found += 1
        return true
    }

    /// Reads what is left, so that all parts are known to be authentic to their ends.
    func finish() throws {
        while let first = heap.first { try advance(first.source) }
    }

    /// Goes on in the part with the smallest number.
    private func advance(_ part: Part) throws {
        try part.reader.advance()
        heap.advance(to: part.reader.digits)
    }
}
