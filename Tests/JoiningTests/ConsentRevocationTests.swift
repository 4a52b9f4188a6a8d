// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Consent
import Home
import Joining
import Signing
import TestSupport
import Testing
import Vocabulary

/// Revocations at home, before the coordinator is told (protocol/v1/consent.md §8).
@Suite("Taking a consent back")
struct ConsentRevocationTests {
    private let bench: Bench
    private let number = FictionalNumbers.digits(0)

    init() throws { bench = try Bench.small() }

    private static let given = ConsentColumns()

    @discardableResult
    private func revoke(_ digits: UInt64? = nil, at offset: Int64 = 0) throws -> Int {
        let lock = try bench.home.lock()
        return try ConsentRevocation(home: bench.home).record(
            digits: digits ?? number, holding: lock, at: Bench.time(offset))
    }

    @Test("Every record of the number is withdrawn, for all senders, and one entry stands for everything else")
    func allSenders() throws {
        try bench.importConsents([
            (0, ConsentColumns(sender: "Other Brand")), (0, Self.given.with(\.purpose, "service")), (1, Self.given),
        ])
        #expect(try revoke(at: 10) == 0)
        let held = try bench.registered(0)
        #expect(held.map(\.record.sender) == ["Other Brand", "ACME Stores"])
        #expect(held.map(\.record.purpose.term) == ["marketing", "service"])
        #expect(held.allSatisfy { $0.record.state == .withdrawn })
        #expect(try held.allSatisfy { $0.recordedAt == (try Bench.time(10)) })
        #expect(try bench.registeredNumber(0).withdrawnAt == (try Bench.time(10)))
        // Nobody else is touched.
        #expect(try bench.registered(1).map(\.record.state) == [.given])
    }

    @Test(
        "A number that was never seen is withdrawn too, wherever it lies among the others", arguments: [0, 1, 2, 3, 4])
    func unseen(index: Int) throws {
        try bench.importConsents([1, 3].map { ($0, Self.given) })
        #expect(try revoke(FictionalNumbers.digits(index)) == 0)
        #expect(try bench.registeredNumber(index).withdrawnAt == (try Bench.now()))
        let digits = try bench.register().map(\.digits)
        #expect(Set(digits) == Set([1, 3, index].map { FictionalNumbers.digits($0) }) && digits == digits.sorted())
        for other in [1, 3] where other != index {
            #expect(try bench.registered(other).map(\.record.state) == [.given])
        }
    }

    @Test("The same at the same moment again changes nothing")
    func idempotent() throws {
        let round = try bench.readList(bench.write(rows: [(0, Self.given), (1, Self.given)])).round
        try bench.match(round)
        #expect(try revoke() == 1)
        let (register, pending) = (try bench.register(), try bench.home.pendingRevocations())
        #expect(try revoke() == 1)
        #expect(try bench.register() == register && bench.home.pendingRevocations() == pending)
        #expect(pending.count == 1 && pending.first?.round == round.id)
    }

    @Test("Every round in which the number matched is noted, with the first moment, until a receipt is here")
    func rounds() throws {
        for number in 1...3 as ClosedRange<UInt32> {
            let rows: [(number: Int, consent: ConsentColumns?)] =
                number == 2 ? [(1, Self.given)] : [(0, Self.given), (1, Self.given)]
            try bench.match(bench.readList(bench.write(rows: rows), round: number).round)
        }
        #expect(try revoke(at: 5) == 2)
        #expect(try revoke(at: 9) == 2)
        let pending = try bench.home.pendingRevocations()
        #expect(pending.map(\.round) == [bench.agreement.roundID(1), bench.agreement.roundID(3)])
        #expect(try pending.allSatisfy { $0.at == (try Bench.time(5)) && $0.receipt == nil })
        for entry in pending {
            let row = try #require(try bench.home.matches(of: entry.round).first { $0.digits == number })
            #expect(row.handle == entry.handle)
        }
    }

