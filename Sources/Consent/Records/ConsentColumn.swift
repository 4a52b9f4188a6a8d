// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// The columns of a list or consent file in which the fields of a record stand (protocol/v1/consent.md §1).
package enum ConsentColumn: String, CaseIterable, Hashable, Sendable {
    case sender = "consent_sender"
    case purpose = "consent_purpose"
    case channel = "consent_channel"
    case state = "consent_state"
    case givenAt = "consent_given_at"
    case expiresAt = "consent_expires_at"
    case method = "consent_method"
    case notice = "consent_notice"
    case jurisdiction = "consent_jurisdiction"
    case evidence = "consent_evidence"

    /// True for the columns in which rows differ that say the same otherwise.
    package var isMoment: Bool { self == .givenAt || self == .expiresAt }
}
