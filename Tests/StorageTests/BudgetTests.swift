// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Columns
import Matching
import Messages
import Signing
import Storage
import TestSupport
import Testing
import Vocabulary

@Suite("Stored charges")
struct BudgetTests {
    private let folder: TemporaryFolder
    private var driver: RoundDriver
    private static let start = RoundDriver.start
    private static let day = RoundDriver.day

    init() throws {
        folder = try TemporaryFolder()
        driver = try RoundDriver(path: folder.path("state.sqlite"))
    }

    private func history(_ party: Int, since: Int64) throws -> PartyHistory {
        try driver.rounds.history(
            of: driver.agreement.parties[party].key, identitySet: driver.agreement.identitySet, since: since)
    }

    @Test("are none at first")
    func none() throws { #expect(try history(0, since: 0) == .none) }

    @Test("add up within the window, whatever became of the rounds; the last count stays known")
    func window() throws {
        var driver = driver
        try driver.enterRing(count: 20, at: Self.start)
        try driver.openNext(at: Self.start + Self.day)
        try driver.enterRing(count: 30, at: Self.start + Self.day)
        #expect(
            try history(1, since: Self.start - 1)
                == PartyHistory(rowsCharged: 50, lastCount: 30, oldestCharge: Self.start))
        #expect(
            try history(1, since: Self.start)
                == PartyHistory(rowsCharged: 30, lastCount: 30, oldestCharge: Self.start + Self.day))
        #expect(try history(1, since: Self.start + Self.day) == PartyHistory(rowsCharged: 0, lastCount: 30))
    }

    @Test("count over all agreements of the same keys, under whatever names")
    func agreements() throws {
        var first = driver
        try first.enterRing(count: 20)
        let again = try AgreementFixture(
            roles: [("shop", "brand"), ("film", "partner"), ("store", "partner")], match: "shop and film and store",
            chunkRows: 10, name: "again")
        var second = try RoundDriver(driver.database, fixture: again)
        try second.enterRing(count: 25, at: Self.start + 5)
        #expect(try history(2, since: 0).rowsCharged == 45)
        #expect(try history(2, since: 0).lastCount == 25)
        let pair = try AgreementFixture(
            roles: [("acme", "brand"), ("streamco", "partner")], match: "acme and streamco", name: "pair")
        #expect(
            try driver.rounds.history(
                of: pair.agreement.parties[0].key, identitySet: pair.agreement.identitySet, since: 0) == .none)
    }

    @Test("are stored with the event, or not at all")
    func atomic() throws {
        let charges = [
            RowCharge(party: driver.id(0), rows: 5, at: 1),
            RowCharge(party: try #require(PartyID("stranger")), rows: 5, at: 1),
        ]
        #expect(
            try ProblemCode.of {
                try driver.rounds.append(
                    .committed(driver.commitment(of: 0)), to: driver.round, receipt: nil, charges: charges)
            } == .internal)
        #expect(try history(0, since: 0) == .none)
        #expect(try driver.rounds.events(of: driver.round).isEmpty)
    }

    @Test("of rounds count the openings of an identity set within a window")
    func roundsOpened() throws {
        var driver = driver
        try driver.openNext(at: Self.start + Self.day)
        let set = driver.agreement.identitySet
        #expect(try driver.rounds.roundsOpened(identitySet: set, since: Self.start - 1) == 2)
        #expect(try driver.rounds.roundsOpened(identitySet: set, since: Self.start) == 1)
        #expect(try driver.rounds.roundsOpened(identitySet: Digest(sha256: [1]), since: 0) == 0)
    }
}
