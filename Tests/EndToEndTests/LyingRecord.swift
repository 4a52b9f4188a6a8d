// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Consent
import Signing
import Vocabulary

/// A record that no honest brand would send, and why the coordinator has to refuse it.
struct LyingRecord: Sendable {
    let name: String
    /// Nil where nothing is sent.
    let record: ConsentRecord?
    var isRevokedBefore = false
    /// All reasons in their order; empty where the record is good after all.
    let reasons: [String]

    /// One for each reason, some for several, at a moment.
    static func all(at now: Int64, sender: String) throws -> [LyingRecord] {
        let make = try Maker(sender: sender, now: now)
        let states: [(ConsentState, String)] = [
            (.withdrawn, "withdrawn"), (.revoked, "revoked"), (.refused, "refused"), (.terminated, "terminated"),
            (.invalidated, "invalidated"), (.expired, "expired"), (.requestDeferred, "request-deferred"),
            (.requested, "requested"), (.unknown, "unknown"),
        ]
        return [
            make("good") { _ in },
            make("renewed") { $0.state = .renewed },
            make("given in a few minutes, as clocks differ") { $0.givenAt = Timestamp(seconds: now + 200) },
            make("another sender", "other-sender") { $0.sender = "ACME  Stores" },
            make("another purpose", "other-purpose") { $0.purpose = Purpose("service") },
            make("another channel", "no-channel") { $0.channels = [.voice] },
            make("run out", "expired") { $0.expiresAt = Timestamp(seconds: now - 1) },
            make("tomorrow's", "not-yet") { $0.givenAt = Timestamp(seconds: now + 86_400) },
            make("no method", "method-missing") { $0.method = nil },
            make("no notice", "notice-missing") { $0.notice = nil },
            make("no jurisdiction", "jurisdiction-missing") { $0.jurisdiction = nil },
            make("no evidence", "evidence-missing") { $0.evidence = nil },
            make("Brazil", "jurisdiction-not-covered") { $0.jurisdiction = Jurisdiction("BR") },
            make("spoken", "method-not-accepted") { $0.method = "voice" },
            make("old inquiry", "expired-by-rule") {
                ($0.method, $0.jurisdiction) = ("inquiry", Jurisdiction("CA"))
                $0.givenAt = Timestamp(seconds: now - 400 * 86_400)
            },
            make(
                "nothing right", "other-sender", "other-purpose", "no-channel", "withdrawn", "not-yet",
                "method-missing", "notice-missing", "evidence-missing", "jurisdiction-not-covered"
            ) {
                ($0.sender, $0.purpose, $0.channels, $0.state) = ("Nobody", Purpose("service"), [.rcs], .withdrawn)
                ($0.method, $0.notice, $0.evidence) = (nil, nil, nil)
                ($0.givenAt, $0.jurisdiction) = (Timestamp(seconds: now + 86_400), Jurisdiction("BR"))
            },
            make("revoked before", isRevoked: true, "revoked-by-brand") { _ in },
            LyingRecord(name: "not sent", record: nil, reasons: ["no-record"]),
            LyingRecord(
                name: "revoked and not sent", record: nil, isRevokedBefore: true,
                reasons: ["no-record", "revoked-by-brand"]),
        ] + states.map { state, reason in make(reason, reason) { $0.state = state } }
    }

    /// The fields of a record that a case changes.
    struct Fields {
        var sender: String
        var purpose: Purpose?
        var channels: [Channel] = [.sms]
        var state = ConsentState.given
        var givenAt: Timestamp?
        var expiresAt: Timestamp?
        var method: String? = "web-form"
        var notice: String? = "notice-1"
        var jurisdiction: Jurisdiction?
        var evidence: String? = "form-archive"
    }

    /// Makes cases of a good record.
    private struct Maker {
        private let fields: Fields
        private let purpose: Purpose
        private let givenAt: Timestamp

        struct BadMoment: Error {}

        init(sender: String, now: Int64) throws {
            guard let purpose = Purpose("marketing"), let past = Timestamp(seconds: now - 30 * 86_400),
                let jurisdiction = Jurisdiction("US")
            else { throw BadMoment() }
            (self.purpose, givenAt) = (purpose, past)
            fields = Fields(sender: sender, purpose: purpose, givenAt: past, jurisdiction: jurisdiction)
        }

        func callAsFunction(
            _ name: String, isRevoked: Bool = false, _ reasons: String..., change: (inout Fields) -> Void
        ) -> LyingRecord {
            var fields = fields
            change(&fields)
            let record = ConsentRecord(
                sender: fields.sender, purpose: fields.purpose ?? purpose, channels: fields.channels,
                state: fields.state, givenAt: fields.givenAt ?? givenAt, expiresAt: fields.expiresAt,
                method: fields.method, notice: fields.notice, jurisdiction: fields.jurisdiction,
                evidence: fields.evidence)
            return LyingRecord(name: name, record: record, isRevokedBefore: isRevoked, reasons: reasons)
        }
    }
}
