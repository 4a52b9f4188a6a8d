// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// A comparison of two values.
enum RuleComparison: String, CaseIterable, Sendable {
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case atMost = "<="
    case greater = ">"
    case atLeast = ">="

    /// Whether it asks for equality only, which every type has.
    var isEquality: Bool { self == .equal || self == .notEqual }

    /// The same comparison with its operands exchanged.
    var mirrored: RuleComparison {
        switch self {
        case .equal, .notEqual: self
        case .less: .greater
        case .atMost: .atLeast
        case .greater: .less
        case .atLeast: .atMost
        }
    }

    /// Whether it holds for operands in this order: below 0, 0 or above 0.
    func holds(_ order: Int) -> Bool {
        switch self {
        case .equal: order == 0
        case .notEqual: order != 0
        case .less: order < 0
        case .atMost: order <= 0
        case .greater: order > 0
        case .atLeast: order >= 0
        }
    }
}
