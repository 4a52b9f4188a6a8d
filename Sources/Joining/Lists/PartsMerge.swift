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
    private var heap: MergeHeap<UInt64, Part>
    /// The smallest of the next numbers: most lists have no parts, and are asked for every number.
    private var next: UInt64?

    /// Numbers that were found.
    private(set) var found = 0

    init(_ paths: [String], of round: RoundID, in home: Home) throws {
        let parts = try paths.map { Part(try home.readPart($0, of: round)) }
        heap = MergeHeap(parts.compactMap { part in part.reader.digits.map { ($0, part) } })
        next = heap.first?.key
    }

    /// Copies the element of a number, 32 bytes; false where no part has it.
    func element(of digits: UInt64, to pointer: UnsafeMutableRawPointer) throws -> Bool {
        while let next, next < digits { try advance() }
        guard next == digits, let first = heap.first else { return false }
        first.source.reader.copyElement(to: pointer)
        found += 1
        return true
    }

    /// Reads what is left, so that all parts are known to be authentic to their ends.
    func finish() throws {
        while next != nil { try advance() }
    }

    /// Goes on in the part with the smallest number.
    private func advance() throws {
        guard let part = heap.first?.source else { return }
        try part.reader.advance()
        heap.advance(to: part.reader.digits)
        next = heap.first?.key
    }
}