    @Test("What a process that died behind the register left undone the next one does, once")
    func died() throws {
        let round = try bench.readList(bench.write(rows: [(0, Self.given), (1, Self.given)])).round
        try bench.match(round)
        do {
            // What the register is after the first of the two steps.
            let lock = try bench.home.lockConsents()
            try bench.home.replaceConsents(holding: lock) { writer in
                let payload = #"{"recordedAt":"\#(try Bench.time(5).text)","withdrawn":"everything"}"#
                try writer.append(RegisteredConsent(digits: number, payload: Array(payload.utf8)))
            }
        }
        #expect(try !bench.home.areConsentsSettled() && bench.home.pendingRevocations().isEmpty)
        let revocation = ConsentRevocation(home: bench.home)
        // Whoever writes the register next must not take it for done.
        try bench.importConsents([(5, Self.given)], at: Bench.time(8))
        #expect(try bench.home.pendingRevocations().map(\.round) == [round.id])
        for _ in 0..<2 {
            try revocation.settle(at: Bench.time(10))
            #expect(try bench.home.areConsentsSettled())
            #expect(try bench.home.pendingRevocations().map(\.round) == [round.id])
        }
    }

    @Test("A revoked number is not blinded again, whatever the next list says")
    func notBlinded() throws {
        try revoke()
        let reading = try bench.readList(
            bench.write(rows: [(0, Self.given.with(\.givenAt, Bench.time(100).text)), (1, Self.given)]),
            at: Bench.time(500))
        #expect(reading.rows == [FictionalNumbers.digits(1): 2] && reading.report.refused == ["consent-withdrawn": 1])
    }

    @Test("Only a consent that was given after the revocation, and is imported, brings the number back")
    func regrant() throws {
        try revoke()
        for (offset, isBack) in [(Int64(-100), false), (0, false), (100, true)] {
            let grant = Self.given.with(\.givenAt, try Bench.time(offset).text)
            try bench.importConsents([(0, grant)], at: Bench.time(1000))
            #expect(try bench.registered(0).map(\.record.state) == (isBack ? [.given] : []))
        }
        let reading = try bench.readList(bench.write(rows: [(0, Self.given)]), at: Bench.time(2000))
        #expect(reading.report.accepted == 1)
    }

    @Test("A revocation of what was withdrawn before counts from its own moment")
    func again() throws {
        try bench.importConsents([(0, .state("withdrawn"))])
        try revoke(at: 1000)
        // Given after the first withdrawal and before the revocation.
        try bench.importConsents([(0, Self.given.with(\.givenAt, try Bench.time(500).text))], at: Bench.time(2000))
        #expect(try bench.registered(0).map(\.record.state) == [.withdrawn])
    }

    @Test("A home of another role keeps the withdrawal and tells nobody")
    func partner() throws {
        let bench = try Bench.small(party: 1)
        try bench.importConsents([(0, Self.given)])
        let lock = try bench.home.lock()
        #expect(try ConsentRevocation(home: bench.home).record(digits: number, holding: lock, at: Bench.now()) == 0)
        #expect(try bench.registered(0).map(\.record.state) == [.withdrawn])
    }

    // MARK: - Everything

