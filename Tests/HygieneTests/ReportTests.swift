// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import FoundationXML
import Hygiene
import PhoneNumbers
import Signing
import Spilling
import TestSupport
import Testing

@Suite("The hygiene report")
struct ReportTests {
    private func report(column: String = "consent_state", carriers: [String] = []) -> HygieneReport {
        var counts = NumberCounts()
        let carriers = carriers.map(Optional.some) + [nil]
        for carrier in carriers {
            let country = counts.count(
                NumberFacts(country: "US", type: .fixedLineOrMobile, location: nil, carrier: carrier))
            #expect(country == CountryIndex.index(of: "US"))
            counts.count(state: 4)
        }
        counts.count(state: 0)
        var byNumber = NumberOrderAnalysis(
            states: ConsentStates(
                column: column, states: SampleList.consentStates.names.map { ($0, $0 == "given", false) }))
        var repeats: [Pair] = []
        byNumber.take(
            [1, 2].map { Pair(key: FictionalNumbers.digits(0), value: RowMark(row: $0, digits: 0, state: 4).packed) },
            repeats: &repeats)
        return HygieneReport(
            plan: "plan-1", valid: carriers.count, possible: 0, invalid: 1,
            reasons: [
                ReasonCount(reason: "too-short", rows: 1, explanation: "The number has too few digits for its country.")
            ],
            counts: counts, states: byNumberStates(column), rowOrder: RowOrderAnalysis(), numberOrder: byNumber)
    }

    private func byNumberStates(_ column: String) -> ConsentStates {
        ConsentStates(column: column, states: SampleList.consentStates.names.map { ($0, $0 == "given", false) })
    }

