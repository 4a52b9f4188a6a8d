// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Consent
import Home
import Joining
import Lists
import Signing
import TestSupport
import Testing
import Vocabulary

/// Consent files that go into the register (protocol/v1/consent.md §1).
@Suite("Importing consents")
struct ConsentImportTests {
    private let bench: Bench

    init() throws { bench = try Bench.small() }

    private static let given = ConsentColumns()

    /// Imports one row about number 0 at a moment, and tells what became of it.
    private func take(_ consent: ConsentColumns, at offset: Int64 = 0) throws -> ([String: Int], RegisteredRecord?) {
        let report = try bench.importConsents([(0, consent)], at: Bench.time(offset))
        let held = try bench.registered(0)
        #expect(held.count <= 1)
        return (report.counts, held.first)
    }

    @Test("New records are added, with the moment of the import; the same again changes nothing")
    func added() throws {
        let (report, held) = try take(Self.given)
        #expect(report == ["rows": 1, "added": 1] && held?.record.state == .given)
        #expect(held?.recordedAt == (try Bench.now()))
        let before = try bench.register()
        let (again, _) = try take(Self.given, at: 60)
        #expect(again == ["rows": 1, "unchanged": 1])
        #expect(try bench.register() == before)
    }

    @Test("Records of other senders and purposes stand beside each other")
    func beside() throws {
        let purposes: [ConsentColumns] = [
            Self.given, Self.given.with(\.purpose, "service"), ConsentColumns(sender: "Other Brand"),
            // Strings that only look the same are different senders.
            ConsentColumns(sender: "Caf\u{E9}"), ConsentColumns(sender: "Cafe\u{301}"),
        ]
        #expect(try bench.importConsents(purposes.map { (0, $0) }).counts == ["rows": 5, "added": 5])
        let more = try bench.importConsents([(0, Self.given.with(\.purpose, "service").with(\.state, "withdrawn"))])
        #expect(more.counts == ["rows": 1, "replaced": 1])
        #expect(try bench.registered(0).map(\.record.state) == [.given, .withdrawn, .given, .given, .given])
    }

    @Test("A refusal takes the place of a grant at once")
    func refusal() throws {
        _ = try take(Self.given)
        let (report, held) = try take(.state("withdrawn"), at: 5)
        #expect(report == ["rows": 1, "replaced": 1] && held?.record.state == .withdrawn)
        #expect(held?.recordedAt == (try Bench.time(5)))
    }

    @Test(
        "A refusal stays until a consent is imported that was given after it was recorded",
        arguments: [(-86_400, false), (-1, false), (0, false), (1, true), (3600, true)] as [(Int64, Bool)])
    func regrant(offset: Int64, isTaken: Bool) throws {
        _ = try take(.state("withdrawn"))
        let grant = Self.given.with(\.givenAt, try Bench.time(offset).text)
        let (report, held) = try take(grant, at: 86_400)
        #expect(held?.record.state == (isTaken ? .given : .withdrawn))
        #expect(report == (isTaken ? ["rows": 1, "replaced": 1] : ["rows": 1, "consent-withdrawn": 1]))
        #expect(held?.recordedAt == (try Bench.time(isTaken ? 86_400 : 0)))
    }

    @Test("A later refusal moves the moment after which a consent must be given, even where it is the milder one")
    func restated() throws {
        _ = try take(.state("withdrawn"), at: 0)
        _ = try take(.state("refused"), at: 1000)
        // Given between the two refusals: the second one came after it.
        let grant = Self.given.with(\.givenAt, try Bench.time(500).text)
        let (_, held) = try take(grant, at: 2000)
        #expect(held?.record.state.grants == false)
        let later = Self.given.with(\.givenAt, try Bench.time(1500).text)
        #expect(try take(later, at: 2000).1?.record.state == .given)
    }

    @Test("Two rows for one number, sender and purpose are brought to the most restrictive, in either order")
    func conflicts() throws {
        for (number, rows) in [[Self.given, .state("refused")], [.state("refused"), Self.given]].enumerated() {
            let report = try bench.importConsents(rows.map { (number, $0) })
            #expect(report.counts == ["rows": 2, "added": 1, "conflicts": 1])
            #expect(try bench.registered(number).map(\.record.state) == [.refused])
        }
        let narrow = Self.given.with(\.channel, "sms"), wide = Self.given.with(\.channel, "sms|voice")
        for (number, rows) in [[narrow, wide], [wide, narrow]].enumerated() {
            let report = try bench.importConsents(rows.map { (number + 2, $0) })
            #expect(report.counts == ["rows": 2, "added": 1, "repeated": 1])
            #expect(try bench.registered(number + 2).map(\.record.channels) == [[.sms]])
        }
    }

