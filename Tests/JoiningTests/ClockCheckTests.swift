// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Home
import Joining
import Signing
import TestSupport
import Testing
import Vocabulary

@Suite("The clock of a home")
struct ClockCheckTests {
    @Test("A new home takes any clock")
    func fresh() throws {
        let home = try Bench.small().home
        #expect(throws: Never.self) { try ClockCheck.check(Bench.time(-1_000_000_000), of: home) }
    }

    @Test(
        "A clock up to 300 seconds behind what the home has stored is taken, one further back is not",
        arguments: [(86_400, true), (0, true), (-300, true), (-301, false), (-86_400, false)] as [(Int64, Bool)])
    func behind(offset: Int64, isTaken: Bool) throws {
        let bench = try Bench.small()
        try bench.readList(bench.write(rows: [(0, ConsentColumns())]))
        let now = try Bench.time(offset)
        if isTaken {
            #expect(throws: Never.self) { try ClockCheck.check(now, of: bench.home) }
        } else {
            let error = #expect(throws: JoinError.self) { try ClockCheck.check(now, of: bench.home) }
            guard case .clockBehind(now, try Bench.now()) = error else {
                Issue.record("expected clockBehind, found \(String(describing: error))")
                return
            }
        }
    }

    @Test("A brand prepares no round with such a clock, and spends no number; other parties need no clock")
    func preparation() throws {
        let list = [(number: 0, consent: ConsentColumns().with(\.expiresAt, "2026-05-28T00:00:00Z") as ConsentColumns?)]
        let brand = try Bench.small()
        try brand.readList(brand.write(rows: [(1, ConsentColumns())]))
        // The consent had run out; by the clock that was set back it has not.
        #expect(throws: JoinError.self) {
            try brand.readList(brand.write(rows: list), round: 2, at: Bench.time(-5 * 86_400))
        }
        #expect(try brand.home.highestRound(of: brand.agreement.id) == 1)
        let partner = try Bench.small(party: 1)
        try partner.readList(partner.write(["phone", Bench.e164(0)], to: "l.csv"))
        #expect(
            try partner.readList(
                partner.write(["phone", Bench.e164(1)], to: "l.csv"), round: 2, at: Bench.time(-5 * 86_400)
            )
            .report.accepted == 1)
    }

    @Test("A moment of the coordinator's clock counts too")
    func decision() throws {
        let bench = try Bench.small()
        let round = try bench.readList(bench.write(rows: [(0, ConsentColumns())])).round
        try bench.match(round)
        var decision = try Bench.decision(0, of: round.id)
        decision = StoredDecision(
            round: round.id, handle: decision.handle, isAllowed: true, channels: [.sms], reasons: .array([]),
            until: nil, hours: nil, sequence: 1, at: try Bench.time(7200), envelope: [1])
        try bench.decide([decision])
        #expect(throws: JoinError.self) { try ClockCheck.check(Bench.time(7200 - 301), of: bench.home) }
        #expect(throws: Never.self) { try ClockCheck.check(Bench.time(7200 - 300), of: bench.home) }
    }
}
