// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Consent
import Home
import Joining
import Lists
import Signing
import TestSupport
import Testing
import Vocabulary

/// A brand's list with consents in its columns (protocol/v1/consent.md §1 and §2).
@Suite("A brand's list with consents")
struct ConsentListTests {
    private let bench: Bench

    init() throws { bench = try Bench.small() }

    private static let given = ConsentColumns()

    /// A consent that is refused, and why.
    static let refusals: [(consent: ConsentColumns?, reason: OptInRefusal)] =
        [
            (nil, .absent),
            (given.with(\.sender, "ACME Store"), .otherSender), (given.with(\.sender, "Acme Stores"), .otherSender),
            (given.with(\.purpose, "service"), .otherPurpose),
            (given.with(\.purpose, "marketing.email"), .otherPurpose),
            (given.with(\.channel, "mms|voice"), .noChannel),
            (given.with(\.givenAt, "2030-01-01T00:00:00Z"), .notYet),
            // 1,780,000,000 is 2026-05-28T20:26:40Z.
            (given.with(\.givenAt, "2026-05-28T20:26:41Z"), .notYet),
            (given.with(\.expiresAt, "2026-05-01T00:00:00Z"), .expired),
            (given.with(\.expiresAt, "2026-05-28T20:26:40Z"), .expired),
            (given.with(\.state, "expired"), .expired), (given.with(\.state, "Opted Out"), .withdrawn),
            (given.with(\.state, "unsubscribed"), .withdrawn), (given.with(\.state, "STOP"), .withdrawn),
            (given.with(\.state, "opt-out"), .withdrawn),
            (given.with(\.state, "REQUEST_DEFERRED"), .requestDeferred),
        ]
        + ConsentState.allCases.filter { !$0.grants }.compactMap { state in
            OptInRefusal(rawValue: "consent-\(state.rawValue)").map { (given.with(\.state, state.rawValue), $0) }
        }

    /// A consent that is no record, and why.
    static let rejections: [(consent: ConsentColumns, reason: ConsentRejection)] = [
        (given.with(\.sender, ""), .senderMissing), (given.with(\.sender, "ACME\u{200B}Stores"), .senderMalformed),
        (given.with(\.sender, String(repeating: "a", count: 129)), .senderMalformed),
        (given.with(\.purpose, " "), .purposeMissing), (given.with(\.purpose, "Marketing"), .purposeMalformed),
        (given.with(\.channel, ""), .channelMissing), (given.with(\.channel, "fax"), .channelMalformed),
        (given.with(\.channel, "sms|fax"), .channelMalformed), (given.with(\.state, ""), .stateMissing),
        (given.with(\.state, "perhaps"), .stateUnknown), (given.with(\.givenAt, ""), .givenAtMissing),
        (given.with(\.givenAt, "yesterday"), .givenAtMalformed),
        (given.with(\.givenAt, "2026-02-29T00:00:00Z"), .givenAtMalformed),
        (given.with(\.givenAt, "2026-01-01T00:00:00"), .givenAtWithoutZone),
        (given.with(\.expiresAt, "2026-13-01T00:00:00Z"), .expiresAtMalformed),
        (given.with(\.expiresAt, "2030-01-01T00:00:00"), .expiresAtWithoutZone),
        (given.with(\.expiresAt, "2025-01-01T00:00:00Z"), .expiryBeforeGrant),
        (given.with(\.method, ""), .methodMissing), (given.with(\.method, "9to5"), .methodMalformed),
        (given.with(\.notice, ""), .noticeMissing),
        (given.with(\.notice, String(repeating: "a", count: 513)), .noticeMalformed),
        (given.with(\.jurisdiction, ""), .jurisdictionMissing),
        (given.with(\.jurisdiction, "us"), .jurisdictionMalformed),
        (given.with(\.evidence, ""), .evidenceMissing), (given.with(\.evidence, "a\u{7F}b"), .evidenceMalformed),
        (given.with(\.evidence, "form of +1 (201) 555-0100"), .holdsNumber),
        (given.with(\.notice, "２０１５５５０１００"), .holdsNumber),
    ]

    /// Reads a row with a consent beside one that is given.
    private func readBeside(_ consent: ConsentColumns?, rejects: String? = nil) throws -> Bench.Reading {
        try bench.readList(bench.write(rows: [(0, consent), (1, Self.given)]), rejects: rejects)
    }

