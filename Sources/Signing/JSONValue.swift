// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// A document of the JSON subset that this project signs and exchanges (protocol/v1/encoding.md, section 1).
///
/// Numbers are integers with |n| < 2^53, so that every JSON implementation reads the same value.
package enum JSONValue: Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// The largest magnitude of an integer: 2^53 − 1.
    package static let largestInteger: Int64 = 9_007_199_254_740_991

    /// The largest document read unless the caller allows another size: 4 MiB.
    package static let defaultMaximumBytes = 4 << 20

    /// The deepest nesting of arrays and objects.
    package static let maximumDepth = 32

    /// Parses one document strictly.
    ///
    /// RFC 8259 in UTF-8 without byte order mark; no fraction, exponent or -0; no integer beyond ±(2^53 − 1); no key
    /// twice in an object (keys that are canonically equivalent in Unicode count as the same); no lone surrogate; at
    /// most 32 levels; nothing but white space after the value.
    package init(
        parsing bytes: some Collection<UInt8>, maximumBytes: Int = defaultMaximumBytes
    ) throws(JSONError) {
        var parser = try JSONParser(bytes, maximumBytes: maximumBytes)
        self = try parser.document()
    }

    /// What kind of value this is, for error texts.
    package var kind: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .integer: "an integer"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}

extension JSONValue: Hashable {
    /// Compares canonical bytes: Swift's own string comparison calls differently encoded strings equal.
    package static func == (left: Self, right: Self) -> Bool { left.canonicalBytes == right.canonicalBytes }

    package func hash(into hasher: inout Hasher) { hasher.combine(canonicalBytes) }
}
