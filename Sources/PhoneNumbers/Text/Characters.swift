// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Folded characters in memory that somebody else holds.
struct Characters {
    let start: UnsafeMutablePointer<UInt8>
    var count: Int

    @inline(__always)
    subscript(position: Int) -> UInt8 { start[position] }

    func dropping(_ dropped: Int) -> Characters { Characters(start: start + dropped, count: count - dropped) }

    func prefix(_ kept: Int) -> Characters { Characters(start: start, count: kept) }

    /// Where an ASCII text stands first, at or behind a position.
    func firstIndex(of text: StaticString, from position: Int = 0) -> Int? {
        let length = text.utf8CodeUnitCount
        guard count >= length + position else { return nil }
        return (position...count - length).first { holds(text, at: $0) }
    }

    /// Whether an ASCII text stands at a position.
    func holds(_ text: StaticString, at position: Int, ignoringCase: Bool = false) -> Bool {
        let length = text.utf8CodeUnitCount
        guard position >= 0, position + length <= count else { return false }
        let pointer = text.utf8Start
        for offset in 0..<length {
            let byte = self[position + offset]
            let folded = ignoringCase && byte.isASCIILetter ? byte | 0x20 : byte
            guard folded == pointer[offset] else { return false }
        }
        return true
    }

    func count(where matches: (UInt8) -> Bool) -> Int {
        (0..<count).reduce(0) { $0 + (matches(self[$1]) ? 1 : 0) }
    }

    func contains(where matches: (UInt8) -> Bool) -> Bool { (0..<count).contains { matches(self[$0]) } }

    func firstIndex(where matches: (UInt8) -> Bool) -> Int? { (0..<count).first { matches(self[$0]) } }

    /// The position behind the run of digits that starts at a position.
    func endOfDigits(from position: Int) -> Int {
        var end = position
        while end < count, self[end].isASCIIDigit { end += 1 }
        return end
    }
}
