// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Vocabulary

/// Which numbers match, as `and`, `or` and `not` over the parties that hold them.
///
/// A number's *cell* is the set of parties whose lists hold it. The expression says of each of the 2^n cells whether it
/// matches; as a mask, bit i is party i of the ring.
package struct MatchExpression: Sendable {
    /// The parsed form; operands of `and` and `or` are flat, so `a and (b and c)` equals `a and b and c`.
    indirect enum Node: Equatable, Sendable {
        case party(Int)
        case not(Node)
        case and([Node])
        case or([Node])
    }

    /// The longest accepted text.
    package static let maximumBytes = 1024
    /// The deepest nesting of parentheses and `not`.
    package static let maximumDepth = 32

    /// The parties, bit by bit.
    package let parties: [PartyID]
    /// The value for every mask, 2^n entries.
    package let truthTable: [Bool]
    let root: Node

    /// Parses an expression over at most eight parties.
    package init(_ text: String, parties: [PartyID]) throws(MatchExpressionError) {
        guard parties.count <= 8 else {
            throw MatchExpressionError(column: 1, problem: "an expression has at most 8 parties")
        }
        var parser = try MatchExpressionParser(text, parties: parties)
        let root = try parser.expression()
        self.root = root
        self.parties = parties
        truthTable = (0..<1 << parties.count).map { Self.value(of: root, in: $0) }
    }

    /// True where a number held by exactly the parties of the mask matches; bits beyond the parties are ignored.
    package func evaluate(mask: UInt8) -> Bool { truthTable[Int(mask) & (truthTable.count - 1)] }

    /// The masks that match, ascending.
    package var trueCells: [UInt8] { truthTable.indices.filter { truthTable[$0] }.map { UInt8($0) } }

    /// The parties of a mask in ring order.
    package func parties(in mask: UInt8) -> [PartyID] {
        parties.indices.filter { mask >> UInt8($0) & 1 == 1 }.map { parties[$0] }
    }

    /// True where the result differs with this party's list.
    package func depends(on party: Int) -> Bool {
        truthTable.indices.contains { truthTable[$0] != truthTable[$0 ^ 1 << party] }
    }

    private static func value(of node: Node, in mask: Int) -> Bool {
        switch node {
        case .party(let index): mask >> index & 1 == 1
        case .not(let inner): !value(of: inner, in: mask)
        case .and(let operands): operands.allSatisfy { value(of: $0, in: mask) }
        case .or(let operands): operands.contains { value(of: $0, in: mask) }
        }
    }
}

extension MatchExpression: Equatable, CustomStringConvertible {
    /// Two expressions are one where they are spelled alike over the same parties.
    package static func == (left: Self, right: Self) -> Bool {
        left.parties == right.parties && left.root == right.root
    }

    /// The one spelling of this expression: single spaces, and no parentheses but needed ones.
    package var text: String { text(of: root, within: 0) }

    package var description: String { text }

    /// Spells a node; `not` binds tighter (3) than `and` (2), and that tighter than `or` (1).
    private func text(of node: Node, within strength: Int) -> String {
        switch node {
        case .party(let index): parties[index].name
        case .not(let inner): "not " + text(of: inner, within: 3)
        case .and(let operands):
            bracketed(operands.map { text(of: $0, within: 2) }.joined(separator: " and "), strength > 2)
        case .or(let operands):
            bracketed(operands.map { text(of: $0, within: 1) }.joined(separator: " or "), strength > 1)
        }
    }

    private func bracketed(_ text: String, _ needed: Bool) -> String { needed ? "(\(text))" : text }
}
