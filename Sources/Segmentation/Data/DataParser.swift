// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Reads JSON (RFC 8259) with fractions, strictly: no key twice in one object, nothing behind the end, recursion bounded.
///
/// The reader of signed documents takes integers only, and is another one for that.
struct DataParser {
    private let bytes: [UInt8]
    private let maximumDepth: Int
    private var position = 0

    /// Reads a whole document.
    static func value(of bytes: [UInt8], maximumDepth: Int) throws(DataSyntaxError) -> DataValue {
        var parser = DataParser(bytes: bytes, maximumDepth: maximumDepth)
        let value = try parser.value(depth: 0)
        parser.skipSpace()
        guard parser.next == nil else { throw parser.failure("something follows the end of the data") }
        return value
    }

    private init(bytes: [UInt8], maximumDepth: Int) {
        self.bytes = bytes
        self.maximumDepth = maximumDepth
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private func failure(_ problem: String) -> DataSyntaxError { DataSyntaxError(offset: position, problem: problem) }

    private func unexpected(_ expected: String) -> DataSyntaxError {
        failure(next == nil ? "the data ends where \(expected) was expected" : "expected \(expected)")
    }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { position += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        position += 1
        return true
    }

    private mutating func value(depth: Int) throws(DataSyntaxError) -> DataValue {
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): return .object(try object(depth: deepened(depth)))
        case UInt8(ascii: "["): return .list(try list(depth: deepened(depth)))
        case UInt8(ascii: "\""): return .text(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), .some(0x30...0x39): return try number()
        default: throw unexpected("a value")
        }
    }

    private func deepened(_ depth: Int) throws(DataSyntaxError) -> Int {
        guard depth < maximumDepth else { throw failure("lists and objects are nested more than \(maximumDepth) deep") }
        return depth + 1
    }

    private mutating func word(_ word: String, _ value: DataValue) throws(DataSyntaxError) -> DataValue {
        guard bytes[position...].starts(with: word.utf8) else { throw failure("expected a value") }
        position += word.utf8.count
        return value
    }

    private mutating func object(depth: Int) throws(DataSyntaxError) -> [String: DataValue] {
        position += 1
        var fields: [String: DataValue] = [:]
        skipSpace()
        if take(UInt8(ascii: "}")) { return fields }
        while true {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw unexpected("a key in double quotes") }
            let start = position
            let key = try string()
            guard fields[key] == nil else {
                throw DataSyntaxError(offset: start, problem: "this key stands twice in one object")
            }
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw unexpected("a colon") }
            fields[key] = try value(depth: depth)
            skipSpace()
            if take(UInt8(ascii: "}")) { return fields }
            guard take(UInt8(ascii: ",")) else { throw unexpected("a comma or }") }
        }
    }

    private mutating func list(depth: Int) throws(DataSyntaxError) -> [DataValue] {
        position += 1
        var elements: [DataValue] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return elements }
        while true {
            elements.append(try value(depth: depth))
            skipSpace()
            if take(UInt8(ascii: "]")) { return elements }
            guard take(UInt8(ascii: ",")) else { throw unexpected("a comma or ]") }
        }
    }

    /// A number without a fraction is an integer where it fits, however it is written.
    private mutating func number() throws(DataSyntaxError) -> DataValue {
        let start = position
        _ = take(UInt8(ascii: "-"))
        let first = next
        let count = try digits()
        guard first != 0x30 || count == 1 else {
            throw DataSyntaxError(offset: start, problem: "a number starts with a needless 0")
        }
        if take(UInt8(ascii: ".")) { _ = try digits() }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            _ = try digits()
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if let integer = Int64(text) { return .integer(integer) }
        guard let number = Double(text), number.isFinite else {
            throw DataSyntaxError(offset: start, problem: "this number is out of range")
        }
        return Int64(exactly: number).map { .integer($0) } ?? .number(number)
    }

    private mutating func digits() throws(DataSyntaxError) -> Int {
        let start = position
        while case .some(0x30...0x39) = next { position += 1 }
        guard position > start else { throw unexpected("a digit") }
        return position - start
    }

    private mutating func string() throws(DataSyntaxError) -> String {
        let start = position
        position += 1
        var content: [UInt8] = []
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                guard let text = String(validating: content, as: UTF8.self) else {
                    throw DataSyntaxError(offset: start, problem: "a text is not UTF-8")
                }
                return text
            case UInt8(ascii: "\\"): content += String(try escape()).utf8
            case 0..<0x20: throw failure("a control character in a text must be written as an escape")
            default:
                content.append(byte)
                position += 1
            }
        }
        throw unexpected("the end of a text")
    }

    private mutating func escape() throws(DataSyntaxError) -> Unicode.Scalar {
        let start = position
        position += 2
        switch bytes.indices.contains(start + 1) ? bytes[start + 1] : nil {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            var code = try unit(from: start)
            if (0xD800..<0xDC00).contains(code), take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) {
                let second = try unit(from: start)
                guard (0xDC00..<0xE000).contains(second) else {
                    throw DataSyntaxError(offset: start, problem: "half of a surrogate pair stands alone")
                }
                code = 0x10000 + (code - 0xD800) << 10 + (second - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else {
                throw DataSyntaxError(offset: start, problem: "half of a surrogate pair stands alone")
            }
            return scalar
        default: throw DataSyntaxError(offset: start, problem: "this escape does not exist in JSON")
        }
    }

    private mutating func unit(from start: Int) throws(DataSyntaxError) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw DataSyntaxError(offset: start, problem: "four hexadecimal digits follow \\u")
            }
            code = code << 4 | UInt32(digit)
            position += 1
        }
        return code
    }
}
