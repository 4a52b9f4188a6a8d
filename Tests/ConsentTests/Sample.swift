// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns
import Consent
import Messages
import Signing
import Vocabulary

/// Values that the tests of this room start from.
enum Sample {
    /// A number of the range for fiction, by its E.164 digits.
    static let number: UInt64 = 1_202_555_0123

    static let now = moment("2026-06-01T12:00:00Z")
    static let marketing = purpose("marketing")

    static let terms = ConsentTerms(
        sender: "ACME Stores", purpose: marketing, channels: [.sms, .whatsapp],
        policies: ["us-federal", "ca-casl", "eu-gdpr", "uk-pecr"])

    static func moment(_ text: String) -> Timestamp {
        guard let moment = Timestamp(text) else { preconditionFailure("the test's own moment is wrong") }
        return moment
    }

    static func purpose(_ term: String) -> Purpose {
        guard let purpose = Purpose(term) else { preconditionFailure("the test's own purpose is wrong") }
        return purpose
    }

    static func record(
        sender: String = "ACME Stores", purpose: Purpose = marketing, channels: [Channel] = [.sms],
        state: ConsentState = .given, givenAt: String = "2026-01-31T08:00:00Z", expiresAt: String? = nil,
        method: String? = "web-form", notice: String? = "notice-3", jurisdiction: String? = "US",
        evidence: String? = "crm:case-17"
    ) -> ConsentRecord {
        ConsentRecord(
            sender: sender, purpose: purpose, channels: channels, state: state, givenAt: moment(givenAt),
            expiresAt: expiresAt.map(moment), method: method, notice: notice,
            jurisdiction: jurisdiction.flatMap { Jurisdiction($0) }, evidence: evidence)
    }

    /// The columns of `record()`.
    static var fields: ConsentFields {
        var fields = ConsentFields()
        fields.sender = "ACME Stores"
        fields.purpose = "marketing"
        fields.channel = "sms"
        fields.state = "given"
        fields.givenAt = "2026-01-31T08:00:00Z"
        fields.method = "web-form"
        fields.notice = "notice-3"
        fields.jurisdiction = "US"
        fields.evidence = "crm:case-17"
        return fields
    }

    // MARK: - Statements

    static func party(_ name: String) -> PartyID {
        guard let party = PartyID(name) else { preconditionFailure("the test's own name is wrong") }
        return party
    }

    static func handle(_ byte: UInt8) -> Handle {
        guard let handle = Handle(bytes: [UInt8](repeating: byte, count: 16)) else { preconditionFailure("length") }
        return handle
    }

    static func digest(_ byte: UInt8) -> Digest { Digest(sha256: [byte]) }

    static func agreement(_ byte: UInt8 = 0xAB) -> AgreementID {
        guard let agreement = AgreementID(bytes: [UInt8](repeating: byte, count: 32)) else {
            preconditionFailure("length")
        }
        return agreement
    }

    static let reference = RoundReference(agreement: agreement(), round: RoundID(agreement: agreement(), number: 1))

    static func key(_ seed: UInt8) throws -> IdentityKey {
        try IdentityKey(rawRepresentation: [UInt8](repeating: seed, count: 32))
    }

    static let brandRecord = MemberRecord(
        handle: handle(1),
        attributes: ["number.country": .string("US"), "tags": .strings(["film", "sport"]), "visits": .integer(-3)],
        consent: BoundConsent(subject: digest(1), record: record(expiresAt: "2027-01-31T08:00:00Z")))

    static let partnerRecord = MemberRecord(handle: handle(2), attributes: ["vip": .boolean(true)], consent: nil)

    static func page(_ records: [MemberRecord], page: Int = 0, isLast: Bool = true) -> RecordPage {
        RecordPage(
            reference: reference, from: party("acme"), transcript: digest(3), page: page, isLast: isLast,
            records: records)
    }

    static let allowed = Verdict(
        outcome: .allowed, channels: [.sms], reasons: [],
        policies: [PolicyReference(name: "us-federal", version: 1, digest: digest(9))],
        until: moment("2027-01-31T08:00:00Z"), hours: LocalHours.standard)

    static let refused = Verdict(
        outcome: .refused, channels: [],
        reasons: [
            DecisionReason(code: .withdrawn, rule: "us-federal/revocation"), DecisionReason(code: .notYet),
            DecisionReason(code: .methodNotAccepted, rule: "us-federal/written-consent"),
        ],
        policies: [PolicyReference(name: "us-federal", version: 1, digest: digest(9))], until: nil, hours: nil)

    static func decision(
        _ verdict: Verdict = allowed, basis: Decision.Basis? = .init(subject: digest(1), record: digest(2)),
        sequence: Int = 1, previous: Digest = digest(7)
    ) -> Decision {
        Decision(
            reference: reference, transcript: digest(3), handle: handle(1), basis: basis, verdict: verdict, at: now,
            sequence: sequence, previous: previous)
    }

    static let unanswered = decision(
        Verdict(
            outcome: .refused, channels: [], reasons: [DecisionReason(code: .noRecord)], policies: [], until: nil,
            hours: nil),
        basis: nil)

    static let decided = RoundDecided(
        reference: reference, transcript: digest(3), at: now, allowed: 120, refused: 3, sequence: 4,
        previous: digest(7))

    static let revocation = Revocation(
        reference: reference, from: party("acme"), transcript: digest(3), handle: handle(1), at: now)

    static let receipt = RevocationReceipt(
        reference: reference, transcript: digest(3), handle: handle(1), revocation: digest(5), at: now, sequence: 5,
        previous: digest(7))
}
