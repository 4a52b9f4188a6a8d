// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns
import Consent
import CoordinatorClient
import Home
import Joining
import Messages
import ScriptedCoordinator
import Signing
import TestSupport
import Testing
import Vocabulary

/// The records that follow a match, as the coordinator gets them (protocol/v1/consent.md §3).
@Suite("Pages of records")
struct RecordPagesTests {
    private func script(_ bench: Bench) -> RecordsScript { RecordsScript(of: bench.home.party) }

    private func payload(_ consent: ConsentColumns = ConsentColumns(), _ attributes: [String: AttributeValue] = [:])
        throws
        -> RowPayload
    {
        RowPayload(consent: try consent.record(), attributes: attributes)
    }

    @Test("Pages have at most 1,000 records, ascending by handle, and every commitment opens with its salt")
    func brand() async throws {
        let bench = try Bench.small()
        let numbers = (0..<2500).map { FictionalNumbers.digits($0) }
        let round = try bench.matchedRound(numbers: numbers, payloads: numbers.map { ($0, try payload()) })
        let script = script(bench)
        let (outcome, requests) = try await bench.settle(round, script)
        #expect(outcome?.isDecided == false && outcome?.isLate == false)
        let pages = try RecordsScript.pages(requests).map(\.page)
        #expect(pages.map(\.page) == [0, 1, 2] && pages.map(\.isLast) == [false, false, true])
        #expect(pages.map(\.records.count) == [1000, 1000, 500])
        #expect(pages.allSatisfy { $0.from.name == "acme" && $0.reference.round == round.id })
        #expect(pages.allSatisfy { $0.transcript == Bench.transcript })
        let records = pages.flatMap(\.records)
        let rows = try bench.home.matches(of: round.id)
        #expect(records.map(\.handle) == rows.map(\.handle))
        var salts = try bench.home.salts(of: round.id)
        for (record, row) in zip(records, rows) {
            let entry = try #require(try salts.next())
            let salt = try #require(SubjectSalt(bytes: entry.salt))
            #expect(entry.handle == row.handle)
            #expect(record.consent?.subject == SubjectCommitment.digest(of: row.digits, salt: salt))
        }
        #expect(Set(records.compactMap(\.consent?.subject)).count == 2500)
        // Signed by the party, and nothing is sent twice once all was taken.
        let key = bench.fixture.identities[0].publicIdentity
        for page in try RecordsScript.pages(requests) {
            _ = try Unverified<RecordPage>(parsing: page.bytes).verified(by: key)
        }
        #expect(try bench.home.memberPhase(of: round.id).isComplete)
        #expect(try await RecordsScript.pages(bench.settle(round, script).requests).isEmpty)
    }

