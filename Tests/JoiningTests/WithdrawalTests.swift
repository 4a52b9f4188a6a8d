// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Consent
import Foundation
import Home
import Joining
import Lists
import Signing
import TestSupport
import Testing
import Vocabulary

/// A no counts from the moment at which the home learns it, however it learns it (protocol/v1/consent.md §1 and §8).
@Suite("Withdrawals in files and lists")
struct WithdrawalTests {
    private let bench: Bench
    private static let given = ConsentColumns()

    init() throws { bench = try Bench.small() }

    private func pending() throws -> [RoundID] { try bench.home.pendingRevocations().map(\.round) }

    @Test(
        "A withdrawal in a consent file revokes the member of every round, once", arguments: ["withdrawn", "requested"])
    func imported(state: String) throws {
        for number in 1...2 as ClosedRange<UInt32> {
            try bench.match(bench.readList(bench.write(rows: [(0, Self.given), (1, Self.given)]), round: number).round)
        }
        let report = try bench.importConsents([(0, .state(state)), (5, .state(state))], at: Bench.time(10))
        #expect(report.merge.revoked == 2)
        #expect(try pending() == [bench.agreement.roundID(1), bench.agreement.roundID(2)])
        #expect(try Set(bench.home.pendingRevocations().map(\.at)) == [Bench.time(10)])
        // The same file again finds nothing new to revoke.
        #expect(try bench.importConsents([(0, .state(state))], at: Bench.time(20)).merge.revoked == 0)
        #expect(try pending().count == 2)
    }

    @Test("A grant, and a refusal for another sender or purpose, revoke nobody")
    func others() throws {
        try bench.match(bench.readList(bench.write(rows: [(0, Self.given)])).round)
        let rows = [
            Self.given.with(\.notice, "new"), ConsentColumns(sender: "Other Brand").with(\.state, "withdrawn"),
            ConsentColumns.state("withdrawn").with(\.purpose, "service"),
        ]
        #expect(try bench.importConsents(rows.map { (0, $0) }).merge.revoked == 0)
        #expect(try pending().isEmpty)
    }

    @Test("A withdrawal in a newer list counts against older rounds, whatever becomes of the newer round")
    func listed() throws {
        let first = try bench.readList(bench.write(rows: [(0, Self.given), (1, Self.given)])).round
        try bench.match(first)
        try bench.readList(
            bench.write(rows: [(0, .state("withdrawn")), (1, Self.given)]), round: 2, at: Bench.time(50))
        #expect(try bench.registered(0).map(\.record.state) == [.withdrawn])
        #expect(try bench.registered(1).isEmpty)
        let pending = try bench.home.pendingRevocations()
        #expect(try pending.map(\.round) == [first.id] && pending.first?.at == Bench.time(50))
        // A list that still says the old yes does not bring it back.
        let third = try bench.readList(
            bench.write(rows: [(0, Self.given), (1, Self.given)]), round: 3, at: Bench.time(60))
        #expect(third.rows.keys.sorted() == [FictionalNumbers.digits(1)])
    }

    @Test("A withdrawal that lacks other fields is refused, and counts all the same")
    func incomplete() throws {
        try bench.match(bench.readList(bench.write(rows: [(0, Self.given)])).round)
        try bench.importConsents([(0, Self.given), (0, ConsentColumns(sender: "Other Brand"))])
        let row = ConsentColumns.state("unsubscribed").with(\.evidence, "").with(\.givenAt, "")
        let report = try bench.importConsents([(0, row), (3, row)], at: Bench.time(10))
        #expect(report.counts == ["rows": 2, "consent-given-at-missing": 2, "withdrawn": 2])
        #expect(report.merge.revoked == 1)
        for number in [0, 3] {
            #expect(try bench.registered(number).allSatisfy { $0.record.state == .withdrawn })
            #expect(try bench.registered(number).count == (number == 0 ? 2 : 0))
            #expect(try bench.registeredNumber(number).withdrawnAt == (try Bench.time(10)))
        }
        // Any other state that cannot be read leaves what is known as it is.
        let other = Self.given.with(\.evidence, "")
        try bench.importConsents([(1, Self.given)])
        try bench.importConsents([(1, other)])
        #expect(try bench.registered(1).map(\.record.state) == [.given])
    }

