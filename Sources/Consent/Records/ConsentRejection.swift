// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Why the consent columns of a row are no record (protocol/v1/consent.md §1); the raw value is what files and reports
/// say.
package enum ConsentRejection: String, CaseIterable, Error, Hashable, Sendable {
    case senderMissing = "consent-sender-missing"
    case senderMalformed = "consent-sender-malformed"
    case purposeMissing = "consent-purpose-missing"
    case purposeMalformed = "consent-purpose-malformed"
    case channelMissing = "consent-channel-missing"
    case channelMalformed = "consent-channel-malformed"
    case stateMissing = "consent-state-missing"
    case stateUnknown = "consent-state-unknown"
    case givenAtMissing = "consent-given-at-missing"
    case givenAtMalformed = "consent-given-at-malformed"
    case givenAtWithoutZone = "consent-given-at-without-zone"
    case expiresAtMalformed = "consent-expires-at-malformed"
    case expiresAtWithoutZone = "consent-expires-at-without-zone"
    case methodMissing = "consent-method-missing"
    case methodMalformed = "consent-method-malformed"
    case noticeMissing = "consent-notice-missing"
    case noticeMalformed = "consent-notice-malformed"
    case jurisdictionMissing = "consent-jurisdiction-missing"
    case jurisdictionMalformed = "consent-jurisdiction-malformed"
    case evidenceMissing = "consent-evidence-missing"
    case evidenceMalformed = "consent-evidence-malformed"
    case expiryBeforeGrant = "consent-expiry-before-grant"
    case holdsNumber = "consent-holds-number"

    /// One sentence for people, with the column and what to write.
    ///
    /// It never repeats the value.
    package var explanation: String {
        switch self {
        case .senderMissing: "consent_sender is empty: name the sender that the person agreed to."
        case .senderMalformed:
            "consent_sender is longer than 128 bytes or holds invisible characters: write the sender as the agreement does."
        case .purposeMissing: "consent_purpose is empty: write what the person agreed to be contacted for."
        case .purposeMalformed:
            "consent_purpose is no purpose: write 1 to 64 of a-z, 0-9, - and ., starting with a letter, as in marketing."
        case .channelMissing: "consent_channel is empty: write one or more of sms, mms, rcs, whatsapp and voice."
        case .channelMalformed:
            "consent_channel holds something that is no channel: write sms, mms, rcs, whatsapp or voice, with | between."
        case .stateMissing: "consent_state is empty: write given, withdrawn or another state."
        case .stateUnknown:
            "consent_state holds a word that is no state: write one of "
                + "\(ConsentState.allCases.map(\.rawValue).joined(separator: ", "))."
        case .givenAtMissing: "consent_given_at is empty: write when the person agreed."
        case .givenAtMalformed: "consent_given_at is no moment: write it like 2026-01-31T08:00:00Z."
        case .givenAtWithoutZone:
            "consent_given_at has no time zone, so nobody knows when it was: add Z for UTC or an offset like +02:00."
        case .expiresAtMalformed:
            "consent_expires_at is no moment: write it like 2026-01-31T08:00:00Z, or leave it empty where there is no end."
        case .expiresAtWithoutZone:
            "consent_expires_at has no time zone, so nobody knows when it is: add Z for UTC or an offset like +02:00."
        case .methodMissing: "consent_method is empty: write how the consent was collected, as in web-form."
        case .methodMalformed:
            "consent_method is no method: write 1 to 64 of a-z, 0-9 and -, starting with a letter, as in web-form."
        case .noticeMissing:
            "consent_notice is empty: write which notice the person saw, by version, address or digest."
        case .noticeMalformed: "consent_notice is longer than 512 bytes or holds invisible characters."
        case .jurisdictionMissing: "consent_jurisdiction is empty: write whose law it was given under, as in US or DE."
        case .jurisdictionMalformed:
            "consent_jurisdiction is no ISO 3166 code in capitals: write it like US, US-CA, DE or EU."
        case .evidenceMissing: "consent_evidence is empty: write where the proof lies."
        case .evidenceMalformed: "consent_evidence is longer than 512 bytes or holds invisible characters."
        case .expiryBeforeGrant: "consent_expires_at is not after consent_given_at: correct one of them."
        case .holdsNumber:
            "a consent field holds the row's own number: name the proof in a way that does not contain it."
        }
    }
}
