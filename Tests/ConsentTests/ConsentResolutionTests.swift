// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Consent
import Signing
import TestSupport
import Testing
import Vocabulary

@Suite("Opt-in at the source")
struct ConsentResolutionTests {
    private func resolve(_ entries: [ConsentEntry]) -> ConsentResolution {
        ConsentResolution(of: entries, under: Sample.terms, at: Sample.now)
    }

    private func entries(_ records: [ConsentRecord]) -> [ConsentEntry] {
        records.enumerated().map { .record($1, row: $0 + 1) }
    }

    private func outcome(_ records: ConsentRecord...) -> ConsentResolution.Outcome {
        resolve(entries(records)).outcome
    }

    @Test("One consent that passes every check lets a number be blinded")
    func granted() {
        #expect(outcome(Sample.record()) == .granted(Sample.record(), row: 1))
        #expect(outcome(Sample.record(state: .renewed)) == .granted(Sample.record(state: .renewed), row: 1))
    }

    @Test("Without any record the consent is absent")
    func absent() {
        #expect(resolve([]) == ConsentResolution(of: [], under: Sample.terms, at: Sample.now))
        #expect(resolve([]).outcome == .refused(.absent))
        #expect(!resolve([]).isConflict)
    }

    @Test("The sender has to be the agreement's byte for byte, then the purpose")
    func relevance() {
        let other = Sample.record(sender: "ACME")
        let survey = Sample.record(purpose: Sample.purpose("survey"))
        #expect(outcome(other) == .refused(.otherSender))
        #expect(outcome(Sample.record(sender: "acme stores")) == .refused(.otherSender))
        #expect(outcome(survey, other) == .refused(.otherPurpose))
        #expect(outcome(other, survey, Sample.record()) == .granted(Sample.record(), row: 3))
        let terms = ConsentTerms(sender: "Caf\u{E9}", purpose: Sample.marketing, channels: [.sms], policies: [])
        let decomposed = Sample.record(sender: "Cafe\u{301}")
        let resolution = ConsentResolution(
            of: [.record(decomposed, row: 1)], under: terms, at: Sample.now)
        #expect(resolution.outcome == .refused(.otherSender))
    }

    @Test("A state that grants nothing is the reason", arguments: ConsentState.allCases.filter { !$0.grants })
    func states(state: ConsentState) throws {
        let refusal = try #require(OptInRefusal(rawValue: "consent-\(state.rawValue)"))
        #expect(outcome(Sample.record(channels: [.voice], state: state)) == .refused(refusal))
    }