    @Test("A withdrawal whose number has an extension, or is in no range in use, counts without being taken")
    func refusedNumbers() throws {
        for isImported in [true, false] {
            let bench = try Bench.small()
            try bench.importConsents([(0, Self.given), (1, Self.given)])
            let list = try bench.write(rows: [(0, .state("withdrawn")), (2, Self.given)])
            let number = String(FictionalNumbers.digits(0))
            let text = try String(contentsOfFile: list, encoding: .utf8).replacing(number, with: number + " ext. 7")
            try text.write(toFile: list, atomically: false, encoding: .utf8)
            if isImported {
                let report = try bench.importConsents(list)
                #expect(report.refused == ["extension": 1])
            } else {
                #expect(try bench.readList(list).report.refused == ["extension": 1])
            }
            #expect(try bench.registered(0).allSatisfy { $0.record.state == .withdrawn })
            #expect(try bench.registeredNumber(0).withdrawnAt != nil)
            #expect(try bench.registered(1).map(\.record.state) == [.given])
        }
    }

    @Test("A grant from the future lifts no refusal", arguments: [(300, true), (301, false), (100_000_000, false)])
    func future(offset: Int64, isLifted: Bool) throws {
        try bench.importConsents([(0, .state("withdrawn"))], at: Bench.time(0))
        let grant = Self.given.with(\.givenAt, try Bench.time(10 + offset).text)
        try bench.importConsents([(0, grant)], at: Bench.time(10))
        #expect(try bench.registered(0).map(\.record.state) == [isLifted ? .given : .withdrawn])
    }

    @Test("A clock that was set back dates no withdrawal before what the home knows", arguments: [true, false])
    func clock(isImported: Bool) throws {
        try bench.match(bench.readList(bench.write(rows: [(0, Self.given)])).round)
        let early = try Bench.time(-50_000_000)
        if isImported {
            try bench.importConsents([(0, .state("withdrawn"))], at: early)
        } else {
            let lock = try bench.home.lock()
            #expect(
                try ConsentRevocation(home: bench.home).record(
                    digits: FictionalNumbers.digits(0), holding: lock, at: early) == 1)
        }
        let register = try bench.registeredNumber(0)
        #expect(try (register.records.first?.recordedAt ?? register.withdrawnAt) == Bench.now())
        #expect(try bench.home.pendingRevocations().map(\.at) == [try Bench.now()])
        try bench.importConsents([(0, Self.given.with(\.givenAt, try Bench.time(-10_000_000).text))])
        #expect(try bench.registered(0).map(\.record.state) == (isImported ? [.withdrawn] : []))
        let list = try bench.write(rows: [(0, Self.given), (1, Self.given)])
        #expect(try bench.readList(list, round: 2).report.accepted == 1)
    }

    @Test("A number that is taken back while its list is read is not blinded")
    func meanwhile() throws {
        let lock = try bench.home.lock()
        let list = try bench.write(rows: [(0, Self.given), (1, Self.given)])
        let intake = ListIntake(
            path: list, options: ListOptions(), region: nil, takesPossible: false, columns: ColumnMap())
        var isRevoked = false
        let round = try ListPreparation(home: bench.home, agreement: bench.agreement, intake: intake)
            .prepare(round: 1, holding: lock, at: Bench.now()) { event in
                guard case .reading = event, !isRevoked else { return }
                isRevoked = true
                do {
                    let register = try bench.home.lockConsents()
                    _ = try ConsentRevocation(home: bench.home).record(
                        digits: FictionalNumbers.digits(0), holding: register, at: Bench.now())
                } catch { Issue.record("not revoked: \(error)") }
            }
        #expect(isRevoked && round.count == 1)
    }

    @Test(
        "A field with any international number is refused where it stands, not with a whole page later",
        arguments: ["evidence", "notice"])
    func foreignNumber(field: String) throws {
        let told = Self.given.with(field == "notice" ? \.notice : \.evidence, "call from +1 207 555 0199")
        let reading = try bench.readList(bench.write(rows: [(0, told), (1, Self.given)]))
        #expect(reading.rows.keys.sorted() == [FictionalNumbers.digits(1)])
        #expect(reading.report.refused == ["consent-holds-number": 1])
        let report = try bench.importConsents([(0, told)])
        #expect(report.counts == ["rows": 1, "consent-holds-number": 1])
    }
}
