// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

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
    init?(parsing bytes: [UInt8], maximumDepth: Int) {
        guard let value = try? DataParser.value(of: bytes, maximumDepth: maximumDepth) else { return nil }
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
