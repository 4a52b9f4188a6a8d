// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Matching
import Messages
import Signing
import Testing

@Suite("Disclosure control")
struct DisclosureTests {
    private let strict = "disclosure: {minimumList: 100, minimumResult: 60, minimumChange: 40, budgetFactor: 2}"

    private func code(
        party: Int = 0, count: Int, previous: UInt32 = 0, added: Int? = nil, removed: Int = 0,
        history: PartyHistory = .none, extra: String? = nil
    ) throws -> ProblemCode? {
        let script = try RoundScript(extra: extra ?? strict)
        let sound = try script.commitmentBody(of: party)
        let body = Commitment(
            reference: sound.reference, from: sound.from, number: 1, key: sound.key, count: count, chunks: sound.chunks,
            previous: previous, added: added ?? count, removed: removed, plan: sound.plan)
        return try ProblemCode.of {
            try DisclosureControl.check(
                body, by: script.agreement.parties[party], under: script.agreement, history: history,
                at: RoundScript.start)
        }
    }

    @Test("refuses a list beyond its cap")
    func cap() throws {
        #expect(try code(count: 1000) == nil)
        #expect(try code(count: 1001) == .capExceeded)
    }

    @Test("rule 1: refuses a positive list under the minimum; a suppression list has none")
    func minimumList() throws {
        #expect(try code(count: 100) == nil)
        #expect(try code(count: 99) == .listTooSmall)
        #expect(try code(party: 2, count: 1) == nil)
    }

    @Test("rule 2: holds a result under the minimum back, and publishes no count of it", arguments: [59, 60])
    func minimumResult(members: Int) throws {
        var script = try RoundScript(parties: 2, extra: strict, lists: [0..<150, (150 - members)..<300])
        try script.enterRing()
        let outcome = try script.outcome()
        let body = outcome.manifest.body
        if members < 60 {
            #expect(body.decision == .belowMinimum && body.members == 0 && body.rows.isEmpty && outcome.rows.isEmpty)
        } else {
            #expect(body.decision == .matched && body.members == 50 && body.rows.count == 2)
        }
    }

    @Test("rule 2: never releases fewer than 50, whatever the agreement says")
    func floor() throws {
        let agreement = try RoundScript().agreement
        #expect(DisclosureControl.resultFloor == 50)
        #expect(!DisclosureControl.releases(members: 49, under: agreement))
        #expect(DisclosureControl.releases(members: 50, under: agreement))
    }

    @Test("rule 3: rounds counts down to 50", arguments: [(0, 0), (49, 0), (50, 50), (99, 50), (1234, 1200)])
    func coarse(count: Int, published: Int) { #expect(DisclosureControl.coarse(count) == published) }

    @Test("rule 4: refuses rows beyond the window's budget, and says when some lapse")
    func budget() throws {
        #expect(try code(count: 500, history: PartyHistory(rowsCharged: 1500, lastCount: nil)) == nil)
        #expect(try code(count: 500, history: PartyHistory(rowsCharged: 1501, lastCount: nil)) == .budgetExceeded)
        let agreement = try RoundScript(extra: strict).agreement
        do {
            try DisclosureControl.checkBudget(
                count: 1, of: agreement.parties[0], rules: agreement.disclosure,
                history: PartyHistory(rowsCharged: 2000, lastCount: 1, oldestCharge: 1_780_000_000))
            Issue.record("the budget is exceeded")
        } catch let problem as Problem {
            let lapse = try #require(Timestamp(seconds: 1_780_000_000 + 30 * 86_400))
            #expect(problem.detail.contains(lapse.text))
        }
    }

    @Test("rule 5: refuses a change of a few rows; none and many are fine")
    func change() throws {
        #expect(try code(count: 200, previous: 1, added: 0) == nil)
        #expect(try code(count: 200, previous: 1, added: 1) == .changeTooSmall)
        #expect(try code(count: 200, previous: 1, added: 19, removed: 20) == .changeTooSmall)
        #expect(try code(count: 200, previous: 1, added: 20, removed: 20) == nil)
    }

    @Test("rule 6: refuses an empty or much smaller suppression list, unless the agreement allows it")
    func suppression() throws {
        func code(_ count: Int, last: Int?, allowed: Bool = false) throws -> ProblemCode? {
            try self.code(
                party: 2, count: count, history: PartyHistory(rowsCharged: 0, lastCount: last),
                extra: "disclosure: {minimumList: 1, minimumResult: 50, allowShrunkSuppression: \(allowed)}")
        }
        #expect(try code(0, last: nil) == .suppressionShrunk)
        #expect(try code(0, last: nil, allowed: true) == nil)
        #expect(try code(90, last: 100) == nil)
        #expect(try code(89, last: 100) == .suppressionShrunk)
        #expect(try code(89, last: 100, allowed: true) == nil)
        #expect(try code(17, last: 19) == .suppressionShrunk)
        #expect(try code(18, last: 19) == nil)
        #expect(try code(500, last: 100) == nil)
    }
}
