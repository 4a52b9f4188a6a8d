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

    @Test("Every record of the number is withdrawn, for all senders, and one stands for the agreement")
    func allSenders() throws {
        try bench.importConsents([
            (0, ConsentColumns(sender: "Other Brand")), (0, Self.given.with(\.purpose, "service")), (1, Self.given),
        ])
        #expect(try revoke(at: 10) == 0)
        let held = try bench.registered(0)
        #expect(held.map(\.record.sender) == ["Other Brand", "ACME Stores", "ACME Stores"])
        #expect(held.map(\.record.purpose.term) == ["marketing", "service", "marketing"])
        #expect(held.allSatisfy { $0.record.state == .withdrawn })
        #expect(try held.allSatisfy { $0.recordedAt == (try Bench.time(10)) })
        #expect(held.last?.record.channels == Channel.allCases)
        // Nobody else is touched.
        #expect(try bench.registered(1).map(\.record.state) == [.given])
    }

    @Test(
        "A number that was never seen is withdrawn too, wherever it lies among the others", arguments: [0, 1, 2, 3, 4])
    func unseen(index: Int) throws {
        try bench.importConsents([1, 3].map { ($0, Self.given) })
        #expect(try revoke(FictionalNumbers.digits(index)) == 0)
        #expect(try bench.registered(index).map(\.record.state) == [.withdrawn])
        let digits = try bench.register().map(\.digits)
        #expect(digits == Set([1, 3, index]).sorted().map { FictionalNumbers.digits($0) })
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
            #expect(try bench.registered(0).map(\.record.state) == [isBack ? .given : .withdrawn])
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
}
