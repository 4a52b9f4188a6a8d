// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Consent
import Signing
import TestSupport
import Testing
import Vocabulary

@Suite("Opt-in at the source")
struct ConsentClaimTests {
    /// What a row of the number says; nil where its fields were refused.
    private typealias Row = ConsentRecord?

    /// The claims of rows 1, 2 and so on.
    private func claims(_ rows: [Row]) -> [ConsentClaim] {
        rows.enumerated().map { index, record in
            let reading = record.map { ConsentReading.record($0) } ?? .rejected(.stateUnknown)
            return ConsentClaim(reading, row: index + 1, terms: Sample.terms)
        }
    }

    private func merged(_ claims: [ConsentClaim]) -> ConsentClaim {
        claims.reduce(into: ConsentClaim()) { $0.merge($1) }
    }

    private func outcome(_ rows: [Row]) -> OptIn { merged(claims(rows)).optIn(under: Sample.terms, at: Sample.now) }

    private func outcome(_ records: ConsentRecord...) -> OptIn { outcome(records) }

    /// The rows that do not count because another is in another state.
    private func conflicting(_ rows: [Row]) -> [Int] {
        let all = claims(rows)
        return all.indices.filter { all[$0].contradicts(merged(all)) }.map { $0 + 1 }
    }

    @Test("One consent that passes every check lets a number be blinded")
    func granted() {
        #expect(outcome(Sample.record()) == .granted(row: 1))
        #expect(outcome(Sample.record(state: .renewed)) == .granted(row: 1))
    }

