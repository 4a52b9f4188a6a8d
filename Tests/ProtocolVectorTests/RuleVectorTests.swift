// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Segmentation
import Signing
import TestSupport
import Testing

/// The rule language on data: values, unknowns, and refusals with their columns (protocol/v1/segments.md §2).
@Suite struct RuleVectorTests {
    private static let data =
        #"{"acme":{"vip":true,"spend":120,"tags":["new"]},"streamco":{"interest":"film","share":0.5,"genres":["drama","film"],"#
        + #""lapsed":null},"number":{"country":"GB"},"empty":[]}"#

    private static let expressions = [
        "acme.vip", "!acme.vip", "acme.spend >= 120", "acme.spend > 119.5", "acme.spend == 120.0", "streamco.share < 1",
        "streamco.interest == 'film' && number.country == \"GB\"", "streamco.interest != 'film'",
        "streamco.interest in ['film', 'drama']", "'drama' in streamco.genres", "'sport' in streamco.genres",
        "tag('new')", "tag('old')", "has(acme.spend)", "has(streamco.lapsed)", "!has(streamco.missing)",
        // Unknown: neither equal nor unequal, in no list, and under negation too.
        "streamco.lapsed", "streamco.lapsed == 'x'", "streamco.lapsed != 'x'", "!(streamco.lapsed == 'x')",
        "streamco.missing in ['x']", "!(streamco.missing in ['x'])", "streamco.missing in []",
        "'x' in streamco.missing",
        "streamco.missing && false", "streamco.missing && true", "streamco.missing || true",
        "streamco.missing || false",
        "!streamco.missing", "streamco.missing < 3", "'x' in [streamco.missing]", "acme.spend in empty",
        // Precedence, literals and backquotes.
        "true || false && false", "!false && true", "(true || false) && false", "0x10 == 16", "-3 < 2",
        "'a\\'b' == \"a'b\"", "'\\u00e9' == 'é'", "`acme`.`vip`", "9007199254740993 > 9007199254740992.0",
        // Refused, with the column.
        "acme.vip ==", "acme.vip == 1", "acme.vip && 'x'", "1 < 'x'", "a b", "(true", "'open", "[1, 'x'] == [1]",
        "acme", "1 == 1 == 1", "true &&& false", "x = 1", "9223372036854775808 > 0", "has('x')", "tag(1)", "in", "",
    ]

    @Test("The vectors of rules are what the code computes")
    func vectors() throws {
        let data = try RuleData(parsing: Array(Self.data.utf8))
        let cases = Self.expressions.map { expression -> JSONValue in
            var fields = ["expression": JSONValue.string(expression)]
            do throws(RuleError) {
                fields["value"] = .string(try RuleTrial(of: expression, on: data).json)
            } catch {
                fields["column"] = .integer(Int64(error.column))
            }
            return .object(fields)
        }
        #expect(
            try VectorFile.agrees(
                "rules.json",
                with: .object([
                    "source": .string(
                        "protocol/v1/segments.md §2; data and values are JSON texts, the value null is unknown, a column says "
                            + "where an expression is refused"),
                    "data": .string(Self.data), "cases": .array(cases),
                ])))
    }
}
