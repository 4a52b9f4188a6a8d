// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// A JSON object to try rules on: names are paths into it, and what is absent or `null` is unknown.
///
/// Types are those of the data. A number without a fraction is an int, `1.0` too; a list with a fraction in it holds
/// doubles.
package struct RuleData: Sendable {
    /// The largest document, in bytes.
    package static let maximumBytes = 1 << 20

    private static let maximumDepth = 32

    private let members: [String: DataValue]

    /// Parses a document.
    package init(parsing bytes: [UInt8]) throws(RuleDataError) {
        guard bytes.count <= Self.maximumBytes else { throw .tooLarge }
        let value: DataValue
        do {
            value = try DataParser.value(of: bytes, maximumDepth: Self.maximumDepth)
        } catch {
            let (line, column) = error.place(in: bytes)
            throw .notJSON(line: line, column: column, problem: error.problem)
        }
        guard case .object(let members) = value else { throw .notAnObject }
        self.members = members
    }

    /// The value at a path, nil where there is none.
    func value(at key: AttributeKey) -> RuleValue? { found(key.name).flatMap(Self.value) }

    private func found(_ path: String) -> DataValue? {
        var value = DataValue.object(members)
        for part in path.split(separator: ".") {
            guard case .object(let fields) = value, let field = fields[String(part)] else { return nil }
            value = field
        }
        return value
    }

    /// The type of a value; nil for what rules cannot read.
    private static func type(of value: DataValue) -> RuleType? {
        switch value {
        case .null: return .any
        case .bool: return .bool
        case .integer: return .int
        case .number: return .double
        case .text: return .string
        case .object: return nil
        case .list(let elements):
            var type = RuleType.any
            for element in elements {
                guard let other = Self.type(of: element) else { return nil }
                if type.isNumber, other.isNumber, type != .any, other != .any {
                    type = type == other ? type : .double
                } else if let merged = type.merged(with: other) {
                    type = merged
                } else {
                    return nil
                }
            }
            return .list(type)
        }
    }

    /// The value in the type of the data, nil where it, or one of its elements, is unknown.
    private static func value(of data: DataValue) -> RuleValue? {
        switch data {
        case .null, .object: return nil
        case .bool(let flag): return .bool(flag)
        case .integer(let number): return .int(number)
        case .number(let number): return .double(number)
        case .text(let text): return .string(text)
        case .list(let elements):
            let isFractional = type(of: data) == .list(.double)
            var values: [RuleValue] = []
            for element in elements {
                guard let value = value(of: element) else { return nil }
                if isFractional, case .int(let number) = value {
                    values.append(.double(Double(number)))
                } else {
                    values.append(value)
                }
            }
            return .list(values)
        }
    }
}

extension RuleData: RuleScope {
    var absence: String { "this name has no value" }

    var paths: [String] { [] }

    var tagLists: [RuleMeaning] {
        members.keys.sorted().compactMap { key in
            guard case .object(let fields)? = members[key], case .list? = fields["tags"] else { return nil }
            return meaning(of: RuleName(parts: [key, "tags"]))
        }
    }

    func meaning(of name: RuleName) -> RuleMeaning {
        let key = AttributeKey(owner: "", name: name.path)
        guard let value = found(name.path) else { return .attribute(key, .any) }
        if case .object = value { return .unreadable("this name is an object in the data; name one of its fields") }
        return Self.type(of: value).map { .attribute(key, $0) }
            ?? .unreadable("this list holds objects or values of several types")
    }
}