    @Test("Each row is counted once, and those that do not count are in the rejects with row and line")
    func everyRow() throws {
        try bench.importConsents([(3, .state("withdrawn"))])
        let service = Self.given.with(\.purpose, "service")
        let rows: [(number: Int, consent: ConsentColumns?)] = [
            // Most restrictive third; the first repeats nothing, the fourth repeats the third.
            (0, Self.given), (0, .state("renewed")), (0, .state("refused")), (0, .state("refused")),
            (0, service), (1, Self.given), (1, Self.given),
            // Of a number that the register refuses the one that counts is refused, and the other in conflict with it.
            (3, .state("renewed")), (3, Self.given), (4, nil), (5, Self.given.with(\.notice, "")),
        ]
        let report = try bench.importConsents(
            bench.write(rows: rows, to: "c.csv"), at: Bench.time(5), rejects: bench.path("r.csv"))
        #expect(
            report.counts == [
                "rows": 11, "added": 3, "repeated": 2, "conflicts": 3, "consent-withdrawn": 1, "consent-absent": 1,
                "consent-notice-missing": 1,
            ])
        #expect(report.counts.filter { $0.key != "rows" }.values.reduce(0, +) == report.rows)
        let rejects = try bench.text(of: "r.csv").split(separator: "\n").dropFirst().sorted()
        func line(_ row: Int, _ reason: String, _ number: Int) -> String {
            let detail = ConsentRejection(rawValue: reason).map { "\"\($0.explanation)\"" } ?? ""
            return "\(row),\(row + 1),\(reason),\"\(Bench.e164(number))\",\(detail)"
        }
        let expected = [
            line(1, "consent-conflict", 0), line(2, "consent-conflict", 0), line(9, "consent-conflict", 3),
            line(8, "consent-withdrawn", 3), line(10, "consent-absent", 4), line(11, "consent-notice-missing", 5),
        ]
        #expect(rejects.map(String.init) == expected.sorted())
        #expect(try bench.registered(0).map(\.record.state) == [.refused, .given])
    }

    @Test("Rows that are no records are refused with reasons, and a readable row of such a number is not taken")
    func refusedRows() throws {
        let list = try bench.write(
            [
                "phone,\(ConsentColumns.header)", "\(Bench.e164(0)),\(Self.given.row)",
                "\(Bench.e164(0)),\(Self.given.with(\.state, "perhaps").row)", "hello,\(Self.given.row)",
                "\(Bench.e164(1)),\(String(repeating: ",", count: 9))", "\(Bench.e164(2)),\(Self.given.row)",
                "\(Bench.e164(3)),\(Self.given.with(\.evidence, "+1 201 555 0103").row)",
            ], to: "c.csv")
        let report = try bench.importConsents(list, rejects: bench.path("r.csv"))
        let refused = [
            "consent-unreadable-elsewhere": 1, "consent-state-unknown": 1, "letters": 1, "consent-absent": 1,
            "consent-holds-number": 1,
        ]
        #expect(report.rows == 6 && report.merge.added == 1)
        #expect(
            report.refused.filter { $0.key.hasPrefix("consent-") } == refused.filter { $0.key.hasPrefix("consent-") })
        #expect(report.refused.values.reduce(0, +) == 5)
        #expect(try bench.register().map(\.digits) == [FictionalNumbers.digits(2)])
        let rejects = try bench.text(of: "r.csv")
        #expect(rejects.contains("\n1,2,consent-unreadable-elsewhere,\"\(Bench.e164(0))\",\n"))
        let detail = ConsentRejection.stateUnknown.explanation
        #expect(detail.hasPrefix("consent_state holds a word that is no state: write one of withdrawn, "))
        #expect(rejects.contains("\n2,3,consent-state-unknown,\"\(Bench.e164(0))\",\"\(detail)\"\n"))
        // No value is repeated.
        #expect(!rejects.contains("perhaps") && !rejects.contains("201 555"))
    }

    @Test("An unreadable row leaves what the register held of its number")
    func unreadableKeeps() throws {
        _ = try take(.state("withdrawn"))
        let (report, held) = try take(Self.given.with(\.state, "perhaps"))
        #expect(report == ["rows": 1, "consent-state-unknown": 1] && held?.record.state == .withdrawn)
    }

    @Test("A file without consent columns is refused, and so is one that is only a list")
    func noColumns() throws {
        for (name, lines) in [("l.csv", ["phone,name", "\(Bench.e164(0)),x"]), ("l.txt", [Bench.e164(0)])] {
            let error = #expect(throws: ListError.self) { try bench.importConsents(bench.write(lines, to: name)) }
            #expect(error?.message.contains("there are no consent columns") == true)
        }
    }

    @Test("Columns of other names and constants are taken from the map")
    func map() throws {
        var map = ColumnMap()
        map.consent = [.state: "status"]
        map.constants = [.sender: "ACME Stores"]
        let header = ConsentColumns.header.replacing("consent_state", with: "status")
        let rows = ["phone,\(header)", "\(Bench.e164(0)),\(Self.given.with(\.sender, "").row)"]
        #expect(try bench.importConsents(bench.write(rows, to: "c.csv"), columns: map).merge.added == 1)
        #expect(try bench.registered(0).first?.record.sender == "ACME Stores")
    }

    @Test("A register of many numbers keeps all of them, whatever the order of the files", arguments: 0..<3)
    func many(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var expected: [Int: ConsentState] = [:]
        for step in 0..<4 {
            let numbers = Set((0..<120).map { _ in Int.random(in: 0..<300, using: &generator) })
            let rows = numbers.sorted().shuffled(using: &generator).map {
                number -> (number: Int, consent: ConsentColumns?) in
                let isWithdrawn = Int.random(in: 0..<4, using: &generator) == 0
                // Grants of 2026-01-01 cannot bring a withdrawn number back.
                if isWithdrawn || expected[number] == nil { expected[number] = isWithdrawn ? .withdrawn : .given }
                return (number, isWithdrawn ? .state("withdrawn") : Self.given)
            }
            let report = try bench.importConsents(rows, at: Bench.time(Int64(step)))
            let taken = report.merge.added + report.merge.replaced + report.merge.unchanged
            #expect(taken + (report.refused["consent-withdrawn"] ?? 0) == numbers.count)
        }
        let held = try bench.register()
        #expect(held.map(\.digits) == expected.keys.map { FictionalNumbers.digits($0) }.sorted())
        for (number, state) in expected { #expect(try bench.registered(number).map(\.record.state) == [state]) }
    }
}