    @Test("A process that was stopped sends the same bytes again, and none that the coordinator has")
    func repeated() async throws {
        let bench = try Bench.small()
        let numbers = (0..<2100).map { FictionalNumbers.digits($0) }
        let round = try bench.matchedRound(numbers: numbers, payloads: numbers.map { ($0, try payload()) })
        let script = script(bench)
        var sent: [[[UInt8]]] = []
        for failing in [0, 1, 2] {
            script.fail(at: failing)
            let error = await #expect(throws: Bench.Interrupted.self) { try await bench.settle(round, script) }
            sent.append(try RecordsScript.pages(error?.requests ?? []).map(\.bytes))
            // A coordinator that lost what it had is sent everything again.
            let fresh = RecordsScript(of: bench.home.party)
            fresh.fail(at: 2)
            let again = await #expect(throws: Bench.Interrupted.self) { try await bench.settle(round, fresh) }
            sent.append(try RecordsScript.pages(again?.requests ?? []).map(\.bytes))
        }
        let whole = sent[1]
        #expect(sent.map(\.count) == [1, 3, 2, 3, 3, 3] && Set(whole).count == 3)
        for pages in sent { #expect(pages == Array(whole.prefix(pages.count))) }
        let rest = RecordsScript(of: bench.home.party)
        let stored = try Unverified<RecordPage>(parsing: whole[1]).body
        rest.tell(pages: 2, last: stored.records.last?.handle)
        let pages = try await RecordsScript.pages(bench.settle(round, rest).requests)
        #expect(pages.map(\.bytes) == [whole[2]])
    }

    @Test("What follows the last handle is sent, whatever the pages before were cut to")
    func behind() async throws {
        let bench = try Bench.small()
        let numbers = (0..<50).map { FictionalNumbers.digits($0) }
        let round = try bench.matchedRound(numbers: numbers, payloads: numbers.map { ($0, try payload()) })
        let handles = try bench.home.matches(of: round.id).map(\.handle)
        let script = script(bench)
        script.tell(pages: 7, last: handles[29])
        let page = try #require(try await RecordsScript.pages(bench.settle(round, script).requests).first?.page)
        #expect(page.page == 7 && page.isLast && page.records.map(\.handle) == Array(handles[30...]))
    }

    @Test("A last page is empty where the coordinator has every record without knowing that it is all")
    func emptyEnd() async throws {
        let bench = try Bench.small()
        let numbers = (0..<3).map { FictionalNumbers.digits($0) }
        let round = try bench.matchedRound(numbers: numbers, payloads: numbers.map { ($0, try payload()) })
        let script = script(bench)
        script.tell(pages: 1, last: try bench.home.matches(of: round.id).map(\.handle).last)
        let pages = try await RecordsScript.pages(bench.settle(round, script).requests).map(\.page)
        #expect(pages.map(\.page) == [1] && pages.map(\.isLast) == [true] && pages.allSatisfy(\.records.isEmpty))
    }

    @Test("A page ends before its body gets too large, and no record is lost")
    func size() async throws {
        let names = (0..<28).map { "a\($0)" }
        let attributes = names.map { "{name: \($0), type: string}" }.joined(separator: ", ")
        let bench = try Bench.small(party: 1, grants: "grants: [{party: streamco, attributes: [\(attributes)]}]")
        let numbers = (0..<900).map { FictionalNumbers.digits($0) }
        let round = try bench.matchedRound(
            numbers: numbers,
            payloads: numbers.map { digits in
                // Two bytes in UTF-8 each, and two in JSON.
                let values = names.map { ($0, AttributeValue.string(String(repeating: "é", count: 128))) }
                return (digits, RowPayload(attributes: Dictionary(uniqueKeysWithValues: values)))
            })
        let pages = try await RecordsScript.pages(bench.settle(round, script(bench)).requests)
        #expect(
            pages.count > 2
                && pages.allSatisfy { $0.bytes.count <= Limits.controlBytes && $0.page.records.count < 1000 })
        #expect(pages.dropLast().allSatisfy { $0.bytes.count > Limits.controlBytes / 4 })
        let handles = try bench.home.matches(of: round.id).map(\.handle)
        #expect(pages.flatMap(\.page.records).map(\.handle) == handles)
        #expect(pages.map(\.page.isLast) == pages.indices.map { $0 == pages.count - 1 })
        #expect(pages.map(\.page.page) == Array(pages.indices))
    }

    @Test("The record that won is sent, with the attributes of the first row that has any")
    func winner() async throws {
        let bench = try Bench.small(grants: "grants: [{party: acme, attributes: [{name: tier, type: string}]}]")
        let digits = FictionalNumbers.digits(0)
        let narrow = ConsentColumns().with(\.notice, "narrow")
        let rows: [(ConsentColumns?, String?)] = [
            (narrow.with(\.channel, "sms|mms").with(\.notice, "wide"), nil), (narrow, "gold"), (nil, "silver"),
            (ConsentColumns(sender: "Other Brand").with(\.notice, "other"), nil),
        ]
        let round = try bench.matchedRound(
            numbers: [digits],
            payloads: rows.map { consent, tier in
                (
                    digits,
                    RowPayload(consent: try consent?.record(), attributes: tier.map { ["tier": .string($0)] } ?? [:])
                )
            })
        let record = try await RecordsScript.pages(bench.settle(round, script(bench)).requests).first?.page.records
            .first
        #expect(record?.consent?.record == (try narrow.record()))
        #expect(record?.attributes == ["tier": .string("gold")])
    }

    @Test("What the register held when the list was read is sent where it is the one that counts")
    func register() async throws {
        let bench = try Bench.small()
        try bench.importConsents([(0, ConsentColumns().with(\.notice, "register"))])
        let round = try bench.readList(bench.write(rows: [(0, nil), (1, ConsentColumns())])).round
        try bench.match(round)
        let records = try await RecordsScript.pages(bench.settle(round, script(bench)).requests).first?.page.records
        #expect(Set((records ?? []).compactMap(\.consent?.record.notice)) == ["register", "notice-1"])
    }

