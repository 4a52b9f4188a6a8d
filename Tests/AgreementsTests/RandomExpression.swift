// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import TestSupport

/// An expression with a printer and an evaluator of its own.
indirect enum RandomExpression {
    case name(String)
    case not(RandomExpression)
    case both(RandomExpression, RandomExpression)
    case either(RandomExpression, RandomExpression)

    init(names: [String], depth: Int, using generator: inout SeededGenerator) {
        switch depth > 0 ? Int.random(in: 0...6, using: &generator) : 0 {
        case 0: self = .name(names.randomElement(using: &generator) ?? "")
        case 1: self = .not(RandomExpression(names: names, depth: depth - 1, using: &generator))
        case 2...4:
            self = .both(
                RandomExpression(names: names, depth: depth - 1, using: &generator),
                RandomExpression(names: names, depth: depth - 1, using: &generator))
        default:
            self = .either(
                RandomExpression(names: names, depth: depth - 1, using: &generator),
                RandomExpression(names: names, depth: depth - 1, using: &generator))
        }
    }

    func holds(for holders: Set<String>) -> Bool {
        switch self {
        case .name(let name): holders.contains(name)
        case .not(let inner): !inner.holds(for: holders)
        case .both(let left, let right): left.holds(for: holders) && right.holds(for: holders)
        case .either(let left, let right): left.holds(for: holders) || right.holds(for: holders)
        }
    }

    /// Puts every operand in parentheses unless it is a name and chance leaves them away.
    func text(using generator: inout SeededGenerator) -> String {
        func operand(_ expression: RandomExpression) -> String {
            let text = expression.text(using: &generator)
            if case .name = expression, Bool.random(using: &generator) { return text }
            return "(\(text))"
        }
        switch self {
        case .name(let name): return name
        case .not(let inner): return "not \(operand(inner))"
        case .both(let left, let right): return "\(operand(left)) and \(operand(right))"
        case .either(let left, let right): return "\(operand(left)) or \(operand(right))"
        }
    }
}
