// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Matching
import Messages
import Signing
import TestSupport
import Testing
import Vocabulary

@Suite("The schedule of rounds")
struct RoundScheduleTests {
    private static let hour: Int64 = 3600
    private let fixture: AgreementFixture

    init() throws {
        fixture = try AgreementFixture(
            roles: [("acme", "brand"), ("streamco", "partner")], match: "acme and streamco",
            extra: "disclosure: {minimumList: 1, minimumResult: 50, budgetRounds: 3}")
    }

    private func schedule(
        newest: (number: UInt32, isFinal: Bool)? = nil, roundsInWindow: Int = 0
    ) -> RoundSchedule {
        RoundSchedule(
            agreement: fixture.agreement,
            newest: newest.map {
                RoundSchedule.Newest(number: $0.number, isFinal: $0.isFinal, openedAt: RoundScript.start)
            }, roundsInWindow: roundsInWindow)
    }

    private func opening(
        number: UInt32, from party: Int = 0, key: Int? = nil, round: UInt32? = nil
    ) throws -> Unverified<RoundOpening> {
        let agreement = fixture.agreement
        let body = RoundOpening(
            reference: RoundReference(agreement: agreement.id, round: agreement.roundID(round ?? number)),
            from: agreement.parties[party].id, number: number)
        return Unverified(try Signed(body, by: fixture.identities[key ?? party]))
    }

    private func code(
        _ schedule: RoundSchedule, _ opening: Unverified<RoundOpening>, from party: Int = 0
    ) throws -> ProblemCode? {
        let caller = fixture.agreement.parties[party].id
        return try ProblemCode.of { try schedule.admit(opening, from: caller, at: RoundScript.start) }
    }

    @Test("starts at 1 and rises by 1")
    func numbers() throws {
        #expect(try schedule().nextNumber(at: RoundScript.start) == 1)
        #expect(try schedule(newest: (4, true)).nextNumber(at: RoundScript.start) == 5)
    }

    @Test("takes a signed opening of a party that learns its rows")
    func opens() throws {
        let signed = try schedule(newest: (1, true)).admit(
            opening(number: 2), from: fixture.agreement.parties[0].id, at: RoundScript.start)
        #expect(signed.body.number == 2)
    }

    @Test("opens none while one is open")
    func open() throws {
        #expect(try code(schedule(newest: (1, false)), opening(number: 2)) == .roundOpen)
    }

    @Test("opens none outside the agreement's validity", arguments: ["2025-12-31T23:59:59Z", "2027-01-01T00:00:00Z"])
    func validity(moment: String) throws {
        let now = try #require(Timestamp(moment)).seconds
        #expect(try ProblemCode.of { try schedule().nextNumber(at: now) } == .wrongState)
    }

    @Test("opens none outside all time", arguments: [-1, Int64.max])
    func noTime(now: Int64) throws {
        #expect(try ProblemCode.of { try schedule().nextNumber(at: now) } == .wrongState)
    }

    @Test("opens none beyond the maximum")
    func maximum() throws {
        #expect(try code(schedule(newest: (11, true)), opening(number: 12)) == nil)
        #expect(try code(schedule(newest: (12, true)), opening(number: 13)) == .budgetExceeded)
    }

    @Test("opens none beyond the budget of rounds in the window")
    func budget() throws {
        #expect(try code(schedule(newest: (2, true), roundsInWindow: 2), opening(number: 3)) == nil)
        #expect(try code(schedule(newest: (2, true), roundsInWindow: 3), opening(number: 3)) == .budgetExceeded)
    }

    @Test("opens none before the interval since the last opening has passed")
    func interval() throws {
        let text = String(decoding: fixture.agreement.signedForm, as: UTF8.self)
            .replacing("\"intervalHours\":0", with: "\"intervalHours\":2")
        let agreement = try Agreement(json: JSONValue(parsing: text.utf8))
        let schedule = RoundSchedule(
            agreement: agreement,
            newest: RoundSchedule.Newest(number: 1, isFinal: true, openedAt: RoundScript.start), roundsInWindow: 0)
        let due = RoundScript.start + 2 * Self.hour
        #expect(try ProblemCode.of { try schedule.nextNumber(at: due - 1) } == .tooEarly)
        #expect(try schedule.nextNumber(at: due) == 2)
    }

    @Test("refuses an opening for another number or round")
    func wrongNumber() throws {
        #expect(try code(schedule(newest: (1, true)), opening(number: 3)) == .wrongRound)
        #expect(try code(schedule(newest: (1, true)), opening(number: 2, round: 3)) == .wrongRound)
    }

    @Test("refuses an opening of another party, under another key, or of one that learns no rows")
    func origin() throws {
        let next = schedule(newest: (1, true))
        #expect(try code(next, opening(number: 2), from: 1) == .wrongParty)
        #expect(try code(next, opening(number: 2, key: 1)) == .badSignature)
        #expect(try code(next, opening(number: 2, from: 1), from: 1) == .notEntitled)
        let body = RoundOpening(
            reference: RoundReference(agreement: fixture.agreement.id, round: fixture.agreement.roundID(2)),
            from: try stranger, number: 2)
        let statement = Unverified(try Signed(body, by: fixture.identities[0]))
        #expect(try ProblemCode.of { try next.admit(statement, from: stranger, at: RoundScript.start) } == .wrongParty)
    }
}
