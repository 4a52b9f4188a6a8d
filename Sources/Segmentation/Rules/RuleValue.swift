// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Signing

/// A value in rules; where there is none, code has nil and the rule language says *unknown*.
package indirect enum RuleValue: Sendable {
    case bool(Bool)
    case int(Int64)
    /// Finite.
    case double(Double)
    case string(String)
    /// Values of one type.
    case list([RuleValue])

    /// The type; an empty list is one of any type.
    package var type: RuleType {
        switch self {
        case .bool: .bool
        case .int: .int
        case .double: .double
        case .string: .string
        case .list(let elements): .list(elements.reduce(.any) { $0.merged(with: $1.type) ?? $0 })
        }
    }

    /// The value as JSON text; integers with all their digits, doubles with as many as tell them apart.
    package var json: String {
        switch self {
        case .bool(let flag): flag ? "true" : "false"
        case .int(let number): "\(number)"
        case .double(let number): "\(number)"
        case .string(let text): String(decoding: JSONValue.string(text).canonicalBytes, as: UTF8.self)
        case .list(let elements): "[" + elements.map(\.json).joined(separator: ",") + "]"
        }
    }
}

extension RuleValue: Equatable {
    /// Equality as rules have it: numbers as the numbers they are, texts by their code points, lists in order.
    package static func == (left: Self, right: Self) -> Bool {
        switch (left, right) {
        case (.bool(let left), .bool(let right)): left == right
        case (.list(let left), .list(let right)): left.count == right.count && zip(left, right).allSatisfy { $0 == $1 }
        default: left.order(to: right) == 0
        }
    }

    /// Below 0, 0 or above 0 as this number or text comes before the other, is it, or comes after; nil for others.
    func order(to other: RuleValue) -> Int? {
        switch (self, other) {
        case (.int(let left), .int(let right)): ExactOrder.of(left, right)
        case (.double(let left), .double(let right)): ExactOrder.of(left, right)
        case (.int(let left), .double(let right)): ExactOrder.of(left, number: right)
        case (.double(let left), .int(let right)): -ExactOrder.of(right, number: left)
        case (.string(let left), .string(let right)): ExactOrder.of(text: left, right)
        default: nil
        }
    }
}
