// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Walks over the members of one JSON object (RFC 8259) without building anything.
///
/// Checks the form of everything it passes, nested values to a depth of 64 included.
struct ObjectScanner {
    /// The kind of a member's value.
    enum Kind {
        case string, number, null, boolean, nested
    }

    /// A member's key and value as places in the text; those of strings lie inside the quotes.
    struct Member {
        var key: Range<Int> = 0..<0
        var keyHasEscapes = false
        var value: Range<Int> = 0..<0
        var valueHasEscapes = false
        var kind = Kind.null
    }

    /// What is wrong with the text.
    enum Flaw: Error {
        case notAnObject, malformed
    }

    private static let depthLimit = 64
    let text: UnsafeBufferPointer<UInt8>
    private var position = 0

    init(_ text: UnsafeBufferPointer<UInt8>) {
        self.text = text
    }

    /// Calls a closure with each member in order.
    mutating func forEachMember(_ body: (Member) -> Void) throws(Flaw) {
        skipBlanks()
        guard peek() == UInt8(ascii: "{") else { throw .notAnObject }
        position += 1
        skipBlanks()
        if peek() == UInt8(ascii: "}") {
            position += 1
        } else {
            while true {
                body(try member())
                skipBlanks()
                let separator = peek()
                position += 1
                if separator == UInt8(ascii: "}") { break }
                guard separator == UInt8(ascii: ",") else { throw .malformed }
            }
        }
        skipBlanks()
        guard position == text.count else { throw .malformed }
    }

    private mutating func member() throws(Flaw) -> Member {
        var member = Member()
        skipBlanks()
        (member.key, member.keyHasEscapes) = try string()
        skipBlanks()
        guard peek() == UInt8(ascii: ":") else { throw .malformed }
        position += 1
        skipBlanks()
        let start = position
        switch peek() {
        case UInt8(ascii: "\""):
            (member.value, member.valueHasEscapes) = try string()
            member.kind = .string
            return member
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            try value(depth: 0)
            member.kind = .nested
        case UInt8(ascii: "t"), UInt8(ascii: "f"):
            try value(depth: 0)
            member.kind = .boolean
        case UInt8(ascii: "n"):
            try value(depth: 0)
        default:
            try number()
            member.kind = .number
        }
        member.value = start..<position
        return member
    }

    private mutating func value(depth: Int) throws(Flaw) {
        guard depth < Self.depthLimit else { throw .malformed }
        switch peek() {
        case UInt8(ascii: "\""): _ = try string()
        case UInt8(ascii: "t"): try literal("true")
        case UInt8(ascii: "f"): try literal("false")
        case UInt8(ascii: "n"): try literal("null")
        case UInt8(ascii: "{"): try container(closedBy: UInt8(ascii: "}"), hasKeys: true, depth: depth)
        case UInt8(ascii: "["): try container(closedBy: UInt8(ascii: "]"), hasKeys: false, depth: depth)
        default: try number()
        }
    }

    private mutating func container(closedBy close: UInt8, hasKeys: Bool, depth: Int) throws(Flaw) {
        position += 1
        skipBlanks()
        if peek() == close {
            position += 1
            return
        }
        while true {
            skipBlanks()
            if hasKeys {
                _ = try string()
                skipBlanks()
                guard peek() == UInt8(ascii: ":") else { throw .malformed }
                position += 1
                skipBlanks()
            }
            try value(depth: depth + 1)
            skipBlanks()
            let separator = peek()
            position += 1
            if separator == close { return }
            guard separator == UInt8(ascii: ",") else { throw .malformed }
        }
    }

    private mutating func string() throws(Flaw) -> (Range<Int>, Bool) {
        guard peek() == UInt8(ascii: "\"") else { throw .malformed }
        position += 1
        let start = position
        var hasEscapes = false
        while let byte = peek() {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return (start..<position - 1, hasEscapes)
            case UInt8(ascii: "\\"):
                hasEscapes = true
                try escape()
            case 0..<0x20: throw .malformed
            default: break
            }
        }
        throw .malformed
    }

    private mutating func escape() throws(Flaw) {
        guard let byte = peek() else { throw .malformed }
        position += 1
        guard byte == UInt8(ascii: "u") else {
            guard "\"\\/bfnrt".utf8.contains(byte) else { throw .malformed }
            return
        }
        guard position + 4 <= text.count, (position..<position + 4).allSatisfy({ JSONText.hex(text[$0]) != nil }) else {
            throw .malformed
        }
        position += 4
    }

    private mutating func number() throws(Flaw) {
        if peek() == UInt8(ascii: "-") { position += 1 }
        let first = peek()
        let whole = digits()
        guard whole > 0, whole == 1 || first != UInt8(ascii: "0") else { throw .malformed }
        if peek() == UInt8(ascii: ".") {
            position += 1
            guard digits() > 0 else { throw .malformed }
        }
        guard peek() == UInt8(ascii: "e") || peek() == UInt8(ascii: "E") else { return }
        position += 1
        if peek() == UInt8(ascii: "+") || peek() == UInt8(ascii: "-") { position += 1 }
        guard digits() > 0 else { throw .malformed }
    }

    private mutating func digits() -> Int {
        let start = position
        while let byte = peek(), (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
        return position - start
    }

    private mutating func literal(_ word: StaticString) throws(Flaw) {
        let end = position + word.utf8CodeUnitCount
        guard end <= text.count, word.withUTF8Buffer({ text[position..<end].elementsEqual($0) }) else {
            throw .malformed
        }
        position = end
    }

    private mutating func skipBlanks() {
        while let byte = peek(), byte == 0x20 || byte == 0x09 { position += 1 }
    }

    private func peek() -> UInt8? { position < text.count ? text[position] : nil }
}