    @Test("Channel, grant and end are checked in this order")
    func order() {
        let late = "2030-01-01T00:00:00Z"
        #expect(outcome(Sample.record(channels: [.voice], givenAt: late)) == .refused(.noChannel))
        #expect(outcome(Sample.record(givenAt: late)) == .refused(.notYet))
        #expect(outcome(Sample.record(givenAt: "2026-06-01T12:00:01Z")) == .refused(.notYet))
        #expect(
            outcome(Sample.record(givenAt: Sample.now.text))
                == .granted(Sample.record(givenAt: Sample.now.text), row: 1))
        #expect(outcome(Sample.record(expiresAt: Sample.now.text)) == .refused(.expired))
        let lasting = Sample.record(expiresAt: "2026-06-01T12:00:01Z")
        #expect(outcome(lasting) == .granted(lasting, row: 1))
    }

    @Test("The more restrictive state wins, and different states are a conflict")
    func precedence() throws {
        for (index, state) in ConsentState.allCases.enumerated() {
            for weaker in ConsentState.allCases[(index + 1)...] {
                let (first, second) = (Sample.record(state: state), Sample.record(state: weaker))
                for pair in [[first, second], [second, first]] {
                    let resolution = resolve(entries(pair))
                    #expect(resolution.isConflict)
                    if state.grants {
                        #expect(resolution.outcome == .granted(first, row: pair[0] == first ? 1 : 2))
                    } else {
                        let refusal = try #require(OptInRefusal(rawValue: "consent-\(state.rawValue)"))
                        #expect(resolution.outcome == .refused(refusal))
                    }
                }
            }
        }
    }

    @Test("Among equal states fewer channels win, then the earlier end, the earlier grant, the earlier row")
    func ties() {
        let ladder = [
            Sample.record(channels: [.sms], givenAt: "2026-01-03T00:00:00Z", expiresAt: "2028-01-01T00:00:00Z"),
            Sample.record(channels: [.sms], givenAt: "2026-01-01T00:00:00Z"),
            Sample.record(channels: [.sms], givenAt: "2026-01-02T00:00:00Z"),
            Sample.record(
                channels: [.sms, .whatsapp], givenAt: "2025-01-01T00:00:00Z", expiresAt: "2027-01-01T00:00:00Z"),
        ]
        for (index, winner) in ladder.enumerated() {
            for loser in ladder[(index + 1)...] {
                #expect(outcome(loser, winner) == .granted(winner, row: 2))
                #expect(outcome(winner, loser) == .granted(winner, row: 1))
                #expect(!resolve(entries([loser, winner])).isConflict)
            }
        }
        #expect(outcome(ladder[0], ladder[0]) == .granted(ladder[0], row: 1))
    }

    @Test("Records for others are no conflict and decide nothing")
    func others() {
        let resolution = resolve(
            entries([
                Sample.record(sender: "Other", state: .withdrawn),
                Sample.record(purpose: Sample.purpose("survey"), state: .refused), Sample.record(),
            ]))
        #expect(resolution.outcome == .granted(Sample.record(), row: 3))
        #expect(!resolution.isConflict)
    }

    @Test("An unreadable row counts as unknown for everyone")
    func unreadable() {
        #expect(resolve([.unreadable(row: 1)]).outcome == .refused(.unknown))
        #expect(!resolve([.unreadable(row: 1)]).isConflict)
        let beside = resolve([.record(Sample.record(), row: 1), .unreadable(row: 2)])
        #expect(beside.outcome == .refused(.unknown))
        #expect(beside.isConflict)
        #expect(
            resolve([.unreadable(row: 1), .record(Sample.record(state: .withdrawn), row: 2)]).outcome
                == .refused(.withdrawn))
        #expect(
            resolve([.unreadable(row: 1), .record(Sample.record(sender: "Other"), row: 2)]).outcome
                == .refused(.unknown))
    }

    @Test("A number is blinded only if every readable record for sender and purpose grants and none is unreadable")
    func property() {
        var random = SeededGenerator(seed: 11)
        var grants = 0
        for _ in 0..<5000 {
            let entries = (1...Int.random(in: 1...4, using: &random)).map { entry(row: $0, using: &random) }
            let resolution = resolve(entries)
            let relevant = entries.compactMap { entry -> ConsentRecord? in
                guard case .record(let record, _) = entry, record.sender == Sample.terms.sender,
                    record.purpose == Sample.terms.purpose
                else { return nil }
                return record
            }
            let hasUnreadable = entries.contains { if case .unreadable = $0 { true } else { false } }
            #expect(
                resolution.isConflict == (Set(relevant.map(\.state)).union(hasUnreadable ? [.unknown] : []).count > 1))
            if case .granted(let record, let row) = resolution.outcome {
                grants += 1
                #expect(!relevant.contains { !$0.state.grants })
                #expect(!hasUnreadable)
                #expect(entries[row - 1] == .record(record, row: row))
                #expect(record.givenAt <= Sample.now)
                #expect(record.expiresAt.map { $0 > Sample.now } ?? true)
                #expect(!Set(record.channels).isDisjoint(with: Sample.terms.channels))
            }
            #expect(resolve(entries.shuffled(using: &random)) == resolution)
        }
        #expect(grants > 100)
    }

    @Test("Claims merge in any grouping to the same claim")
    func grouping() {
        var random = SeededGenerator(seed: 12)
        for _ in 0..<2000 {
            let claims = (1...4).map { claim(entry(row: $0, using: &random)) }
            var left = claims[0]
            claims.dropFirst().forEach { left.merge($0) }
            var pairs = (claims[3], claims[1])
            pairs.0.merge(claims[2])
            pairs.1.merge(claims[0])
            pairs.0.merge(pairs.1)
            pairs.0.merge(ConsentClaim())
            #expect(
                left.optIn(under: Sample.terms, at: Sample.now) == pairs.0.optIn(under: Sample.terms, at: Sample.now))
            #expect(left.isConflict == pairs.0.isConflict)
            #expect(left.row == pairs.0.row)
        }
        #expect(MemoryLayout<ConsentClaim>.stride <= 40)
    }

    @Test("Every refusal is explained in one sentence", arguments: OptInRefusal.allCases)
    func explanations(refusal: OptInRefusal) {
        #expect(refusal.explanation.hasSuffix("."))
    }

    private func claim(_ entry: ConsentEntry) -> ConsentClaim {
        switch entry {
        case .record(let record, let row): ConsentClaim(.record(record), row: row, terms: Sample.terms)
        case .unreadable(let row): ConsentClaim(.rejected(.stateUnknown), row: row, terms: Sample.terms)
        }
    }

    private func entry(row: Int, using random: inout SeededGenerator) -> ConsentEntry {
        if UInt8.random(in: 0..<16, using: &random) == 0 { return .unreadable(row: row) }
        let isGranting = Bool.random(using: &random)
        let states = isGranting ? [ConsentState.given, .renewed] : ConsentState.allCases
        let day = Int.random(in: 1...9, using: &random)
        return .record(
            Sample.record(
                sender: UInt8.random(in: 0..<5, using: &random) == 0 ? "Other" : "ACME Stores",
                purpose: UInt8.random(in: 0..<5, using: &random) == 0 ? Sample.purpose("survey") : Sample.marketing,
                channels: [[.sms], [.sms, .whatsapp], [.whatsapp, .voice], [.voice]].randomElement(using: &random)
                    ?? [],
                state: states.randomElement(using: &random) ?? .given,
                givenAt: day == 9 ? "2027-01-01T00:00:00Z" : "2026-01-0\(day)T00:00:00Z",
                expiresAt: [nil, nil, "2028-01-01T00:00:00Z", "2027-02-01T00:00:00Z", "2027-01-02T00:00:00Z"]
                    .randomElement(using: &random) ?? nil), row: row)
    }
}
