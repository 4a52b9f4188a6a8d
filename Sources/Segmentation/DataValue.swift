// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials

/// A JSON value with fractions, which signed documents do not have: weather files and data to try rules on.
enum DataValue: Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case text(String)
    case list([DataValue])
    case object([String: DataValue])

    /// Parses a document; nil where it is no JSON, or nested more levels deep than allowed.
    init?(parsing bytes: [UInt8], maximumDepth: Int = 32) {
        guard Self.nesting(of: bytes).depth <= maximumDepth,
            let value = try? JSONDecoder().decode(DataValue.self, from: Data(bytes))
        else { return nil }
        self = value
    }

    /// The deepest nesting of brackets outside of strings, and the number of lists and objects: recursion and work are
    /// bounded before anything recurses.
    static func nesting(of bytes: [UInt8]) -> (depth: Int, count: Int) {
        var (depth, deepest, count) = (0, 0, 0)
        var (isInString, isEscaped) = (false, false)
        for byte in bytes {
            switch byte {
            case _ where isEscaped: isEscaped = false
            case UInt8(ascii: "\\") where isInString: isEscaped = true
            case UInt8(ascii: "\""): isInString.toggle()
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                depth += isInString ? 0 : 1
                count += isInString ? 0 : 1
                deepest = max(deepest, depth)
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= isInString ? 0 : 1
            default: continue
            }
        }
        return (deepest, count)
    }
}

extension DataValue: Decodable {
    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let flag = try? container.decode(Bool.self) {
            self = .bool(flag)
        } else if let integer = try? container.decode(Int64.self) {
            self = .integer(integer)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let elements = try? container.decode([DataValue].self) {
            self = .list(elements)
        } else {
            self = .object(try container.decode([String: DataValue].self))
        }
    }
}
