// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Testing
import Vocabulary

@Suite("Status layers")
struct StatusLayerTests {
    private let now: Int64 = 1_800_000_000

    private func validator(
        _ status: LineStatus, at moment: Int64 = 1_799_999_000, life: Int64 = 86_400, name: String = "validator"
    ) throws -> StatusAssertion {
        let party = try #require(PartyID(name))
        return try #require(
            StatusAssertion.validator(party, status, observedAt: moment, timeToLive: life))
    }

    @Test("The words are those of the document")
    func words() {
        #expect(
            LineStatus.allCases.map(\.rawValue) == ["valid-active", "valid-inactive", "risky", "invalid", "unknown"])
    }

    @Test("A plan never says more than invalid or unknown", arguments: [PlanStatus.invalid, .unknown])
    func plan(status: PlanStatus) {
        let assertion = StatusAssertion.plan(status, version: "plan-1", observedAt: now)
        #expect([.invalid, .unknown].contains(assertion.status))
        #expect(assertion.source == .plan(version: "plan-1"))
        #expect(StatusLayers([assertion]).verdict(at: now).status != .validActive)
    }

    @Test("Without any word, the line is unknown for ever")
    func nothing() {
        let verdict = StatusLayers().verdict(at: now)
        #expect(verdict.status == .unknown)
        #expect(verdict.deciding == nil)
        #expect(verdict.holdsUntil == nil)
    }

    @Test("Of two words the more restrictive one wins, in either order")
    func restrictive() throws {
        // Falling: each beats all that follow.
        let order: [LineStatus] = [.invalid, .validInactive, .risky, .validActive, .unknown]
        for (place, first) in order.enumerated() {
            for second in order[place...] {
                let pair = [try validator(first, name: "one"), try validator(second, name: "two")]
                #expect(StatusLayers(pair).verdict(at: now).status == first)
                #expect(StatusLayers(pair.reversed()).verdict(at: now).status == first)
            }
        }
    }

    @Test("A plan's unknown takes nothing from what a validator saw, its invalid does")
    func planAndValidator() throws {
        let active = try validator(.validActive)
        var layers = StatusLayers([.plan(.unknown, version: "plan-1", observedAt: now)])
        layers.add(active)
        #expect(layers.verdict(at: now).status == .validActive)
        #expect(layers.verdict(at: now).deciding == active)
        layers.add(.plan(.invalid, version: "plan-2", observedAt: now))
        #expect(layers.verdict(at: now).status == .invalid)
    }

    @Test("A word holds from its moment until its end, and is unknown outside")
    func life() throws {
        let assertion = try validator(.risky, at: now, life: 100)
        #expect(assertion.status(at: now - 1) == .unknown)
        #expect(assertion.status(at: now) == .risky)
        #expect(assertion.status(at: now + 99) == .risky)
        #expect(assertion.status(at: now + 100) == .unknown)
    }

    @Test("Where the restrictive word ends, the next one holds, and the verdict says when")
    func fallback() throws {
        let layers = StatusLayers([
            try validator(.risky, at: now, life: 100, name: "one"),
            try validator(.validActive, at: now, life: 1_000, name: "two"),
        ])
        let first = layers.verdict(at: now)
        #expect(first.status == .risky)
        #expect(first.holdsUntil == now + 100)
        let second = layers.verdict(at: now + 100)
        #expect(second.status == .validActive)
        #expect(second.holdsUntil == now + 1_000)
        let last = layers.verdict(at: now + 1_000)
        #expect(last.status == .unknown)
        #expect(last.holdsUntil == nil)
        #expect(layers.verdict(at: now - 10).holdsUntil == now)
    }

    @Test("Of two equal words the one that holds longer decides")
    func longer() throws {
        let short = try validator(.risky, life: 86_400, name: "one")
        let long = try validator(.risky, life: 90_000, name: "two")
        #expect(StatusLayers([long, short]).verdict(at: now).deciding == long)
    }

    @Test("A time to live is a second to 400 days, and a moment is one of this era")
    func bounds() throws {
        let party = try #require(PartyID("validator"))
        for life in [0, -1, StatusAssertion.longestLife + 1, .min, .max] {
            #expect(StatusAssertion.validator(party, .risky, observedAt: now, timeToLive: life) == nil)
        }
        for moment in [Int64.min, -1, 253_402_300_800, .max] {
            #expect(StatusAssertion.validator(party, .risky, observedAt: moment, timeToLive: 1) == nil)
        }
        let last = StatusAssertion.validator(
            party, .risky, observedAt: 253_402_300_799, timeToLive: StatusAssertion.longestLife)
        #expect(last?.end == 253_402_300_799 + StatusAssertion.longestLife)
        #expect(StatusAssertion.plan(.invalid, version: "p", observedAt: .max).end == .max)
    }
}
