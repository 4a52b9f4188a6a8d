// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Vocabulary

/// The type of a value in rules (protocol/v1/segments.md §2).
package indirect enum RuleType: Hashable, Sendable, CustomStringConvertible {
    case bool
    case int
    case double
    case string
    case list(RuleType)
    /// Fits every type: that of the elements of `[]`, and of a name without a value where no grant tells its type.
    case any

    /// How rules read a granted attribute.
    package init(_ type: AttributeType) {
        self =
            switch type {
            case .string: .string
            case .integer: .int
            case .boolean: .bool
            case .strings: .list(.string)
            }
    }

    package var description: String {
        switch self {
        case .bool: "bool"
        case .int: "int"
        case .double: "double"
        case .string: "string"
        case .list(let element): "list(\(element))"
        case .any: "any type"
        }
    }

    var isNumber: Bool { self == .int || self == .double || self == .any }

    /// The one type of two values, nil where they are of different types.
    func merged(with other: RuleType) -> RuleType? {
        switch (self, other) {
        case (.any, _): other
        case (_, .any): self
        case (.list(let left), .list(let right)): left.merged(with: right).map { .list($0) }
        default: self == other ? self : nil
        }
    }
}
