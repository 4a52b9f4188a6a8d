// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// The strict reader behind `JSONValue(parsing:)`: one pass, recursion bounded by `JSONValue.maximumDepth`.
struct JSONParser {
    private let bytes: [UInt8]
    private var position = 0

    init(_ source: some Collection<UInt8>, maximumBytes: Int) throws(JSONError) {
        guard source.count <= maximumBytes else {
            throw JSONError(problem: .tooLarge(maximumBytes: maximumBytes), offset: maximumBytes)
        }
        bytes = Array(source)
    }

    mutating func document() throws(JSONError) -> JSONValue {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { throw failure(.byteOrderMark) }
        skipSpace()
        let value = try value(depth: 0)
        skipSpace()
        guard position == bytes.count else { throw failure(.trailingBytes) }
        return value
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private func failure(_ problem: JSONError.Problem) -> JSONError { JSONError(problem: problem, offset: position) }

    private func unexpected(_ expected: String) -> JSONError {
        failure(next == nil ? .unexpectedEnd(expected: expected) : .unexpected(expected: expected))
    }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { position += 1 }
    }

    /// Takes a byte if it is next.
    private mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        position += 1
        return true
    }

    private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
        switch next {
        case UInt8(ascii: "{"): return .object(try object(depth: depth + 1))
        case UInt8(ascii: "["): return .array(try array(depth: depth + 1))
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), .some(0x30...0x39): return .integer(try integer())
        default: throw unexpected("a value")
        }
    }

    private mutating func word(_ text: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
        guard bytes[position...].starts(with: text.utf8) else { throw failure(.unexpected(expected: "a value")) }
        position += text.utf8.count
        return value
    }

    private mutating func object(depth: Int) throws(JSONError) -> [String: JSONValue] {
        guard depth <= JSONValue.maximumDepth else { throw failure(.tooDeep(maximum: JSONValue.maximumDepth)) }
        position += 1
        var members: [String: JSONValue] = [:]
        skipSpace()
        if take(UInt8(ascii: "}")) { return members }
        while true {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw unexpected("a key in double quotes") }
            let start = position
            let key = try string()
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw unexpected("\":\"") }
            skipSpace()
            guard members[key] == nil else { throw JSONError(problem: .duplicateKey(key), offset: start) }
            members[key] = try value(depth: depth)
            skipSpace()
            if take(UInt8(ascii: "}")) { return members }
            guard take(UInt8(ascii: ",")) else { throw unexpected("\",\" or \"}\"") }
        }
    }

    private mutating func array(depth: Int) throws(JSONError) -> [JSONValue] {
        guard depth <= JSONValue.maximumDepth else { throw failure(.tooDeep(maximum: JSONValue.maximumDepth)) }
        position += 1
        var elements: [JSONValue] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return elements }
        while true {
            skipSpace()
            elements.append(try value(depth: depth))
            skipSpace()
            if take(UInt8(ascii: "]")) { return elements }
            guard take(UInt8(ascii: ",")) else { throw unexpected("\",\" or \"]\"") }
        }
    }

    private mutating func integer() throws(JSONError) -> Int64 {
        let start = position
        let negative = take(UInt8(ascii: "-"))
        guard case .some(0x30...0x39) = next else { throw unexpected("a digit") }
        let firstDigit = position
        var magnitude: Int64 = 0
        while case .some(let digit) = next, (0x30...0x39).contains(digit) {
            // 2^53 is far from overflow at the largest accepted magnitude times ten.
            magnitude = magnitude * 10 + Int64(digit - 0x30)
            guard magnitude <= JSONValue.largestInteger else {
                throw JSONError(problem: .integerTooLarge, offset: start)
            }
            position += 1
        }
        if let byte = next, byte == UInt8(ascii: ".") || byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
            throw JSONError(problem: .notAnInteger, offset: start)
        }
        if bytes[firstDigit] == 0x30, position > firstDigit + 1 {
            throw JSONError(problem: .leadingZero, offset: start)
        }
        if negative, magnitude == 0 { throw JSONError(problem: .negativeZero, offset: start) }
        return negative ? -magnitude : magnitude
    }

    private mutating func string() throws(JSONError) -> String {
        let start = position
        position += 1
        var content: [UInt8] = []
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                guard let text = String(validating: content, as: UTF8.self) else {
                    throw JSONError(problem: .notUTF8, offset: start)
                }
                return text
            case UInt8(ascii: "\\"):
                try escape(into: &content)
            case 0..<0x20:
                throw failure(.controlCharacter)
            default:
                content.append(byte)
                position += 1
            }
        }
        throw unexpected("the end of a string")
    }

    private mutating func escape(into content: inout [UInt8]) throws(JSONError) {
        let start = position
        position += 1
        guard let byte = next else { throw unexpected("an escape") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(byte)
        case UInt8(ascii: "b"): content.append(0x08)
        case UInt8(ascii: "f"): content.append(0x0C)
        case UInt8(ascii: "n"): content.append(0x0A)
        case UInt8(ascii: "r"): content.append(0x0D)
        case UInt8(ascii: "t"): content.append(0x09)
        case UInt8(ascii: "u"): content += String(try escapedScalar(from: start)).utf8
        default: throw JSONError(problem: .badEscape, offset: start)
        }
    }

    /// Reads the four digits after `\u`, and the second half of a surrogate pair.
    private mutating func escapedScalar(from start: Int) throws(JSONError) -> Unicode.Scalar {
        let first = try fourDigits(from: start)
        var code = first
        if (0xD800..<0xDC00).contains(first) {
            guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
                throw JSONError(problem: .loneSurrogate, offset: start)
            }
            let second = try fourDigits(from: start)
            guard (0xDC00..<0xE000).contains(second) else { throw JSONError(problem: .loneSurrogate, offset: start) }
            code = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code) else { throw JSONError(problem: .loneSurrogate, offset: start) }
        return scalar
    }

    private mutating func fourDigits(from start: Int) throws(JSONError) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw JSONError(problem: .badEscape, offset: start)
            }
            code = code << 4 | UInt32(digit)
            position += 1
        }
        return code
    }
}
