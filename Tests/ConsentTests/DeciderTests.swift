// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Consent
import Signing
import Testing
import Vocabulary

@Suite("The coordinator's decision")
struct DeciderTests {
    private let library: PolicyLibrary

    init() throws { library = try PolicyLibrary.builtIn() }

    private func decide(
        _ record: ConsentRecord?, terms: ConsentTerms = Sample.terms, isRevoked: Bool = false,
        at now: Timestamp = Sample.now
    ) -> Verdict {
        Decider(terms: terms, library: library).decide(record: record, isRevoked: isRevoked, at: now)
    }

    private func terms(_ policies: [String], channels: [Channel] = [.sms, .whatsapp]) -> ConsentTerms {
        ConsentTerms(sender: "ACME Stores", purpose: Sample.marketing, channels: channels, policies: policies)
    }

    private func reasons(_ record: ConsentRecord?) -> [DecisionReason] { decide(record).reasons }

    /// A pack with rules beside those that are built in.
    private func pack(_ name: String, _ rules: String) throws -> PolicyPack {
        let head = "pack: \(name)\nversion: 1\ntitle: Test\nreviewed: 2026-01-31\njurisdictions: [BR]\nrules:\n"
        return try PolicyPack(yaml: Array((head + rules).utf8), file: "\(name).yaml")
    }

    private func rule(_ id: String, _ fields: String) -> String {
        "  - {id: \(id), citation: c, source: \"https://example.com\", confidence: primary, text: t, \(fields)}\n"
    }

    @Test("A complete consent under a pack that covers it is allowed")
    func allowed() throws {
        let verdict = decide(Sample.record(channels: [.sms, .voice]))
        #expect(verdict.outcome == .allowed)
        #expect(verdict.channels == [.sms])
        #expect(verdict.reasons.isEmpty)
        #expect(verdict.policies == [try #require(library["us-federal"]).reference])
        #expect(verdict.until == nil)
        #expect(verdict.hours == LocalHours.standard)
        let ending = decide(Sample.record(expiresAt: "2027-01-31T08:00:00Z"))
        #expect(ending.until == Sample.moment("2027-01-31T08:00:00Z"))
    }