    @Test("Both tables name every reason there is")
    func complete() {
        #expect(Set(Self.refusals.map(\.reason)) == Set(OptInRefusal.allCases))
        #expect(Set(Self.rejections.map(\.reason)) == Set(ConsentRejection.allCases))
    }

    @Test("A number without a current consent is not blinded, and its row has the reason", arguments: refusals.indices)
    func refused(index: Int) throws {
        let (consent, reason) = Self.refusals[index]
        let reading = try readBeside(consent, rejects: bench.path("rejects.csv"))
        let senders =
            reason == .otherSender
            ? OtherSenders(wanted: "ACME Stores", found: [consent?.sender].compactMap(\.self)) : nil
        #expect(
            reading.report
                == ListReport(
                    rows: 2, accepted: 1, duplicates: 0, refused: [reason.rawValue: 1], senders: senders))
        #expect(reading.rows == [FictionalNumbers.digits(1): 2])
        #expect(
            try bench.text(of: "rejects.csv")
                == "row,line,reason,input,detail\n1,2,\(reason.rawValue),\"\(Bench.e164(0))\",\n")
    }

    @Test(
        "A number whose consent cannot be read is not blinded, and its row has the reason",
        arguments: rejections.indices)
    func rejected(index: Int) throws {
        let (consent, reason) = Self.rejections[index]
        let reading = try readBeside(consent, rejects: bench.path("rejects.csv"))
        #expect(reading.report == ListReport(rows: 2, accepted: 1, duplicates: 0, refused: [reason.rawValue: 1]))
        #expect(reading.rows == [FictionalNumbers.digits(1): 2])
        let line = "\n1,2,\(reason.rawValue),\"\(Bench.e164(0))\",\"\(reason.explanation)\"\n"
        #expect(try bench.text(of: "rejects.csv").contains(line))
        // What cannot be read is not kept.
        #expect(reading.spooled.map(\.row) == [2])
    }

    @Test(
        "A consent that is current and matches lets the number be blinded",
        arguments: [
            given, given.with(\.state, "Renewed"), given.with(\.state, "opted_in"), given.with(\.state, " GRANTED "),
            given.with(\.channel, "voice;SMS"), given.with(\.channel, "mms, sms"),
            given.with(\.givenAt, "2026-05-28T22:26:40+02:00"), given.with(\.givenAt, "2026-05-28 20:26:40.999Z"),
            given.with(\.expiresAt, "2026-05-28T20:26:41Z"), given.with(\.sender, "  ACME Stores "),
            given.with(\.evidence, "form of 2026-01-31, line 202"), given.with(\.jurisdiction, "US-CA"),
        ])
    func granted(consent: ConsentColumns) throws {
        let reading = try readBeside(consent)
        #expect(reading.report == ListReport(rows: 2, accepted: 2, duplicates: 0, refused: [:]))
    }

    @Test("Rows are accepted, repeated or refused, and never lost, whatever a list is made of", arguments: 0..<6)
    func sum(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let consents = Self.refusals.map(\.consent) + Self.rejections.map { $0.consent } + [Self.given, Self.given]
        var lines = ["phone,\(ConsentColumns.header)"]
        for _ in 0..<300 {
            let number = Int.random(in: 0..<40, using: &generator)
            let consent = Bool.random(using: &generator) ? Self.given : consents.randomElement(using: &generator) ?? nil
            let text = ["hello", "", "+447700900123"].randomElement(using: &generator) ?? ""
            let field = Int.random(in: 0..<10, using: &generator) == 0 ? text : Bench.e164(number)
            lines.append("\(field),\(consent?.row ?? String(repeating: ",", count: 9))")
        }
        lines.append("\(Bench.e164(99)),\(Self.given.row)")
        let report = try bench.readList(bench.write(lines, to: "list.csv"), rejects: bench.path("r.csv")).report
        #expect(report.rows == 301 && report.accepted >= 1)
        #expect(report.rows == report.accepted + report.duplicates + report.conflicts + report.refusedTotal)
        // Every refused row is in the rejects, once.
        let rejected = try bench.text(of: "r.csv").split(separator: "\n").dropFirst().map { $0.prefix { $0 != "," } }
        #expect(rejected.count == report.refusedTotal + report.conflicts && Set(rejected).count == rejected.count)
    }

    @Test("A list whose numbers all lack a consent is refused before a round's number is spent, with what to do")
    func none() throws {
        let error = #expect(throws: JoinError.self) {
            try bench.readList(bench.write(rows: [(0, nil), (1, .state("withdrawn"))]))
        }
        let told = error.map { "\($0)" } ?? ""
        #expect(told.contains("no number has a current consent") && told.contains("symbolon consents import"))
        #expect(try bench.home.highestRound(of: bench.agreement.id) == 0)
        // A list without any usable number is told otherwise.
        let other = #expect(throws: JoinError.self) {
            try bench.readList(bench.write(["phone", "hello"], to: "l.csv"))
        }
        #expect(other.map { "\($0)" }?.contains("no usable number") == true)
    }

    @Test("The home keeps the record of each row as it was read, and nothing else of the row")
    func spool() throws {
        let consent = Self.given.with(\.channel, "voice|sms").with(\.expiresAt, "2030-01-01T01:00:00+01:00")
        let reading = try readBeside(consent)
        let record = try #require(try reading.payload(ofRow: 1)?.consent)
        #expect(reading.spooled.map(\.digits) == [FictionalNumbers.digits(0), FictionalNumbers.digits(1)])
        #expect(record.channels == [.sms, .voice] && record.sender == "ACME Stores" && record.state == .given)
        #expect(record.expiresAt?.text == "2030-01-01T00:00:00Z" && record.method == "web-form")
        #expect(record.notice == "notice-1" && record.evidence == "form-archive" && record.jurisdiction?.code == "US")
    }

    @Test("Constants fill what every row leaves open, and make no record of a row that says nothing")
    func constants() throws {
        var map = ColumnMap()
        map.consent = [.state: "OK?", .givenAt: "when"]
        map.constants = [
            .sender: "ACME Stores", .purpose: "marketing", .channel: "sms", .method: "web-form", .notice: "n",
            .jurisdiction: "US", .evidence: "e",
        ]
        let list = try bench.write(
            [
                "phone,OK?,when", "\(Bench.e164(0)),given,2026-01-01T00:00:00Z", "\(Bench.e164(1)),,",
                "\(Bench.e164(2)),given,", "\(Bench.e164(3)),withdrawn,2026-01-01T00:00:00Z",
            ], to: "l.csv")
        let reading = try bench.readList(list, columns: map)
        #expect(reading.rows == [FictionalNumbers.digits(0): 1])
        #expect(
            reading.report.refused == [
                "consent-absent": 1, "consent-given-at-missing": 1, "consent-withdrawn": 1,
            ])
        #expect(try reading.payload(ofRow: 1)?.consent?.notice == "n")
    }

    @Test("A constant yields to what a row says itself")
    func constantBesideColumn() throws {
        var map = ColumnMap()
        map.constants = [.sender: "ACME Stores"]
        let rows: [(number: Int, consent: ConsentColumns?)] = [
            (0, Self.given.with(\.sender, "")), (1, Self.given.with(\.sender, "Other")),
        ]
        let reading = try bench.readList(bench.write(rows: rows), columns: map)
        #expect(
            reading.rows == [FictionalNumbers.digits(0): 1] && reading.report.refused == ["consent-other-sender": 1])
    }

    @Test("A map that names a column which the list does not have is refused, and spends nothing")
    func missingColumn() throws {
        var map = ColumnMap()
        map.consent = [.state: "not there"]
        #expect(throws: ListError.self) { try readBesideWith(map) }
        #expect(try bench.home.highestRound(of: bench.agreement.id) == 0)
    }

    private func readBesideWith(_ map: ColumnMap) throws {
        _ = try bench.readList(bench.write(rows: [(0, Self.given)]), columns: map)
    }

    @Test("Consents of NDJSON count like those of columns")
    func objects() throws {
        func object(_ number: Int, _ state: String) -> String {
            #"{"phone":"\#(Bench.e164(number))","consent_sender":"ACME Stores","consent_purpose":"marketing","#
                + #""consent_channel":"sms","consent_state":"\#(state)","consent_given_at":"2026-01-01T00:00:00Z","#
                + #""consent_method":"web-form","consent_notice":"n","consent_jurisdiction":"US","consent_evidence":"e"}"#
        }
        let list = try bench.write(
            [object(0, "given"), object(1, "withdrawn"), #"{"phone":"\#(Bench.e164(2))"}"#], to: "l.ndjson")
        let reading = try bench.readList(list)
        #expect(reading.rows == [FictionalNumbers.digits(0): 1])
        #expect(reading.report.refused == ["consent-withdrawn": 1, "consent-absent": 1])
    }
}