    @Test(
        "What was withdrawn after the list was blinded is sent as withdrawn, and a new consent does not undo the list")
    func withdrawnSince() async throws {
        let bench = try Bench.small()
        let rows: [(number: Int, consent: ConsentColumns?)] = (0..<3).map { ($0, ConsentColumns()) }
        let round = try bench.readList(bench.write(rows: rows)).round
        try bench.match(round)
        try bench.importConsents([
            (1, .state("withdrawn")), (2, ConsentColumns().with(\.givenAt, "2026-03-01T00:00:00Z")),
        ])
        let records = try await RecordsScript.pages(bench.settle(round, script(bench)).requests).flatMap(\.page.records)
        let matches = try bench.home.matches(of: round.id)
        var sent: [UInt64: ConsentRecord] = [:]
        for (record, row) in zip(records, matches) { sent[row.digits] = record.consent?.record }
        #expect(sent[FictionalNumbers.digits(0)]?.state == .given)
        #expect(sent[FictionalNumbers.digits(1)]?.state == .withdrawn)
        #expect(sent[FictionalNumbers.digits(2)] == (try ConsentColumns().record()))
    }

    @Test("Where everything was taken back, the list's record is sent as withdrawn, with all that it says")
    func everythingTakenBack() async throws {
        let bench = try Bench.small()
        let round = try bench.readList(bench.write(rows: [(0, ConsentColumns()), (1, ConsentColumns())])).round
        try bench.match(round)
        do {
            let lock = try bench.home.lock()
            _ = try ConsentRevocation(home: bench.home).record(
                digits: FictionalNumbers.digits(1), holding: lock, at: Bench.time(10))
        }
        let records = try await RecordsScript.pages(bench.settle(round, script(bench)).requests).flatMap(\.page.records)
        let matches = try bench.home.matches(of: round.id)
        var sent: [UInt64: ConsentRecord] = [:]
        for (record, row) in zip(records, matches) { sent[row.digits] = record.consent?.record }
        #expect(sent[FictionalNumbers.digits(0)] == (try ConsentColumns().record()))
        #expect(sent[FictionalNumbers.digits(1)] == (try ConsentColumns().with(\.state, "withdrawn").record()))
    }

    @Test(
        "After a consent was taken back and given again the new one is the proof, whatever the list still holds",
        arguments: [false, true])
    func consentedAgain(isForEverything: Bool) async throws {
        let bench = try Bench.small()
        // More restrictive than the new one in every way but the state, or in that too.
        let old = ConsentColumns().with(\.channel, "sms").with(\.expiresAt, "2026-12-01T00:00:00Z")
        let rows: [(number: Int, consent: ConsentColumns?)] = [(0, old), (1, old.with(\.state, "renewed"))]
        try bench.importConsents(rows)
        for number in 0..<2 {
            if isForEverything {
                try bench.revoke(number, at: 10)
            } else {
                try bench.importConsents([(number, .state("withdrawn"))], at: Bench.time(10))
            }
        }
        let new = ConsentColumns().with(\.channel, "sms|mms").with(\.givenAt, try Bench.time(20).text)
        #expect(try bench.importConsents([(0, new), (1, new)], at: Bench.time(30)).merge.revoked == 0)
        let reading = try bench.readList(bench.write(rows: rows), at: Bench.time(40))
        #expect(reading.report.accepted == 2 && reading.report.conflicts == 0)
        try bench.match(reading.round)
        let records = try await RecordsScript.pages(bench.settle(reading.round, script(bench)).requests)
            .flatMap(\.page.records)
        #expect(records.map(\.consent?.record) == [try new.record(), try new.record()])
    }

    @Test("An entry of the register that cannot be read keeps the record of its number back, and of no other")
    func brokenRegister() async throws {
        let bench = try Bench.small()
        let rows: [(number: Int, consent: ConsentColumns?)] = [(0, ConsentColumns()), (1, ConsentColumns())]
        let round = try bench.readList(bench.write(rows: rows)).round
        try bench.match(round)
        let lock = try bench.home.lock()
        try bench.home.replaceConsents(holding: lock) { writer in
            try writer.append(RegisteredConsent(digits: FictionalNumbers.digits(0), payload: Array("{}".utf8)))
        }
        _ = consume lock
        let records = try await RecordsScript.pages(bench.settle(round, script(bench)).requests).flatMap(\.page.records)
        let kept = try #require(try bench.home.matches(of: round.id).first { $0.digits == FictionalNumbers.digits(1) })
        #expect(records.map(\.handle) == [kept.handle])
    }

