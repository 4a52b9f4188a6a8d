// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Vocabulary

/// Turns a checked rule into closures over the columns of a table: what can be looked up once is looked up here, and a
/// row costs a few array accesses and no allocation.
struct RowCompiler {
    /// The value of a condition in a row, nil where it is unknown.
    typealias Condition = (Int) -> Bool?
    /// The number of a text or list in a row; `MemberColumn.absent` where it is unknown, `.foreign` where no one has it.
    typealias Codes = (Int) -> Int32
    /// An integer in a row, nil where it is unknown.
    typealias Integers = (Int) -> Int64?

    let table: MemberTable

    /// A node of the type bool.
    func condition(_ node: RuleNode) -> Condition {
        switch node {
        case .constant(let value):
            let flag = value == .bool(true)
            return { _ in flag }
        case .attribute(let key, _):
            guard let codes = table.column(key)?.codes else { return { _ in nil } }
            return { codes[$0] == MemberColumn.absent ? nil : codes[$0] == 1 }
        case .has(let key):
            guard let codes = table.column(key)?.codes else { return { _ in false } }
            return { codes[$0] != MemberColumn.absent }
        case .not(let inner):
            let inner = condition(inner)
            return { row in inner(row).map { !$0 } }
        case .all(let operands): return decided(by: false, among: operands.map(condition))
        case .any(let operands): return decided(by: true, among: operands.map(condition))
        case .comparison(let comparison, let left, let right): return self.comparison(comparison, left, right)
        case .membership(let element, in: let list): return membership(element, in: list)
        case .list: return { _ in nil }
        }
    }

    /// One operand with the deciding value decides; without it an unknown one leaves the result unknown.
    private func decided(by decision: Bool, among operands: [Condition]) -> Condition {
        { row in
            var isKnown = true
            for operand in operands {
                guard let value = operand(row) else {
                    isKnown = false
                    continue
                }
                if value == decision { return decision }
            }
            return isKnown ? !decision : nil
        }
    }

    private func comparison(_ comparison: RuleComparison, _ left: RuleNode, _ right: RuleNode) -> Condition {
        switch comparison {
        case .equal: return equality(left, right)
        case .notEqual:
            let equality = equality(left, right)
            return { row in equality(row).map { !$0 } }
        default: return left.type.isNumber ? numbers(comparison, left, right) : texts(comparison, left, right)
        }
    }

    // MARK: - Equality

    /// Whether two nodes of one type, or two numbers, are equal.
    func equality(_ left: RuleNode, _ right: RuleNode) -> Condition {
        // Texts that no member has share one number, and so would look equal.
        if case .constant(let left) = left, case .constant(let right) = right {
            let isEqual = left == right
            return { _ in isEqual }
        }
        switch (left.type, right.type) {
        case (.int, _), (.double, _): return numbers(.equal, left, right)
        case (.string, _): return sameCodes(texts(left), texts(right))
        case (.list, _): return lists(left, right)
        default:
            let (left, right) = (condition(left), condition(right))
            return { row in
                guard let left = left(row), let right = right(row) else { return nil }
                return left == right
            }
        }
    }

    private func sameCodes(_ left: @escaping Codes, _ right: @escaping Codes) -> Condition {
        { row in
            let (left, right) = (left(row), right(row))
            return left == MemberColumn.absent || right == MemberColumn.absent ? nil : left == right
        }
    }

    private func lists(_ left: RuleNode, _ right: RuleNode) -> Condition {
        switch (Self.elements(of: left), Self.elements(of: right)) {
        case (let left?, let right?):
            // Lists of two lengths differ, and are still unknown where one of their elements is.
            guard left.count == right.count else {
                let elements = strict(.all, zip(left + right, left + right).map(equality))
                return { row in elements(row).map { _ in false } }
            }
            return strict(.all, zip(left, right).map(equality))
        case (let elements?, nil): return list(right, equals: elements)
        case (nil, let elements?): return list(left, equals: elements)
        case (nil, nil): return sameCodes(codes(left), codes(right))
        }
    }

