// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Consent
import Foundation
import Signing
import Testing
import Vocabulary

/// A record, and what the coordinator has to say about it at noon.
struct DecisionCase: Sendable {
    let title: String
    /// Nil where the brand sends none.
    let record: ConsentRecord?
    var isRevoked = false
    /// As `code` or `code rule`; empty where it is allowed.
    var reasons: [String] = []
    /// Names of the packs that cover the jurisdiction.
    var packs = ["us-federal"]
    var channels: [Channel] = [.sms]
    var until: Timestamp?

    /// A moment so many calendar months before noon, moved by some seconds.
    private static func monthsAgo(_ months: Int, _ seconds: Int64 = 0) throws -> (given: Int64, end: Timestamp) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
        let noon = Date(timeIntervalSince1970: Double(MemberStage.noon))
        let given = try #require(calendar.date(byAdding: .month, value: -months, to: noon)) + Double(seconds)
        let end = try #require(calendar.date(byAdding: .month, value: months, to: given))
        return (
            Int64(given.timeIntervalSince1970) - MemberStage.noon,
            try #require(Timestamp(seconds: Int64(end.timeIntervalSince1970)))
        )
    }

    /// Every case; grants lie days before or after their months, so that the length of a month decides nothing.
    static func all() throws -> [DecisionCase] {
        let half = try monthsAgo(6, -86_400 * 5)
        let young = try monthsAgo(6, 86_400 * 5)
        let old = try monthsAgo(24, -86_400 * 5)
        return try allowed(young: young) + states() + fields() + rules(half: half, old: old) + several()
    }

    private static func allowed(young: (given: Int64, end: Timestamp)) throws -> [DecisionCase] {
        try [
            DecisionCase(title: "given", record: .sample()),
            DecisionCase(title: "renewed", record: .sample(state: .renewed)),
            DecisionCase(title: "a subdivision", record: .sample(jurisdiction: "US-CA")),
            DecisionCase(
                title: "several channels", record: .sample(channels: [.sms, .mms, .voice]), channels: [.sms, .voice]),
            DecisionCase(title: "the other channel alone", record: .sample(channels: [.voice]), channels: [.voice]),
            DecisionCase(
                title: "an end in one second", record: .sample(expiresAt: 1), until: MemberStage.moment(1)),
            DecisionCase(title: "a grant at the edge of the future", record: .sample(givenAt: 300)),
            DecisionCase(
                title: "an implied consent that still holds",
                record: .sample(givenAt: young.given, method: "inquiry", jurisdiction: "CA"), packs: ["ca-casl"],
                until: young.end),
            DecisionCase(
                title: "an implied consent with an earlier end of its own",
                record: .sample(givenAt: young.given, expiresAt: 3600, method: "inquiry", jurisdiction: "CA-ON"),
                packs: ["ca-casl"], until: MemberStage.moment(3600)),
            DecisionCase(
                title: "British", record: .sample(method: "in-person", jurisdiction: "GB"), packs: ["uk-pecr"]),
            DecisionCase(title: "German", record: .sample(method: "voice", jurisdiction: "DE"), packs: ["eu-gdpr"]),
        ]
    }

    private static func states() throws -> [DecisionCase] {
        try [
            DecisionCase(
                title: "withdrawn", record: .sample(state: .withdrawn), reasons: ["withdrawn us-federal/revocation"]),
            DecisionCase(
                title: "revoked", record: .sample(state: .revoked, jurisdiction: "CA"),
                reasons: ["revoked ca-casl/unsubscribe"], packs: ["ca-casl"]),
            DecisionCase(title: "refused", record: .sample(state: .refused), reasons: ["refused"]),
            DecisionCase(title: "terminated", record: .sample(state: .terminated), reasons: ["terminated"]),
            DecisionCase(title: "invalidated", record: .sample(state: .invalidated), reasons: ["invalidated"]),
            DecisionCase(title: "expired", record: .sample(state: .expired), reasons: ["expired"]),
            DecisionCase(
                title: "deferred", record: .sample(state: .requestDeferred), reasons: ["request-deferred"]),
            DecisionCase(title: "requested", record: .sample(state: .requested), reasons: ["requested"]),
            DecisionCase(title: "unknown", record: .sample(state: .unknown), reasons: ["unknown"]),
        ]
    }

    private static func fields() throws -> [DecisionCase] {
        try [
            DecisionCase(title: "no record", record: nil, reasons: ["no-record"], packs: []),
            DecisionCase(
                title: "no record and revoked", record: nil, isRevoked: true,
                reasons: ["no-record", "revoked-by-brand"], packs: []),
            DecisionCase(
                title: "revoked before the record", record: .sample(), isRevoked: true, reasons: ["revoked-by-brand"]),
            DecisionCase(title: "another sender", record: .sample(sender: "ACME"), reasons: ["other-sender"]),
            DecisionCase(
                title: "another purpose", record: .sample(purpose: "marketing.partners"), reasons: ["other-purpose"]),
            DecisionCase(
                title: "no channel", record: .sample(channels: [.mms, .whatsapp]), reasons: ["no-channel"]),
            DecisionCase(title: "an end now", record: .sample(expiresAt: 0), reasons: ["expired"]),
            DecisionCase(title: "a grant in the future", record: .sample(givenAt: 301), reasons: ["not-yet"]),
            DecisionCase(title: "no method", record: .sample(method: nil), reasons: ["method-missing"]),
            DecisionCase(
                title: "no method, by a rule", record: .sample(method: nil, jurisdiction: "CA"),
                reasons: ["method-missing ca-casl/onus"], packs: ["ca-casl"]),
            DecisionCase(title: "no notice", record: .sample(notice: nil), reasons: ["notice-missing"]),
            DecisionCase(
                title: "no notice, by a rule", record: .sample(notice: nil, jurisdiction: "GB"),
                reasons: ["notice-missing uk-pecr/distinct-request"], packs: ["uk-pecr"]),
            DecisionCase(title: "no evidence", record: .sample(evidence: nil), reasons: ["evidence-missing"]),
            DecisionCase(
                title: "no evidence, by a rule", record: .sample(jurisdiction: "FR", evidence: nil),
                reasons: ["evidence-missing eu-gdpr/proof"], packs: ["eu-gdpr"]),
            DecisionCase(
                title: "no jurisdiction", record: .sample(jurisdiction: nil), reasons: ["jurisdiction-missing"],
                packs: []),
            DecisionCase(
                title: "a jurisdiction of no pack", record: .sample(jurisdiction: "JP"),
                reasons: ["jurisdiction-not-covered"], packs: []),
        ]
    }

    private static func rules(
        half: (given: Int64, end: Timestamp), old: (given: Int64, end: Timestamp)
    ) throws -> [DecisionCase] {
        try [
            DecisionCase(
                title: "a method that the rule does not accept", record: .sample(method: "purchase"),
                reasons: ["method-not-accepted us-federal/written-consent"]),
            DecisionCase(
                title: "a method that the other rule does not accept",
                record: .sample(method: "purchase", jurisdiction: "AT"),
                reasons: ["method-not-accepted eu-gdpr/prior-consent"], packs: ["eu-gdpr"]),
            DecisionCase(
                title: "an inquiry of long ago",
                record: .sample(givenAt: half.given, method: "inquiry", jurisdiction: "CA"),
                reasons: ["expired-by-rule ca-casl/implied-by-inquiry"], packs: ["ca-casl"]),
            DecisionCase(
                title: "a purchase of longer ago",
                record: .sample(givenAt: old.given, method: "purchase", jurisdiction: "CA"),
                reasons: ["expired-by-rule ca-casl/implied-by-business"], packs: ["ca-casl"]),
            DecisionCase(
                title: "a web form of as long ago", record: .sample(givenAt: old.given, jurisdiction: "CA"),
                packs: ["ca-casl"]),
        ]
    }

    /// Records with all that can be wrong at once: every reason is given, in the order of the specification.
    private static func several() throws -> [DecisionCase] {
        try [
            DecisionCase(
                title: "everything",
                record: .sample(
                    sender: "Other", purpose: "service", channels: [.mms], state: .withdrawn, givenAt: 301,
                    method: nil, notice: nil, jurisdiction: "GB", evidence: nil),
                isRevoked: true,
                reasons: [
                    "revoked-by-brand", "other-sender", "other-purpose", "no-channel", "withdrawn uk-pecr/withdrawal",
                    "not-yet", "method-missing uk-pecr/proof", "notice-missing uk-pecr/distinct-request",
                    "evidence-missing uk-pecr/proof",
                ], packs: ["uk-pecr"]),
            DecisionCase(
                title: "an end in the past and a method that is not accepted",
                record: .sample(expiresAt: -1, method: "voice", jurisdiction: "US-TX"),
                reasons: ["expired", "method-not-accepted us-federal/written-consent"]),
            DecisionCase(
                title: "an old inquiry without evidence and notice",
                record: .sample(
                    givenAt: half(), method: "inquiry", notice: nil, jurisdiction: "CA", evidence: nil),
                reasons: [
                    "notice-missing", "evidence-missing ca-casl/onus", "expired-by-rule ca-casl/implied-by-inquiry",
                ], packs: ["ca-casl"]),
        ]
    }

    private static func half() throws -> Int64 { try monthsAgo(6, -86_400 * 5).given }
}
