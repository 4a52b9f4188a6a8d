// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

extension ObjectReader {
    /// A string of at most `maximumBytes` bytes of UTF-8; it may be empty.
    package mutating func string(_ key: String, maximumBytes: Int = 4096) throws(FieldError) -> String {
        let value = try value(key)
        guard case .string(let text) = value else { throw error(key, "expected a string, found \(value.kind)") }
        guard text.utf8.count <= maximumBytes else { throw error(key, "expected at most \(maximumBytes) bytes") }
        return text
    }

    /// A string, or nil where the key is absent or `null`.
    package mutating func optionalString(_ key: String, maximumBytes: Int = 4096) throws(FieldError) -> String? {
        guard present(key) else { return nil }
        return try string(key, maximumBytes: maximumBytes)
    }

    /// An integer within a range.
    package mutating func integer(
        _ key: String, in range: ClosedRange<Int64> = -JSONValue.largestInteger...JSONValue.largestInteger
    ) throws(FieldError) -> Int64 {
        guard case .integer(let number) = try value(key), range.contains(number) else {
            throw error(key, "expected an integer from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// An integer, or nil where the key is absent or `null`.
    package mutating func optionalInteger(
        _ key: String, in range: ClosedRange<Int64> = -JSONValue.largestInteger...JSONValue.largestInteger
    ) throws(FieldError) -> Int64? {
        guard present(key) else { return nil }
        return try integer(key, in: range)
    }

    /// `true` or `false`.
    package mutating func bool(_ key: String) throws(FieldError) -> Bool {
        let value = try value(key)
        guard case .bool(let flag) = value else { throw error(key, "expected true or false, found \(value.kind)") }
        return flag
    }

    /// A boolean, or nil where the key is absent or `null`.
    package mutating func optionalBool(_ key: String) throws(FieldError) -> Bool? {
        guard present(key) else { return nil }
        return try bool(key)
    }

    /// An array with a number of elements within a range.
    package mutating func array(_ key: String, count range: ClosedRange<Int> = 0...Int.max) throws(FieldError)
        -> [JSONValue]
    {
        let value = try value(key)
        guard case .array(let elements) = value else { throw error(key, "expected an array, found \(value.kind)") }
        guard range.contains(elements.count) else {
            throw error(key, "expected \(range.lowerBound) to \(range.upperBound) entries, found \(elements.count)")
        }
        return elements
    }

    /// An array, or nil where the key is absent or `null`.
    package mutating func optionalArray(_ key: String, count range: ClosedRange<Int> = 0...Int.max) throws(FieldError)
        -> [JSONValue]?
    {
        guard present(key) else { return nil }
        return try array(key, count: range)
    }

    /// An array of strings.
    package mutating func strings(
        _ key: String, count range: ClosedRange<Int> = 0...Int.max, maximumBytes: Int = 4096
    ) throws(FieldError) -> [String] {
        var texts: [String] = []
        for (index, element) in try array(key, count: range).enumerated() {
            guard case .string(let text) = element, text.utf8.count <= maximumBytes else {
                throw error("\(key)[\(index)]", "expected a string of at most \(maximumBytes) bytes")
            }
            texts.append(text)
        }
        return texts
    }

    /// A reader of a nested object; its user finishes it.
    package mutating func object(_ key: String) throws(FieldError) -> ObjectReader {
        try ObjectReader(try value(key), path: path(of: key))
    }

    /// A reader of a nested object, or nil where the key is absent or `null`.
    package mutating func optionalObject(_ key: String) throws(FieldError) -> ObjectReader? {
        guard present(key) else { return nil }
        return try object(key)
    }

    /// Reads a nested object and finishes it.
    package mutating func object<Value>(_ key: String, read: (inout ObjectReader) throws -> Value) throws -> Value {
        var reader = try object(key)
        let value = try read(&reader)
        try reader.finish()
        return value
    }

    /// Reads an array of objects and finishes each.
    package mutating func objects<Value>(
        _ key: String, count range: ClosedRange<Int> = 0...Int.max, read: (inout ObjectReader) throws -> Value
    ) throws -> [Value] {
        try array(key, count: range).enumerated().map { index, element in
            var reader = try ObjectReader(element, path: "\(path(of: key))[\(index)]")
            let value = try read(&reader)
            try reader.finish()
            return value
        }
    }

    /// Marks an absent or `null` field as read and tells whether there is more to read.
    private mutating func present(_ key: String) -> Bool {
        if has(key) { return true }
        _ = optionalValue(key)
        return false
    }
}