    /// Compares an attribute with a list that is written out.
    private func list(_ attribute: RuleNode, equals elements: [RuleNode]) -> Condition {
        let (codes, lists, elements) = (codes(attribute), table.lists.lists, elements.map(texts))
        return { row in
            var isEqual = true
            let code = codes(row)
            guard code != MemberColumn.absent else { return nil }
            let list = lists[Int(code)]
            for (index, element) in elements.enumerated() {
                let text = element(row)
                guard text != MemberColumn.absent else { return nil }
                isEqual = isEqual && index < list.count && list[index] == text
            }
            return isEqual && list.count == elements.count
        }
    }

    /// The elements of a list that is written out, nil for an attribute.
    static func elements(of node: RuleNode) -> [RuleNode]? {
        switch node {
        case .constant(.list(let values)): values.map { .constant($0) }
        case .list(let elements, of: _): elements
        default: nil
        }
    }

    enum Quantifier { case all, any }

    /// Whether all or any of the conditions hold; unknown where one is unknown, as for the elements of a list.
    func strict(_ quantifier: Quantifier, _ conditions: [Condition]) -> Condition {
        let start = quantifier == .all
        return { row in
            var result = start
            for condition in conditions {
                guard let value = condition(row) else { return nil }
                if value != start { result = value }
            }
            return result
        }
    }

    // MARK: - Operands

    /// A node of the type string.
    func texts(_ node: RuleNode) -> Codes {
        guard case .constant(.string(let text)) = node else { return codes(node) }
        let code = table.texts.code(of: text) ?? MemberColumn.foreign
        return { _ in code }
    }

    /// An attribute of the type string or list(string).
    func codes(_ node: RuleNode) -> Codes {
        guard case .attribute(let key, _) = node, let codes = table.column(key)?.codes else {
            return { _ in MemberColumn.absent }
        }
        return { codes[$0] }
    }

    private func integers(_ node: RuleNode) -> Integers {
        switch node {
        case .constant(.int(let number)): return { _ in number }
        case .attribute(let key, _):
            guard let column = table.column(key), column.type == .integer else { return { _ in nil } }
            let (codes, integers) = (column.codes, column.integers)
            return { codes[$0] == MemberColumn.absent ? nil : integers[$0] }
        default: return { _ in nil }
        }
    }

    // MARK: - Order

    /// Compares numbers; doubles occur as constants only, for no attribute is one.
    private func numbers(_ comparison: RuleComparison, _ left: RuleNode, _ right: RuleNode) -> Condition {
        switch (left, right) {
        case (.constant(let left), .constant(let right)):
            let result = left.order(to: right).map(comparison.holds)
            return { _ in result }
        case (.constant, _): return numbers(comparison.mirrored, right, left)
        case (_, .constant(.double(let number))):
            let integers = integers(left)
            return { row in integers(row).map { comparison.holds(ExactOrder.of($0, number: number)) } }
        default:
            let (left, right) = (integers(left), integers(right))
            return { row in
                guard let left = left(row), let right = right(row) else { return nil }
                return comparison.holds(ExactOrder.of(left, right))
            }
        }
    }

    private func texts(_ comparison: RuleComparison, _ left: RuleNode, _ right: RuleNode) -> Condition {
        let all = table.texts.texts
        switch (left, right) {
        case (.constant(let left), .constant(let right)):
            let result = left.order(to: right).map(comparison.holds)
            return { _ in result }
        case (.constant, _): return texts(comparison.mirrored, right, left)
        case (_, .constant(.string(let text))):
            // Texts are compared once each and not once a row.
            let answers = all.map { comparison.holds(ExactOrder.of(text: $0, text)) }
            let codes = codes(left)
            return { row in
                let code = codes(row)
                return code == MemberColumn.absent ? nil : answers[Int(code)]
            }
        default:
            let (left, right) = (codes(left), codes(right))
            return { row in
                let (left, right) = (left(row), right(row))
                guard left != MemberColumn.absent, right != MemberColumn.absent else { return nil }
                return comparison.holds(ExactOrder.of(text: all[Int(left)], all[Int(right)]))
            }
        }
    }
}
