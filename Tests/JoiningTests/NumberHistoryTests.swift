// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Consent
import Home
import Joining
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
        #expect(history.isEmpty && history.records.isEmpty && history.rounds.isEmpty)
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
        #expect(!history.isEmpty && history.records.map(\.record.sender) == ["Other Brand"])
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
