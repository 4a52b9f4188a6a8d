// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Vocabulary

/// Recursive descent over `or` < `and` < `not` < name or parentheses; recursion is bounded.
struct MatchExpressionParser {
    private enum Token: Equatable {
        case open
        case close
        case word(String)
        case end
    }

    private let parties: [PartyID]
    private let tokens: [(token: Token, column: Int)]
    private var position = 0

    init(_ text: String, parties: [PartyID]) throws(MatchExpressionError) {
        guard text.utf8.count <= MatchExpression.maximumBytes else {
            throw MatchExpressionError(
                column: 1, problem: "expected at most \(MatchExpression.maximumBytes) bytes")
        }
        self.parties = parties
        tokens = try Self.tokens(of: Array(text.utf8))
    }

    mutating func expression() throws(MatchExpressionError) -> MatchExpression.Node {
        let node = try alternatives(depth: 0)
        guard current == .end else { throw failure("expected \"and\", \"or\" or the end of the expression") }
        return node
    }

    private static func tokens(of bytes: [UInt8]) throws(MatchExpressionError) -> [(token: Token, column: Int)] {
        var tokens: [(token: Token, column: Int)] = []
        var index = 0
        while index < bytes.count {
            let start = index
            switch bytes[index] {
            case 0x20, 0x09, 0x0A, 0x0D: index += 1
            case UInt8(ascii: "("):
                tokens.append((.open, start + 1))
                index += 1
            case UInt8(ascii: ")"):
                tokens.append((.close, start + 1))
                index += 1
            case 97...122:
                while index < bytes.count, isNameByte(bytes[index]) { index += 1 }
                tokens.append((.word(String(decoding: bytes[start..<index], as: UTF8.self)), start + 1))
            default:
                throw MatchExpressionError(
                    column: start + 1,
                    problem: "expected a party's name, \"and\", \"or\", \"not\" (all lower case) or a parenthesis")
            }
        }
        tokens.append((.end, bytes.count + 1))
        return tokens
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (97...122).contains(byte) || (48...57).contains(byte) || byte == 45
    }

    private var current: Token { tokens[position].token }

    private func failure(_ problem: String) -> MatchExpressionError {
        MatchExpressionError(column: tokens[position].column, problem: problem)
    }

    private mutating func take(_ token: Token) -> Bool {
        guard current == token else { return false }
        position += 1
        return true
    }

    private mutating func alternatives(depth: Int) throws(MatchExpressionError) -> MatchExpression.Node {
        var operands: [MatchExpression.Node] = []
        repeat {
            let operand = try conjunction(depth: depth)
            if case .or(let inner) = operand { operands += inner } else { operands.append(operand) }
        } while take(.word("or"))
        return operands.count == 1 ? operands[0] : .or(operands)
    }

    private mutating func conjunction(depth: Int) throws(MatchExpressionError) -> MatchExpression.Node {
        var operands: [MatchExpression.Node] = []
        repeat {
            let operand = try negation(depth: depth)
            if case .and(let inner) = operand { operands += inner } else { operands.append(operand) }
        } while take(.word("and"))
        return operands.count == 1 ? operands[0] : .and(operands)
    }

    private mutating func negation(depth: Int) throws(MatchExpressionError) -> MatchExpression.Node {
        guard depth <= MatchExpression.maximumDepth else {
            throw failure("parentheses and \"not\" are nested more than \(MatchExpression.maximumDepth) deep")
        }
        if take(.word("not")) { return .not(try negation(depth: depth + 1)) }
        if take(.open) {
            let inner = try alternatives(depth: depth + 1)
            guard take(.close) else { throw failure("expected \"and\", \"or\" or \")\"") }
            return inner
        }
        return try name()
    }

    private mutating func name() throws(MatchExpressionError) -> MatchExpression.Node {
        guard case .word(let word) = current, word != "and", word != "or" else {
            throw failure("expected a party's name, \"not\" or \"(\"")
        }
        guard let index = parties.firstIndex(where: { $0.name == word }) else {
            let known = parties.map(\.name).joined(separator: ", ")
            throw failure("expected a party of this agreement (\(known)), \"not\" or \"(\"")
        }
        position += 1
        return .party(index)
    }
}