    @Test("What is sent is noted before, and noted again where it changed in between")
    func noted() async throws {
        let bench = try Bench.small()
        let round = try bench.readList(bench.write(rows: [(0, ConsentColumns())])).round
        try bench.match(round)
        let handle = try Bench.handle(0)
        let script = script(bench)
        script.fail(at: 0)
        await #expect(throws: Bench.Interrupted.self) { try await bench.settle(round, script) }
        let first = try #require(try bench.home.sentRecords(of: [handle], in: round.id)[handle])
        #expect(try first.map(\.record) == [ConsentColumns().record().digest])
        try bench.importConsents([(0, .state("refused"))])
        script.fail(at: nil)
        let sent = try await RecordsScript.pages(bench.settle(round, script).requests).flatMap(\.page.records)
        let noted = try #require(try bench.home.sentRecords(of: [handle], in: round.id)[handle])
        #expect(noted.count == 2 && noted.contains { $0.record == sent.first?.consent?.record.digest })
        #expect(Set(noted.map(\.subject)) == Set(sent.compactMap(\.consent?.subject)))
    }

    @Test("A coordinator that has everything is sent nothing more, and the home notes it")
    func complete() async throws {
        let bench = try Bench.small()
        let round = try bench.readList(bench.write(rows: [(0, ConsentColumns())])).round
        try bench.match(round)
        let script = script(bench)
        script.complete()
        let (outcome, requests) = try await bench.settle(round, script)
        #expect(outcome?.isLate == false && requests.allSatisfy { $0.method == "GET" })
        #expect(try bench.home.memberPhase(of: round.id).isComplete)
    }

    @Test("Granted attributes of a number are derived from the number, and columns of such names are not read")
    func derived() async throws {
        let names = ["country", "type", "status"].map { "{name: number.\($0), type: string}" }
        let bench = try Bench.small(
            grants: "grants: [{party: acme, attributes: [\(names.joined(separator: ", ")), "
                + "{name: number.timezones, type: strings}]}]")
        let list = try bench.write(
            ["phone,number.country,\(ConsentColumns.header)", "\(Bench.e164(500)),XX,\(ConsentColumns().row)"],
            to: "l.csv")
        let round = try bench.readList(list).round
        #expect(try bench.home.rounds().first?.id == round.id)
        try bench.match(round)
        let record = try await RecordsScript.pages(bench.settle(round, script(bench)).requests).first?.page.records
            .first
        // Area code 207, Maine.
        #expect(
            record?.attributes == [
                "number.country": .string("US"), "number.type": .string("fixed-line-or-mobile"),
                "number.status": .string("valid"), "number.timezones": .strings(["America/New_York"]),
            ])
    }

    @Test("A partner sends the rows that it says something about, without consents; an empty page where there is none")
    func partner() async throws {
        let grants = "grants: [{party: streamco, attributes: [{name: tier, type: string}]}]"
        let bench = try Bench.small(party: 1, grants: grants)
        let list = try bench.write(
            ["phone,tier"] + (0..<4).map { "\(Bench.e164($0)),\($0 % 2 == 0 ? "" : "gold")" }, to: "l.csv")
        let round = try bench.readList(list).round
        try bench.match(round)
        let pages = try await RecordsScript.pages(bench.settle(round, script(bench)).requests).map(\.page)
        let records = pages.flatMap(\.records)
        #expect(pages.count == 1 && records.count == 2 && records.allSatisfy { $0.consent == nil })
        #expect(records.allSatisfy { $0.attributes == ["tier": .string("gold")] })
        let silent = try Bench.small(party: 1, grants: grants)
        let quiet = try silent.readList(silent.write(["phone", Bench.e164(0)], to: "l.csv")).round
        try silent.match(quiet)
        let none = try await RecordsScript.pages(silent.settle(quiet, script(silent)).requests).map(\.page)
        #expect(none.count == 1 && none.first?.isLast == true && none.first?.records.isEmpty == true)
    }

    @Test("A party without a grant, and a round without rows, ask nothing of the coordinator")
    func nothing() async throws {
        let bench = try Bench.small(party: 1)
        let round = try bench.readList(bench.write(["phone", Bench.e164(0)], to: "l.csv")).round
        try bench.match(round)
        let (outcome, requests) = try await bench.settle(round, script(bench))
        #expect(outcome == nil && requests.isEmpty)
        let brand = try Bench.small()
        let untold = try brand.readList(brand.write(rows: [(0, ConsentColumns())])).round
        try brand.finish(untold)
        let second = try await brand.settle(untold, script(brand))
        #expect(second.outcome == nil && second.requests.isEmpty)
    }

    @Test("Where the round was decided before, nothing is sent and the party is told")
    func late() async throws {
        let bench = try Bench.small()
        let round = try bench.readList(bench.write(rows: [(0, ConsentColumns())])).round
        try bench.match(round)
        let script = script(bench)
        script.decide()
        let (outcome, requests) = try await bench.settle(round, script)
        #expect(outcome?.isLate == true)
        #expect(requests.allSatisfy { $0.method == "GET" })
    }
}
