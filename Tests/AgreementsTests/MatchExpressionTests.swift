// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import TestSupport
import Testing
import Vocabulary

@Suite("Match expressions")
struct MatchExpressionTests {
    private func parties(_ names: String...) throws -> [PartyID] { try names.map { try Fixture.party($0) } }

    @Test(
        "Expressions are spelled in one way",
        arguments: [
            ("a", "a"), (" ( a ) ", "a"), ("a and b and c", "a and b and c"), ("a and (b and c)", "a and b and c"),
            ("a and b or c", "a and b or c"), ("(a and b) or c", "a and b or c"), ("a and (b or c)", "a and (b or c)"),
            ("not a and b", "not a and b"), ("not (a and b)", "not (a and b)"), ("not (a)", "not a"),
            ("not not a", "not not a"),
            ("not(a or b)and c", "not (a or b) and c"), ("a\n\tor\r\nb", "a or b"), ("a or (b or c)", "a or b or c"),
            ("((a or b)) and ((c))", "(a or b) and c"),
        ])
    func spelling(text: String, expected: String) throws {
        let expression = try MatchExpression(text, parties: parties("a", "b", "c"))
        #expect(expression.text == expected)
        #expect(try MatchExpression(expected, parties: parties("a", "b", "c")) == expression)
    }

    @Test("not binds tighter than and, and that tighter than or")
    func precedence() throws {
        let expression = try MatchExpression("not a and b or c", parties: parties("a", "b", "c"))
        // Masks 0…7; bit 0 is a, bit 1 is b, bit 2 is c.
        #expect(expression.truthTable == [false, false, true, false, true, true, true, true])
        #expect(expression.trueCells == [2, 4, 5, 6, 7])
        #expect(expression.parties(in: 5) == (try parties("a", "c")))
        #expect(expression.evaluate(mask: 2) && !expression.evaluate(mask: 3))
    }

    @Test(
        "An error names the column and what was expected",
        arguments: [
            ("", 1, "expected a party's name"), ("a and", 6, "expected a party's name"),
            ("a b", 3, "expected \"and\", \"or\""),
            ("and a", 1, "expected a party's name"), ("(a", 3, "expected \"and\", \"or\" or \")\""),
            ("a)", 2, "the end"),
            ("a and d", 7, "expected a party of this agreement (a, b, c)"), ("a AND b", 3, "all lower case"),
            ("a && b", 3, "a parenthesis"), ("a and not", 10, "expected a party's name"), ("a, b", 2, "expected"),
            ("not", 4, "expected a party's name"), ("()", 2, "expected a party's name"),
            ("a or or b", 6, "expected a party's name"),
            ("not-a", 1, "expected a party of this agreement"), ("a and é", 7, "expected a party's name"),
        ])
    func errors(text: String, column: Int, problem: String) throws {
        do {
            _ = try MatchExpression(text, parties: parties("a", "b", "c"))
            Issue.record("accepted: \(text)")
        } catch let error as MatchExpressionError {
            #expect(error.column == column)
            #expect(error.problem.contains(problem), "found: \(error.problem)")
        }
    }

    @Test("Nesting and length are bounded")
    func bounds() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "(", count: depth) + "a" + String(repeating: ")", count: depth)
        }
        _ = try MatchExpression(nested(32), parties: parties("a", "b"))
        #expect(throws: MatchExpressionError.self) { try MatchExpression(nested(33), parties: parties("a", "b")) }
        let negations = String(repeating: "not ", count: 33) + "a"
        #expect(throws: MatchExpressionError.self) { try MatchExpression(negations, parties: parties("a", "b")) }
        let long = String(repeating: " ", count: 1024) + "a"
        #expect(throws: MatchExpressionError.self) { try MatchExpression(long, parties: parties("a", "b")) }
    }

    @Test(
        "Sound expressions have no violation",
        arguments: [
            ("a and b", [Role.brand, .partner]), ("a and (b or c)", [.brand, .partner, .partner]),
            ("(a and b) or (a and c) or (b and c)", [.brand, .partner, .partner]),
            ("a and b and not c", [.brand, .consent, .suppression]),
        ])
    func sound(text: String, roles: [Role]) throws {
        let names = try Array(parties("a", "b", "c").prefix(roles.count))
        #expect(try MatchExpression(text, parties: names).checkCells(roles: roles, learners: []).isEmpty)
    }

    @Test(
        "A violation names its cell",
        arguments: [
            (
                "a", [Role.brand, .partner], [],
                [
                    "the cell {a} is true but holds one party; every true cell needs at least two",
                    "the result does not depend on b; use its list or leave the party out",
                ]
            ),
            (
                "not a and not b", [.brand, .partner], [],
                ["the cell {} is true but holds no party; every true cell needs at least two"]
            ),
            (
                "a and not a or b and not b", [.brand, .partner], [],
                ["no number could ever match: the expression is true in no cell"]
            ),
            (
                "a and (b or c)", [.brand, .consent, .partner], [],
                ["the cell {a, c} is true but the consent party b is not in it; add \"and b\""]
            ),
            (
                "a and (b or c)", [.brand, .partner, .suppression], [],
                ["the cell {a, c} is true but holds the suppression party c; add \"and not c\""]
            ),
            (
                "a and (b or c)", [.brand, .partner, .partner], ["a", "c"],
                ["the cell {a, b} is true but c, which learns its matched rows, is not in it"]
            ),
        ] as [(String, [Role], [String], [String])])
    func violations(text: String, roles: [Role], learners: [String], expected: [String]) throws {
        let names = try Array(parties("a", "b", "c").prefix(roles.count))
        let found = try MatchExpression(text, parties: names).checkCells(
            roles: roles, learners: Set(try learners.map { try Fixture.party($0) }))
        #expect(found.map(\.description) == expected)
    }

    @Test("The truth table of a random expression equals an independent evaluation", arguments: 0..<200)
    func randomExpressions(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let names = (0..<Int.random(in: 2...8, using: &generator)).map { "p\($0)" }
        let tree = RandomExpression(names: names, depth: 5, using: &generator)
        let expression = try MatchExpression(tree.text(using: &generator), parties: names.map { try Fixture.party($0) })
        for mask in 0..<(1 << names.count) {
            let holders = Set(names.indices.filter { mask >> $0 & 1 == 1 }.map { names[$0] })
            #expect(expression.evaluate(mask: UInt8(mask)) == tree.holds(for: holders))
        }
        let again = try MatchExpression(expression.text, parties: expression.parties)
        #expect(again == expression && again.truthTable == expression.truthTable)
        #expect(again.text == expression.text)
    }
}