    @Test("For people: counts with bars, sentences and patterns")
    func text() {
        #expect(
            report().text(width: 60) == """
                2 rows: 1 valid, 0 possible, 1 invalid; 1 repeat an earlier number.

                Status
                  valid     1  50.0 %  █████████████████████████████████████
                  possible  0   0.0 %
                  invalid   1  50.0 %  █████████████████████████████████████

                Why not valid
                  too-short  1  50.0 %  ████████████████████████████████████
                    The number has too few digits for its country.

                Countries
                  US  1  100.0 %  ████████████████████████████████████████

                Types
                  fixed-line-or-mobile  1  100.0 %  ████████████████████████

                Consents, by consent_state
                  given  1  50.0 %  ████████████████████████████████████████
                  none   1  50.0 %  ████████████████████████████████████████

                Repetitions
                  1 of 1 different numbers stand on more than one row; 1 row
                  repeats an earlier one. One number stands on 2 rows, first
                  on row 1.

                Conflicts
                  No number has two states of consent.

                Lines
                  1 unknown, 1 invalid. A plan knows ranges and not lines:
                  whether a line is in use, a validator can say.

                Unusual patterns
                  None.
                """)
    }

    @Test("Lines are no wider than asked for, and plain unless coloured", arguments: [0, 60, 80, 100, 500])
    func width(width: Int) throws {
        var random = SeededGenerator(seed: 20)
        var list = SampleList.honest(rows: 3_000, blocks: 300, spread: 1, &random)
        list.rows += (0..<100).map { 12_025_551_000 + $0 }
        list.states = list.rows.map { _ in [0, 1, 4, 15].randomElement(using: &random) ?? 0 }
        let report = try list.report()
        let text = report.text(width: width)
        // The first line is one sentence.
        let lines = text.split(separator: Character("\n"))
        #expect(lines.dropFirst().allSatisfy { $0.count <= max(60, min(width, 120)) })
        #expect(!text.contains("\u{1B}"))
        #expect(text.contains("  100  Consecutive numbers"))
        let coloured = report.text(width: width, isColoured: true)
        #expect(coloured.contains("\u{1B}[1mStatus\u{1B}[0m"))
        #expect(coloured.replacing(/\u{1B}\[[0-9]+m/, with: "") == text)
    }

    @Test("Carriers have a chart only where some are known")
    func carriers() {
        #expect(!report().text().contains("Original carriers"))
        #expect(report(carriers: ["Fictional Mobile"]).text().contains("Original carriers\n  Fictional Mobile  1"))
    }

    @Test("For programs: one canonical document with every key")
    func json() throws {
        let bytes = report(carriers: ["B & \"C\""]).json.canonicalBytes
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == #"{"carriers":{"B & \"C\"":1},"consents":{"column":"consent_state","conflicts":{"numbers":0,"opposed":0,"#
                + #""rowCount":0,"rows":[]},"states":{"given":2,"none":1}},"countries":{"US":2},"format":"symbolon-hygiene-1","#
                + #""furtherPatterns":0,"lines":{"invalid":1,"unknown":2},"notes":{},"numbers":1,"patterns":[],"plan":"plan-1","#
                + #""reasons":{"too-short":1},"repetitions":{"mostFirstRow":1,"mostRows":2,"numbers":1,"rows":1},"rows":3,"#
                + #""statuses":{"invalid":1,"possible":0,"valid":2},"types":{"fixed-line-or-mobile":2}}"#)
        #expect(try JSONValue(parsing: bytes).canonicalBytes == bytes)
    }

    @Test("A page is well-formed, loads nothing, runs nothing, and escapes whatever it is given")
    func page() {
        let nasty = "</title><script>alert('1')</script>&\"\u{0}\u{1B}"
        let html = HygienePage(report(column: nasty, carriers: [nasty]), name: nasty, made: "2026-11-28T00:00:00Z").html
        #expect(!html.contains("<script"))
        #expect(html.contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;&quot;"))
        for word in ["src=", "href=", "url(", "@import", "onload", "javascript:"] { #expect(!html.contains(word)) }
        #expect(html.contains("default-src 'none'"))
        #expect(!html.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
        #expect(isWellFormed(html))
    }

    @Test("A page with every kind of pattern is well-formed and holds no number")
    func patterns() throws {
        var random = SeededGenerator(seed: 21)
        var list = SampleList.honest(rows: 6_000, blocks: 400, spread: 1, &random)
        list.rows += (0..<100).map { 12_025_551_000 + $0 } + (0..<100).map { 13_025_551_000 + $0 * 11 }
        list.rows += (0..<4_000).map { _ in 14_045_550_000 + UInt64.random(in: 0..<10_000, using: &random) }
        for area in UInt64(0)..<5 {
            let base = 12_125_000_000 + area * 10_000_000
            list.rows += [777_777, 123_456, 987_654, 474_747, 0, 111_111, 454_545].map { base + $0 }
        }
        list.rows.shuffle(using: &random)
        for row in 100..<180 { list.rows[row] = 0 }
        let report = try list.report()
        #expect(Set(report.findings.map(\.kind)) == Set(Finding.Kind.allCases))
        let texts = [
            HygienePage(report, name: "list.csv", made: "2026-11-28").html, report.text(),
            String(decoding: report.json.canonicalBytes, as: UTF8.self),
        ]
        for digits in Set(list.rows) where digits != 0 {
            for text in texts { #expect(!text.utf8.contains(String(digits).utf8)) }
        }
        #expect(isWellFormed(texts[0]))
    }

    @Test("A number in the name of a file or column is not shown")
    func names() {
        let names = ["+1 (415) 555-0132.csv", "14155550132", "customers-20261128.csv", "run 1 of 2"]
        let shown = names.map { HygienePage(report(), name: $0, made: "").html }
        #expect(shown[0].contains("<h1>+• (•••) •••-••••.csv</h1>"))
        #expect(shown[1].contains("<h1>•••••••••••</h1>"))
        #expect(shown[2].contains("<h1>customers-20261128.csv</h1>"))
        #expect(shown[3].contains("<h1>run 1 of 2</h1>"))
        let named = report(column: "14155550132")
        #expect(!(named.text() + String(decoding: named.json.canonicalBytes, as: UTF8.self)).contains("14155550132"))
    }

    private func isWellFormed(_ html: String) -> Bool {
        XMLParser(data: Data(html.utf8)).parse()
    }
}