    @Test("A claim that waits in a file is the same afterwards, and other bytes are none")
    func stored() {
        var all = claims([
            Sample.record(), nil, Sample.record(sender: "ACME"), Sample.record(purpose: Sample.purpose("survey")),
        ])
        all.append(ConsentClaim())
        all += claims(ConsentState.allCases.map { Sample.record(state: $0, expiresAt: "2030-01-01T00:00:00Z") })
        for claim in all {
            var bytes = [UInt8](repeating: 0, count: ConsentClaim.byteCount)
            let row = claim.row ?? 3
            let read = bytes.withUnsafeMutableBytes { buffer -> ConsentClaim? in
                guard let base = buffer.baseAddress else { return nil }
                claim.store(unalignedAt: base)
                return ConsentClaim(unalignedAt: base, row: row)
            }
            #expect(read == claim)
            for place in [0, 2] {
                var damaged = bytes
                damaged[place] = 11
                #expect(
                    damaged.withUnsafeBytes {
                        $0.baseAddress.map { ConsentClaim(unalignedAt: $0, row: row) } == .some(nil)
                    })
            }
        }
    }

    @Test("Without any record the consent is absent")
    func absent() {
        #expect(outcome([]) == .refused(.absent))
        #expect(ConsentClaim(.absent, row: 1, terms: Sample.terms) == ConsentClaim())
    }

    @Test("The sender has to be the agreement's byte for byte, then the purpose")
    func relevance() {
        let other = Sample.record(sender: "ACME")
        let survey = Sample.record(purpose: Sample.purpose("survey"))
        #expect(outcome(other) == .refused(.otherSender))
        #expect(outcome(Sample.record(sender: "acme stores")) == .refused(.otherSender))
        #expect(outcome(survey, other) == .refused(.otherPurpose))
        #expect(outcome(other, survey, Sample.record()) == .granted(row: 3))
        let terms = ConsentTerms(sender: "Caf\u{E9}", purpose: Sample.marketing, channels: [.sms], policies: [])
        let decomposed = Sample.record(sender: "Cafe\u{301}")
        let claim = ConsentClaim(decomposed, row: 1, terms: terms)
        #expect(claim.optIn(under: terms, at: Sample.now) == .refused(.otherSender))
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
        #expect(outcome(Sample.record(givenAt: Sample.now.text)) == .granted(row: 1))
        #expect(outcome(Sample.record(expiresAt: Sample.now.text)) == .refused(.expired))
        let lasting = Sample.record(expiresAt: "2026-06-01T12:00:01Z")
        #expect(outcome(lasting) == .granted(row: 1))
    }

    @Test("The more restrictive state wins, and different states are a conflict")
    func precedence() throws {
        for (index, state) in ConsentState.allCases.enumerated() {
            for weaker in ConsentState.allCases[(index + 1)...] {
                let (first, second) = (Sample.record(state: state), Sample.record(state: weaker))
                for pair in [[first, second], [second, first]] {
                    let row = pair[0] == first ? 1 : 2
                    #expect(conflicting(pair) == [3 - row])
                    if state.grants {
                        #expect(outcome(pair) == .granted(row: row))
                    } else {
                        let refusal = try #require(OptInRefusal(rawValue: "consent-\(state.rawValue)"))
                        #expect(outcome(pair) == .refused(refusal))
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
                #expect(outcome(loser, winner) == .granted(row: 2))
                #expect(outcome(winner, loser) == .granted(row: 1))
                #expect(conflicting([loser, winner]).isEmpty)
                #expect(ConsentPrecedence(of: winner, row: 2) < ConsentPrecedence(of: loser, row: 1))
            }
        }
        #expect(outcome(ladder[0], ladder[0]) == .granted(row: 1))
    }

    @Test("Records for others are no conflict and decide nothing")
    func others() {
        let rows = [
            Sample.record(sender: "Other", state: .withdrawn),
            Sample.record(purpose: Sample.purpose("survey"), state: .refused), Sample.record(),
        ]
        #expect(outcome(rows) == .granted(row: 3))
        #expect(conflicting(rows).isEmpty)
    }

    @Test("An unreadable row counts as unknown for everyone, and contradicts nobody")
    func unreadable() {
        #expect(outcome([nil]) == .refused(.unknown))
        #expect(outcome([Sample.record(), nil]) == .refused(.unknown))
        #expect(outcome([nil, Sample.record(state: .withdrawn)]) == .refused(.withdrawn))
        #expect(outcome([nil, Sample.record(sender: "Other")]) == .refused(.unknown))
        #expect(conflicting([Sample.record(), nil]).isEmpty)
        #expect(conflicting([nil, Sample.record(), Sample.record(state: .withdrawn)]) == [2])
    }

    @Test("A number is blinded only if every readable record for sender and purpose grants and none is unreadable")
    func property() {
        var random = SeededGenerator(seed: 11)
        var grants = 0
        for _ in 0..<5000 {
            let rows = (1...Int.random(in: 1...4, using: &random)).map { _ in row(using: &random) }
            let outcome = outcome(rows)
            let relevant = rows.compactMap(\.self).filter {
                $0.sender == Sample.terms.sender && $0.purpose == Sample.terms.purpose
            }
            let hasUnreadable = rows.contains { $0 == nil }
            if !hasUnreadable {
                let strictest = relevant.map(\.state).min()
                let others = rows.indices.filter { index in
                    rows[index].map { record in
                        record.state != strictest && relevant.contains(record)
                    } ?? false
                }
                #expect(conflicting(rows) == others.map { $0 + 1 })
            }
            if case .granted(let row) = outcome, let record = rows[row - 1] {
                grants += 1
                #expect(!relevant.contains { !$0.state.grants })
                #expect(!hasUnreadable)
                #expect(relevant.contains(record))
                #expect(record.givenAt <= Sample.now)
                #expect(record.expiresAt.map { $0 > Sample.now } ?? true)
                #expect(!Set(record.channels).isDisjoint(with: Sample.terms.channels))
            }
            // Each row keeps its number, whatever comes first.
            #expect(
                merged(claims(rows).shuffled(using: &random)).optIn(under: Sample.terms, at: Sample.now) == outcome)
        }
        #expect(grants > 100)
    }

    @Test("Claims merge in any grouping to the same claim")
    func grouping() {
        var random = SeededGenerator(seed: 12)
        for _ in 0..<2000 {
            let claims = claims((1...4).map { _ in row(using: &random) })
            var left = claims[0]
            claims.dropFirst().forEach { left.merge($0) }
            var pairs = (claims[3], claims[1])
            pairs.0.merge(claims[2])
            pairs.1.merge(claims[0])
            pairs.0.merge(pairs.1)
            pairs.0.merge(ConsentClaim())
            #expect(
                left.optIn(under: Sample.terms, at: Sample.now) == pairs.0.optIn(under: Sample.terms, at: Sample.now))
            #expect(left.row == pairs.0.row)
        }
        #expect(MemoryLayout<ConsentClaim>.stride <= 40)
    }

    @Test("Every refusal is explained in one sentence", arguments: OptInRefusal.allCases)
    func explanations(refusal: OptInRefusal) {
        #expect(refusal.explanation.hasSuffix("."))
    }

    private func row(using random: inout SeededGenerator) -> Row {
        if UInt8.random(in: 0..<16, using: &random) == 0 { return nil }
        let isGranting = Bool.random(using: &random)
        let states = isGranting ? [ConsentState.given, .renewed] : ConsentState.allCases
        let day = Int.random(in: 1...9, using: &random)
        return Sample.record(
            sender: UInt8.random(in: 0..<5, using: &random) == 0 ? "Other" : "ACME Stores",
            purpose: UInt8.random(in: 0..<5, using: &random) == 0 ? Sample.purpose("survey") : Sample.marketing,
            channels: [[.sms], [.sms, .whatsapp], [.whatsapp, .voice], [.voice]].randomElement(using: &random) ?? [],
            state: states.randomElement(using: &random) ?? .given,
            givenAt: day == 9 ? "2027-01-01T00:00:00Z" : "2026-01-0\(day)T00:00:00Z",
            expiresAt: [nil, nil, "2028-01-01T00:00:00Z", "2027-02-01T00:00:00Z", "2027-01-02T00:00:00Z"]
                .randomElement(using: &random) ?? nil)
    }
}