    @Test("A withdrawal holds for an agreement about another purpose that is signed later")
    func laterAgreement() throws {
        try revoke(at: 10)
        let later = try bench.signLater(purpose: "service")
        let service = Self.given.with(\.purpose, "service")
        let list = try bench.write(rows: [(0, service), (1, service)])
        let reading = try bench.readList(list, at: Bench.time(20), under: later)
        #expect(reading.rows == [FictionalNumbers.digits(1): 2] && reading.report.refused == ["consent-withdrawn": 1])
        // Given before the withdrawal: nothing for it in the register to contradict, and yet refused.
        let old = try bench.importConsents([(0, service)], at: Bench.time(30))
        #expect(old.counts == ["rows": 1, "consent-withdrawn": 1])
        // Given after it: this sender and purpose alone are back.
        let new = service.with(\.givenAt, try Bench.time(25).text)
        #expect(try bench.importConsents([(0, new)], at: Bench.time(30)).counts == ["rows": 1, "added": 1])
        #expect(try bench.readList(list, round: 2, at: Bench.time(40), under: later).report.accepted == 2)
        let other = try bench.readList(
            bench.write(rows: [(0, Self.given), (1, Self.given)], to: "other.csv"), at: Bench.time(40))
        #expect(other.report.refused == ["consent-withdrawn": 1])
        // Until everything is taken back once more.
        try revoke(at: 50)
        #expect(
            try bench.readList(list, round: 3, at: Bench.time(60), under: later).report.refused
                == ["consent-withdrawn": 1])
    }

    @Test("A row of a file that is withdrawn keeps to its sender and purpose")
    func oneOnly() throws {
        try bench.importConsents([(0, Self.given.with(\.purpose, "service")), (0, .state("withdrawn"))])
        #expect(try bench.registeredNumber(0).withdrawnAt == nil)
        let later = try bench.signLater(purpose: "service")
        #expect(try bench.readList(bench.write(rows: [(0, nil)]), under: later).report.accepted == 1)
    }

    @Test("A grant that lifts a withdrawal for one agreement keeps it for the other, and its members revoked")
    func members() throws {
        let later = try bench.signLater(purpose: "service")
        try bench.match(bench.readList(bench.write(rows: [(0, Self.given), (1, Self.given)])).round)
        #expect(try revoke(at: 5) == 1)
        let grant = Self.given.with(\.purpose, "service").with(\.givenAt, try Bench.time(6).text)
        #expect(try bench.importConsents([(0, grant)], at: Bench.time(7)).merge.revoked == 0)
        #expect(
            try bench.readList(bench.write(rows: [(0, nil), (1, nil)]), at: Bench.time(8), under: later).report
                == ListReport(rows: 2, accepted: 1, duplicates: 0, refused: ["consent-absent": 1]))
        #expect(try bench.home.pendingRevocations().count == 1)
    }

    @Test("A register of an earlier release, with a withdrawn record for each agreement, is read as it was")
    func earlierRegister() throws {
        let record = try ConsentColumns.state("withdrawn").record()
        let entry = RegisteredConsent(
            digits: number, payload: RegisteredRecord(record, recordedAt: try Bench.now()).bytes)
        #expect(
            String(decoding: entry.payload, as: UTF8.self).hasSuffix(#","recordedAt":"2026-05-28T20:26:40Z"}"#))
        let lock = try bench.home.lock()
        try bench.home.replaceConsents(holding: lock) { try $0.append(entry) }
        _ = consume lock
        let held = try bench.registeredNumber(0)
        #expect(held.records.map(\.record) == [record] && held.withdrawnAt == nil && !held.isUnreadable)
        let list = try bench.write(rows: [(0, Self.given), (1, Self.given)])
        #expect(try bench.readList(list).report.refused == ["consent-withdrawn": 1])
        try revoke(at: 10)
        #expect(try bench.registeredNumber(0).withdrawnAt == (try Bench.time(10)))
    }

    @Test(
        "In whatever order things are imported and withdrawn, a no outlives every earlier yes",
        arguments: 1...8 as ClosedRange<UInt64>)
    func random(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let purposes = ["marketing", "service"]
        let agreements = [bench.agreement, try bench.signLater(purpose: "service")]
        /// For each purpose the moment of the last no, and whether a yes was given and taken after it.
        var refusedAt: [Int64?] = [nil, nil]
        var granted = [false, false]
        for step in 1...12 as ClosedRange<Int64> {
            let (moment, index) = (step * 100, Int.random(in: 0..<2, using: &generator))
            switch Int.random(in: 0..<4, using: &generator) {
            case 0:
                try revoke(at: moment)
                (refusedAt, granted) = ([moment, moment], [false, false])
            case 1:
                let row = ConsentColumns.state("refused").with(\.purpose, purposes[index])
                try bench.importConsents([(0, row)], at: Bench.time(moment))
                (refusedAt[index], granted[index]) = (moment, false)
            default:
                let givenAt = moment - Int64.random(in: 1...300, using: &generator)
                let row = Self.given.with(\.purpose, purposes[index]).with(\.givenAt, try Bench.time(givenAt).text)
                try bench.importConsents([(0, row)], at: Bench.time(moment))
                if refusedAt[index].map({ givenAt > $0 }) ?? true { granted[index] = true }
            }
            for (index, agreement) in agreements.enumerated() {
                let list = try bench.write(rows: [
                    (0, nil), (1, Self.given.with(\.purpose, purposes[index])),
                ])
                let reading = try bench.readList(
                    list, round: UInt32(step), at: Bench.time(moment + 50), under: agreement)
                #expect(reading.report.accepted == (granted[index] ? 2 : 1), "step \(step), \(purposes[index])")
            }
        }
    }
}
