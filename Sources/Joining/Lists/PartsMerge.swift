// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Home
import Vocabulary

/// Finds the elements of numbers in parts of a list, asked in ascending order of the digits.
final class PartsMerge {
    /// A part, held by reference because a reader cannot be copied.
    private final class Part {
        var reader: PartReader
        init(_ reader: consuming PartReader) { self.reader = reader }
    }

    /// Parts that go on, the one with the smallest number first: a heap.
    private var heap: [(digits: UInt64, part: Part)] = []

    /// Numbers that were found.
    private(set) var found = 0

    init(_ paths: [String], of round: RoundID, in home: Home) throws {
        for path in paths {
            let part = Part(try home.readPart(path, of: round))
            if let digits = part.reader.digits { heap.append((digits, part)) }
        }
        // In ascending order an array is a heap.
        heap.sort { $0.digits < $1.digits }
    }

    /// Copies the element of a number, 32 bytes; false where no part has it.
    func element(of digits: UInt64, to pointer: UnsafeMutableRawPointer) throws -> Bool {
        while let first = heap.first, first.digits < digits { try advance() }
        guard let first = heap.first, first.digits == digits else { return false }
        first.part.reader.copyElement(to: pointer)
        found += 1
        return true
    }

    /// Reads what is left, so that all parts are known to be authentic to their ends.
    func finish() throws {
        while !heap.isEmpty { try advance() }
    }

    /// Goes on in the part with the smallest number.
    private func advance() throws {
        let part = heap[0].part
        try part.reader.advance()
        if let digits = part.reader.digits {
            heap[0].digits = digits
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
            if child + 1 < heap.count, heap[child + 1].digits < heap[child].digits { child += 1 }
            guard heap[child].digits < moved.digits else { break }
            heap[index] = heap[child]
            index = child
        }
        heap[index] = moved
    }
}
