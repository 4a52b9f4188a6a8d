// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// A rule whose names and types have been checked.
indirect enum RuleNode: Sendable {
    case constant(RuleValue)
    case attribute(AttributeKey, RuleType)
    case list([RuleNode], of: RuleType)
    case has(AttributeKey)
    case not(RuleNode)
    case all([RuleNode])
    case any([RuleNode])
    case comparison(RuleComparison, RuleNode, RuleNode)
    case membership(RuleNode, in: RuleNode)

    var type: RuleType {
        switch self {
        case .constant(let value): value.type
        case .attribute(_, let type): type
        case .list(_, of: let element): .list(element)
        case .has, .not, .all, .any, .comparison, .membership: .bool
        }
    }

    /// Itself, or its value where that is the same for everyone.
    var folded: RuleNode {
        switch self {
        case .membership(_, in: .constant(.list(let elements))) where elements.isEmpty: return .constant(.bool(false))
        case .constant, .attribute, .has: return self
        case .list(let parts, of: _), .all(let parts), .any(let parts):
            guard parts.allSatisfy(\.isConstant) else { return self }
        case .not(let inner):
            guard inner.isConstant else { return self }
        case .comparison(_, let left, let right), .membership(let left, in: let right):
            guard left.isConstant, right.isConstant else { return self }
        }
        return value { _ in nil }.map { .constant($0) } ?? self
    }

    /// Whether an attribute's value is asked for.
    func names(_ key: AttributeKey) -> Bool {
        switch self {
        case .constant: false
        case .attribute(let named, _), .has(let named): named == key
        case .not(let inner): inner.names(key)
        case .list(let parts, of: _), .all(let parts), .any(let parts): parts.contains { $0.names(key) }
        case .comparison(_, let left, let right), .membership(let left, in: let right):
            left.names(key) || right.names(key)
        }
    }

    private var isConstant: Bool {
        if case .constant = self { true } else { false }
    }
}

extension RuleNode {
    /// The value for one subject, nil where it is unknown.
    func value(_ lookup: (AttributeKey) -> RuleValue?) -> RuleValue? {
        switch self {
        case .constant(let value): return value
        case .attribute(let key, _): return lookup(key)
        case .list(let elements, of: _):
            var values: [RuleValue] = []
            for element in elements {
                guard let value = element.value(lookup) else { return nil }
                values.append(value)
            }
            return .list(values)
        case .has(let key): return .bool(lookup(key) != nil)
        case .not(let inner): return inner.truth(lookup).map { .bool(!$0) }
        case .all(let operands): return Self.decided(by: false, among: operands, lookup)
        case .any(let operands): return Self.decided(by: true, among: operands, lookup)
        case .comparison(let comparison, let left, let right):
            guard let left = left.value(lookup), let right = right.value(lookup) else { return nil }
            if comparison.isEquality { return .bool((left == right) == (comparison == .equal)) }
            return left.order(to: right).map { .bool(comparison.holds($0)) }
        case .membership(let element, in: let list):
            guard case .list(let values)? = list.value(lookup) else { return nil }
            if values.isEmpty { return .bool(false) }
            return element.value(lookup).map { .bool(values.contains($0)) }
        }
    }

    private func truth(_ lookup: (AttributeKey) -> RuleValue?) -> Bool? {
        if case .bool(let flag)? = value(lookup) { flag } else { nil }
    }

    /// One operand with the deciding value decides; without it an unknown one leaves the result unknown.
    private static func decided(
        by decision: Bool, among operands: [RuleNode], _ lookup: (AttributeKey) -> RuleValue?
    ) -> RuleValue? {
        var isKnown = true
        for operand in operands {
            switch operand.truth(lookup) {
            case decision?: return .bool(decision)
            case nil: isKnown = false
            default: continue
            }
        }
        return isKnown ? .bool(!decision) : nil
    }
}
