// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns
import Consent
import Home
import Joining
import Messages
import Signing
import TestSupport
import Testing
import Vocabulary

@Suite("What a home knows of a number")
struct NumberHistoryTests {
    private let bench: Bench

    init() throws { bench = try Bench.small() }

    private func history(_ number: Int) throws -> NumberHistory {
        try NumberHistory(of: FictionalNumbers.digits(number), in: bench.home)
    }

    @Test("Nothing is known of a number that is nowhere, whatever is known of others")
    func unknown() throws {
        try bench.importConsents([(1, ConsentColumns())])
        let history = try history(0)
        #expect(history.isEmpty && history.register.isEmpty && history.rounds.isEmpty)
    }

    @Test("Records, rounds, decisions and revocations of the number are gathered, and of no other")
    func gathered() throws {
        try bench.importConsents([(0, ConsentColumns(sender: "Other Brand")), (1, ConsentColumns())])
        let first = try bench.readList(
            bench.write(rows: [(0, ConsentColumns()), (1, .state("renewed"))]), round: 1
        ).round
        try bench.match(first)
        let matches = try bench.home.matches(of: first.id)
        let index = try #require(matches.firstIndex { $0.digits == FictionalNumbers.digits(0) })
        try bench.decide(try matches.indices.map { try Bench.decision($0, of: first.id, isAllowed: $0 == index) })
        try bench.home.recordRevocation(of: matches[1 - index].handle, in: first.id, at: Bench.now())
        // Prepared, but without a result: it is running.
        try bench.readList(bench.write(rows: [(0, ConsentColumns())]), round: 2)

        let history = try history(0)
        #expect(!history.isEmpty && history.register.records.map(\.record.sender) == ["Other Brand"])
        let round = try #require(history.rounds.first)
        #expect(round.round.id == first.id && round.agreement == "spring-launch" && round.isBrand)
        #expect(history.rounds.map(\.round.step) == [.finished, .prepared] && history.rounds[1].handle == nil)
        #expect(round.handle == matches[index].handle && round.decision?.isAllowed == true)
        #expect(round.revocation == nil && round.story == nil)
        let other = try self.history(1)
        #expect(other.rounds.first?.decision?.isAllowed == false && other.rounds.first?.revocation != nil)

        let records = try NumberHistory.listRecords(
            of: FictionalNumbers.digits(1), in: bench.home, rounds: other.rounds)
        // What the register held when the list was read stands with the list's rows.
        #expect(records.map(\.state) == [.renewed, .given])
    }

    @Test("The coordinator's receipt is told with the revocation, and by who revokes again")
    func receipt() throws {
        let round = try bench.readList(bench.write(rows: [(0, ConsentColumns())])).round
        let manifest = try bench.match(round).body
        try bench.revoke(0)
        let revocation = ConsentRevocation(home: bench.home)
        #expect(try revocation.receipts(of: FictionalNumbers.digits(0)).isEmpty)
        #expect(try history(0).rounds.first?.receipt == nil)
        let receipt = RevocationReceipt(
            reference: manifest.reference, transcript: manifest.transcript, handle: try Bench.handle(0),
            revocation: Digest(sha256: [1]), at: try Bench.time(9), sequence: 12, previous: Digest(sha256: [2]))
        try bench.home.markDelivered(
            Bench.handle(0), in: round.id, receipt: Signed(receipt, by: bench.fixture.coordinator).bytes, sequence: 12)
        let told = try history(0)
        #expect(told.rounds.first?.receipt?.sequence == 12 && told.rounds.first?.revocation?.receipt != nil)
        #expect(try told.rounds.first?.receipt?.at == Bench.time(9))
        #expect(try revocation.receipts(of: FictionalNumbers.digits(0)).map(\.sequence) == [12])
        #expect(try told.register.withdrawnAt == Bench.now() && !told.isEmpty)
    }

    @Test("An entry of the register that cannot be read is told, and keeps nothing else back")
    func unreadable() throws {
        let lock = try bench.home.lock()
        try bench.home.replaceConsents(holding: lock) { writer in
            try writer.append(RegisteredConsent(digits: FictionalNumbers.digits(0), payload: Array("{}".utf8)))
        }
        let history = try history(0)
        #expect(history.register.isUnreadable && history.register.records.isEmpty && !history.isEmpty)
    }

    @Test("A record that several lists repeat is told once")
    func repeated() throws {
        for number in 1...2 as ClosedRange<UInt32> {
            let rows: [(number: Int, consent: ConsentColumns?)] = [(0, ConsentColumns()), (0, ConsentColumns())]
            try bench.match(bench.readList(bench.write(rows: rows), round: number).round)
        }
        let history = try history(0)
        #expect(history.rounds.map(\.round.number) == [1, 2])
        #expect(
            try NumberHistory.listRecords(of: FictionalNumbers.digits(0), in: bench.home, rounds: history.rounds).count
                == 1)
    }
}
