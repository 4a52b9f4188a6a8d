// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Vocabulary

/// Looks up the names of a rule and checks its types.
struct RuleChecker {
    let text: String
    let scope: any RuleScope

    func check(_ syntax: RuleSyntax) throws(RuleError) -> RuleNode {
        let node: RuleNode
        switch syntax.form {
        case .literal(let value): node = .constant(value)
        case .list(let elements): node = try list(elements)
        case .name(let name):
            let (key, type) = try attribute(name, at: syntax.offset)
            node = .attribute(key, type)
        case .has(let name, let offset): node = .has(try attribute(name, at: offset).key)
        case .tag(let tag): node = try anyTag(tag, at: syntax.offset)
        case .not(let inner): node = .not(try condition(inner, of: "!"))
        case .all(let operands): node = .all(try conditions(operands, of: "&&"))
        case .any(let operands): node = .any(try conditions(operands, of: "||"))
        case .comparison(let comparison, let left, let right, let offset):
            node = try self.comparison(comparison, try check(left), try check(right), at: offset)
        case .membership(let element, in: let list, let offset):
            node = try membership(try check(element), in: try check(list), at: offset)
        }
        return node.folded
    }

    private func failure(_ problem: String, at offset: Int) -> RuleError { RuleError(problem, at: offset, in: text) }

    private func attribute(_ name: RuleName, at offset: Int) throws(RuleError) -> (key: AttributeKey, type: RuleType) {
        switch scope.meaning(of: name) {
        case .attribute(let key, let type): return (key, type)
        case .unreadable(let why): throw failure(why, at: offset)
        case .absent:
            let hints = suggestions(for: name).map(RuleName.spelling).joined(separator: " or ")
            throw failure(scope.absence + (hints.isEmpty ? "" : "; did you mean \(hints)?"), at: offset)
        }
    }

    /// The name that is spelt nearly so, else those, at most three, that lack what stands before it.
    private func suggestions(for name: RuleName) -> [String] {
        if let closest = NameSuggestion.closest(to: name.path, among: scope.paths) { return [closest] }
        return Array(scope.paths.filter { $0.hasSuffix(".\(name.path)") }.prefix(3))
    }

    private func list(_ elements: [RuleSyntax]) throws(RuleError) -> RuleNode {
        var type = RuleType.any
        var nodes: [RuleNode] = []
        for element in elements {
            let node = try check(element)
            guard let merged = type.merged(with: node.type) else {
                throw failure("a list holds one type, here \(type) and \(node.type)", at: element.offset)
            }
            type = merged
            nodes.append(node)
        }
        return .list(nodes, of: type)
    }

    private func anyTag(_ tag: String, at offset: Int) throws(RuleError) -> RuleNode {
        var nodes: [RuleNode] = []
        for meaning in scope.tagLists {
            guard case .attribute(let key, let type) = meaning else { continue }
            nodes.append(try membership(.constant(.string(tag)), in: .attribute(key, type), at: offset))
        }
        guard !nodes.isEmpty else {
            throw failure("tag() needs a party that tells tags of the type strings", at: offset)
        }
        return .any(nodes)
    }

    private func condition(_ syntax: RuleSyntax, of mark: String) throws(RuleError) -> RuleNode {
        let node = try check(syntax)
        guard node.type.merged(with: .bool) != nil else {
            throw failure("\(mark) takes bool, not \(node.type)", at: syntax.offset)
        }
        return node
    }

    private func conditions(_ operands: [RuleSyntax], of mark: String) throws(RuleError) -> [RuleNode] {
        var nodes: [RuleNode] = []
        for operand in operands { nodes.append(try condition(operand, of: mark)) }
        return nodes
    }

    private func comparison(
        _ comparison: RuleComparison, _ left: RuleNode, _ right: RuleNode, at offset: Int
    ) throws(RuleError) -> RuleNode {
        let (leftType, rightType) = (left.type, right.type)
        let areNumbers = leftType.isNumber && rightType.isNumber
        let areTexts = leftType.merged(with: .string) != nil && rightType.merged(with: .string) != nil
        if comparison.isEquality {
            guard areNumbers || leftType.merged(with: rightType) != nil else {
                throw failure(
                    "\(comparison.rawValue) takes two values of one type, not \(leftType) and \(rightType)", at: offset)
            }
        } else if !areNumbers, !areTexts {
            throw failure(
                "\(comparison.rawValue) takes two numbers or two strings, not \(leftType) and \(rightType)", at: offset)
        }
        return .comparison(comparison, left, right)
    }

    private func membership(
        _ element: RuleNode, in list: RuleNode, at offset: Int
    ) throws(RuleError) -> RuleNode {
        guard list.type.merged(with: .list(element.type)) != nil else {
            throw failure(
                "in takes a value and a list of its type, not \(element.type) and \(list.type)", at: offset)
        }
        return .membership(element, in: list)
    }
}
