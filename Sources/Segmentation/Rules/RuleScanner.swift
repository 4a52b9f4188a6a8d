// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Cuts a rule, or the braces of a text, into tokens one at a time, so that the leftmost error is found first.
struct RuleScanner {
    private let text: String
    private let scalars: [Unicode.Scalar]
    /// The next scalar to read.
    private(set) var offset = 0

    /// - Parameter offset: where to start, in scalars.
    init(_ text: String, from offset: Int = 0) {
        self.text = text
        scalars = Array(text.unicodeScalars)
        self.offset = offset
    }

    static func startsIdentifier(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "_": true
        default: false
        }
    }

    static func continuesIdentifier(_ scalar: Unicode.Scalar) -> Bool {
        startsIdentifier(scalar) || isDigit(scalar)
    }

    func failure(_ problem: String, at offset: Int) -> RuleError { RuleError(problem, at: offset, in: text) }

    /// The next token; the end again and again at the end.
    mutating func next() throws(RuleError) -> RuleToken {
        while let scalar = peek(), scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r" { offset += 1 }
        let start = offset
        return RuleToken(kind: try kind(), offset: start)
    }

    private static func isDigit(_ scalar: Unicode.Scalar?) -> Bool {
        if let scalar { ("0"..."9").contains(scalar) } else { false }
    }

    private func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
        scalars.indices.contains(offset + ahead) ? scalars[offset + ahead] : nil
    }

    private mutating func kind() throws(RuleError) -> RuleToken.Kind {
        guard let scalar = peek() else { return .end }
        if Self.startsIdentifier(scalar) { return .word(take(while: Self.continuesIdentifier)) }
        if startsNumber(scalar) { return .literal(try number()) }
        switch scalar {
        case "'", "\"": return .literal(.string(try string(closedBy: scalar)))
        case "`": return .quotedPart(try quotedPart())
        case "‘", "’", "“", "”", "„": throw failure("write straight quotes: ' or \"", at: offset)
        default: return .mark(try mark(scalar))
        }
    }

    private func startsNumber(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "-": Self.isDigit(peek(1)) || (peek(1) == "." && Self.isDigit(peek(2)))
        case ".": Self.isDigit(peek(1))
        default: Self.isDigit(scalar)
        }
    }

    private mutating func mark(_ scalar: Unicode.Scalar) throws(RuleError) -> String {
        let pair = String(String.UnicodeScalarView([scalar, peek(1) ?? " "]))
        if ["==", "!=", "<=", ">=", "&&", "||"].contains(pair) {
            offset += 2
            return pair
        }
        switch scalar {
        case "-": throw failure("a minus stands right before a number; there is no arithmetic", at: offset)
        case "(", ")", "[", "]", ",", ".", "!", "<", ">", "=", "&", "|", ":", "{", "}":
            offset += 1
            return String(scalar)
        default: throw failure("this character has no meaning in a rule; put text between quotes", at: offset)
        }
    }

    private mutating func take(while condition: (Unicode.Scalar) -> Bool) -> String {
        let start = offset
        while let scalar = peek(), condition(scalar) { offset += 1 }
        return String(String.UnicodeScalarView(scalars[start..<offset]))
    }

    private mutating func quotedPart() throws(RuleError) -> String {
        let start = offset
        offset += 1
        let part = take { Self.continuesIdentifier($0) || $0 == "-" }
        guard !part.isEmpty, peek() == "`" else {
            throw failure("between backquotes stand letters, digits, _ and -, one part of a name", at: start)
        }
        offset += 1
        return part
    }

    private mutating func number() throws(RuleError) -> RuleValue {
        let start = offset
        var sign = ""
        if peek() == "-" {
            sign = "-"
            offset += 1
        }
        let value: RuleValue?
        if peek() == "0", peek(1) == "x" {
            offset += 2
            let digits = take { $0.properties.isASCIIHexDigit }
            guard !digits.isEmpty else { throw failure("hexadecimal digits follow 0x", at: start) }
            value = Int64(sign + digits, radix: 16).map { .int($0) }
        } else {
            let whole = take(while: Self.isDigit)
            let rest = fraction() + exponent()
            value =
                rest.isEmpty
                ? Int64(sign + whole).map { .int($0) }
                : Double(sign + "0" + whole + rest).flatMap { $0.isFinite ? .double($0) : nil }
        }
        if let scalar = peek(), Self.continuesIdentifier(scalar) {
            throw failure("this is no number; put text between quotes", at: start)
        }
        guard let value else { throw failure("this number is out of range", at: start) }
        return value
    }

    private mutating func fraction() -> String {
        guard peek() == ".", Self.isDigit(peek(1)) else { return "" }
        offset += 1
        return "." + take(while: Self.isDigit)
    }

    private mutating func exponent() -> String {
        guard peek() == "e" || peek() == "E" else { return "" }
        let isSigned = peek(1) == "+" || peek(1) == "-"
        guard Self.isDigit(peek(isSigned ? 2 : 1)) else { return "" }
        let sign = isSigned && peek(1) == "-" ? "-" : ""
        offset += isSigned ? 2 : 1
        return "e" + sign + take(while: Self.isDigit)
    }

    private mutating func string(closedBy quote: Unicode.Scalar) throws(RuleError) -> String {
        let start = offset
        var content = String.UnicodeScalarView()
        offset += 1
        while let scalar = peek(), scalar != "\n", scalar != "\r" {
            if scalar == quote {
                offset += 1
                return String(content)
            }
            if scalar == "\\" {
                content.append(try escape())
            } else {
                content.append(scalar)
                offset += 1
            }
        }
        throw failure("the closing quote is missing", at: start)
    }

    private mutating func escape() throws(RuleError) -> Unicode.Scalar {
        let start = offset
        offset += 2
        switch peek(-1) {
        case "\\": return "\\"
        case "'": return "'"
        case "\"": return "\""
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "u":
            let digits = scalars[min(offset, scalars.count)...].prefix(4)
            guard digits.count == 4, digits.allSatisfy(\.properties.isASCIIHexDigit) else {
                throw failure("four hexadecimal digits follow \\u", at: start)
            }
            let code = digits.reduce(UInt32(0)) { $0 << 4 | UInt32(Character($1).hexDigitValue ?? 0) }
            guard let scalar = Unicode.Scalar(code) else {
                throw failure("\\u has no halves of surrogate pairs; write the character itself", at: start)
            }
            offset += 4
            return scalar
        default: throw failure("the escapes are \\\\ \\' \\\" \\n \\r \\t and \\uXXXX", at: start)
        }
    }
}