    @Test("No record, and a revocation that came before, are reasons of their own")
    func noRecord() {
        #expect(reasons(nil) == [DecisionReason(code: .noRecord)])
        #expect(
            decide(nil, isRevoked: true).reasons
                == [DecisionReason(code: .noRecord), DecisionReason(code: .revokedByBrand)])
        #expect(decide(Sample.record(), isRevoked: true).reasons == [DecisionReason(code: .revokedByBrand)])
        #expect(decide(nil).policies.isEmpty)
    }

    @Test("Sender, purpose and channel have to be the agreement's")
    func terms() {
        #expect(reasons(Sample.record(sender: "ACME stores")).map(\.code) == [.otherSender])
        #expect(reasons(Sample.record(purpose: Sample.purpose("survey"))).map(\.code) == [.otherPurpose])
        #expect(reasons(Sample.record(channels: [.voice])).map(\.code) == [.noChannel])
    }

    @Test("A state that grants nothing is refused", arguments: ConsentState.allCases)
    func states(state: ConsentState) {
        let codes = reasons(Sample.record(state: state)).map(\.code.rawValue)
        #expect(codes == (state.grants ? [] : [state.rawValue]))
    }

    @Test("A withdrawal names the rule that takes it at once")
    func withdrawal() {
        #expect(
            reasons(Sample.record(state: .withdrawn, jurisdiction: "DE"))
                == [DecisionReason(code: .withdrawn, rule: "eu-gdpr/withdrawal")])
        #expect(
            reasons(Sample.record(state: .revoked)) == [DecisionReason(code: .revoked, rule: "us-federal/revocation")])
        #expect(reasons(Sample.record(state: .refused)) == [DecisionReason(code: .refused)])
    }

    @Test("A grant may be 300 seconds ahead, an end may not have come")
    func times() {
        #expect(reasons(Sample.record(givenAt: "2026-06-01T12:05:00Z")).isEmpty)
        #expect(reasons(Sample.record(givenAt: "2026-06-01T12:05:01Z")).map(\.code) == [.notYet])
        #expect(reasons(Sample.record(expiresAt: "2026-06-01T12:00:00Z")).map(\.code) == [.expired])
        #expect(reasons(Sample.record(expiresAt: "2026-06-01T12:00:01Z")).isEmpty)
        #expect(
            reasons(Sample.record(state: .expired, expiresAt: "2026-06-01T12:00:00Z"))
                == [DecisionReason(code: .expired)])
    }

    @Test("Method, notice, jurisdiction and evidence are required of every record")
    func missing() {
        #expect(reasons(Sample.record(method: nil)).map(\.code) == [.methodMissing])
        #expect(reasons(Sample.record(notice: nil)) == [DecisionReason(code: .noticeMissing)])
        #expect(reasons(Sample.record(jurisdiction: nil)).map(\.code) == [.jurisdictionMissing])
        #expect(reasons(Sample.record(evidence: nil)).map(\.code) == [.evidenceMissing])
        #expect(
            reasons(Sample.record(notice: nil, jurisdiction: "FR", evidence: nil)) == [
                DecisionReason(code: .noticeMissing, rule: "eu-gdpr/distinct-request"),
                DecisionReason(code: .evidenceMissing, rule: "eu-gdpr/proof"),
            ])
    }

    @Test("All reasons are given, in the order of the table")
    func all() {
        let record = Sample.record(
            sender: "Other", purpose: Sample.purpose("survey"), channels: [.voice], state: .withdrawn,
            givenAt: "2027-01-01T00:00:00Z", method: nil, notice: nil, jurisdiction: nil, evidence: nil)
        let verdict = decide(record, terms: terms(["unheard-of"]), isRevoked: true)
        #expect(
            verdict.reasons.map(\.code) == [
                .revokedByBrand, .otherSender, .otherPurpose, .noChannel, .withdrawn, .notYet, .methodMissing,
                .noticeMissing, .jurisdictionMissing, .evidenceMissing, .policyUnknown,
            ])
        let implied = Sample.record(
            state: .unknown, givenAt: "2020-01-01T00:00:00Z", expiresAt: "2021-01-01T00:00:00Z", method: "purchase",
            notice: nil, jurisdiction: "CA")
        #expect(
            reasons(implied).map(\.code) == [.expired, .unknown, .noticeMissing, .expiredByRule])
        #expect(!decide(implied).isAllowed)
    }

    @Test("Every reason is explained in one sentence", arguments: DecisionCode.allCases)
    func explanations(code: DecisionCode) { #expect(code.explanation.hasSuffix(".")) }

    @Test(
        "A pack decides which ways of collecting it accepts",
        arguments: [
            ("US", "web-form", true), ("US", "voice", false), ("US", "in-person", false), ("US", "import", false),
            ("US", "purchase", false), ("US", "telepathy", false), ("US-CA", "web-form", true),
            ("US-CA", "voice", false),
            ("CA", "voice", true), ("CA", "web-form", true), ("CA", "import", false), ("DE", "voice", true),
            ("EU", "double-opt-in", true), ("DE", "purchase", false), ("NO", "membership", false), ("IS", "app", true),
            ("GB", "keyword", true), ("GB", "purchase", false), ("GB-SCT", "paper", true), ("GB", "import", false),
        ])
    func methods(jurisdiction: String, method: String, isAccepted: Bool) {
        let verdict = decide(Sample.record(method: method, jurisdiction: jurisdiction))
        #expect(verdict.isAllowed == isAccepted)
        #expect(verdict.policies.count == 1)
        #expect(verdict.reasons.map(\.code) == (isAccepted ? [] : [.methodNotAccepted]))
        #expect(verdict.reasons.allSatisfy { $0.rule != nil })
    }

    @Test(
        "An implied consent in Canada ends with its period",
        arguments: [
            ("purchase", "2024-06-01T12:00:01Z", "2026-06-01T12:00:01Z"), ("purchase", "2024-06-01T12:00:00Z", nil),
            ("membership", "2025-01-01T00:00:00Z", "2027-01-01T00:00:00Z"), ("contract", "2020-01-01T00:00:00Z", nil),
            ("inquiry", "2026-02-01T00:00:00Z", "2026-08-01T00:00:00Z"), ("inquiry", "2025-12-01T12:00:00Z", nil),
        ] as [(String, String, String?)])
    func implied(method: String, givenAt: String, until: String?) {
        let verdict = decide(Sample.record(givenAt: givenAt, method: method, jurisdiction: "CA"))
        #expect(verdict.isAllowed == (until != nil))
        #expect(verdict.until == until.map(Sample.moment))
        if until == nil { #expect(verdict.reasons.map(\.code) == [.expiredByRule]) }
        let express = decide(Sample.record(givenAt: givenAt, jurisdiction: "CA-QC"))
        #expect(express.isAllowed && express.until == nil)
    }

    @Test("The earliest end counts")
    func ends() {
        let sooner = Sample.record(expiresAt: "2026-07-01T00:00:00Z", method: "purchase", jurisdiction: "CA")
        #expect(decide(sooner).until == Sample.moment("2026-07-01T00:00:00Z"))
        let later = Sample.record(expiresAt: "2029-07-01T00:00:00Z", method: "purchase", jurisdiction: "CA")
        #expect(decide(later).until == Sample.moment("2028-01-31T08:00:00Z"))
    }

    @Test("What no pack of the agreement covers is refused, and so is everything under a pack that is not there")
    func coverage() {
        #expect(reasons(Sample.record(jurisdiction: "BR")) == [DecisionReason(code: .jurisdictionNotCovered)])
        #expect(decide(Sample.record(), terms: terms([])).reasons.map(\.code) == [.jurisdictionNotCovered])
        #expect(decide(Sample.record(), terms: terms(["eu-gdpr"])).reasons.map(\.code) == [.jurisdictionNotCovered])
        let unknown = decide(Sample.record(), terms: terms(["us-federal", "us-nowhere"]))
        #expect(unknown.reasons == [DecisionReason(code: .policyUnknown)])
        #expect(unknown.policies.map(\.name) == ["us-federal"])
    }

    @Test("Every pack that covers a record applies, and windows intersect")
    func several() throws {
        let early = try pack("early", rule("hours", "kind: send-window, from: \"06:00\", until: \"12:00\""))
        let late = try pack(
            "late",
            rule("hours", "kind: send-window, from: \"10:30\", until: \"23:00\"")
                + rule("way", "kind: consent-method, accepts: [app]"))
        let night = try pack("night", rule("hours", "kind: send-window, from: \"22:00\", until: \"24:00\""))
        let library = try PolicyLibrary([early, late, night])
        let record = Sample.record(method: "app", jurisdiction: "BR-SP")
        func verdict(_ policies: [String], _ record: ConsentRecord) -> Verdict {
            Decider(terms: terms(policies), library: library).decide(record: record, isRevoked: false, at: Sample.now)
        }
        #expect(verdict(["early"], record).hours == LocalHours(from: 360, until: 720))
        let both = verdict(["late", "early"], record)
        #expect(both.hours == LocalHours(from: 630, until: 720))
        #expect(both.policies.map(\.name) == ["late", "early"])
        #expect(verdict(["early", "night"], record).hours?.isEmpty == true)
        #expect(
            verdict(["early", "late"], Sample.record(jurisdiction: "BR")).reasons
                == [DecisionReason(code: .methodNotAccepted, rule: "late/way")])
    }

    @Test("A rule about some channels closes those, and refuses where none is left")
    func channels() throws {
        let rules =
            rule("texts", "kind: consent-method, accepts: [app], channels: [sms, mms]")
            + rule("surveys", "kind: consent-method, accepts: [paper], purposes: [survey]")
        let library = try PolicyLibrary([pack("texts", rules)])
        func verdict(_ channels: [Channel], method: String) -> Verdict {
            Decider(terms: terms(["texts"]), library: library).decide(
                record: Sample.record(channels: channels, method: method, jurisdiction: "BR"), isRevoked: false,
                at: Sample.now)
        }
        #expect(verdict([.sms, .whatsapp], method: "app").channels == [.sms, .whatsapp])
        let open = verdict([.sms, .whatsapp], method: "email")
        #expect(open.isAllowed && open.channels == [.whatsapp])
        #expect(
            verdict([.sms, .mms], method: "email").reasons
                == [DecisionReason(code: .methodNotAccepted, rule: "texts/texts")])
        #expect(verdict([.whatsapp], method: "email").isAllowed)
    }

    @Test(
        "Calendar months end on the last day of a shorter month",
        arguments: [
            ("2026-01-31T08:00:00Z", 1, "2026-02-28T08:00:00Z"), ("2024-01-31T08:00:00Z", 1, "2024-02-29T08:00:00Z"),
            ("2024-02-29T23:59:59Z", 24, "2026-02-28T23:59:59Z"), ("2024-02-29T00:00:00Z", 48, "2028-02-29T00:00:00Z"),
            ("2026-08-31T00:00:00Z", 6, "2027-02-28T00:00:00Z"), ("2026-12-15T01:02:03Z", 1, "2027-01-15T01:02:03Z"),
            ("2026-03-31T00:00:00Z", 6, "2026-09-30T00:00:00Z"), ("2099-02-28T00:00:00Z", 12, "2100-02-28T00:00:00Z"),
            ("1996-02-29T00:00:00Z", 48, "2000-02-29T00:00:00Z"), ("9999-12-01T00:00:00Z", 1, "9999-12-31T23:59:59Z"),
        ])
    func months(start: String, months: Int, end: String) {
        #expect(Sample.moment(start).adding(months: months) == Sample.moment(end))
    }

    @Test("No month in 400 years leads anywhere but into the month after")
    func calendar() {
        var moment = Sample.moment("1970-01-31T12:00:00Z")
        for month in 0..<4800 {
            let next = moment.adding(months: 1)
            #expect((28...31).contains((next.seconds - moment.seconds) / 86400), "month \(month)")
            #expect(CivilDate(String(next.text.prefix(10))) != nil)
            moment = next
        }
        #expect(moment.text.hasPrefix("2370-01-28"))
    }
}
