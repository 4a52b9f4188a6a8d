// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Why a number is not blinded (protocol/v1/consent.md §2); the raw value is what files and reports say.
package enum OptInRefusal: String, CaseIterable, Hashable, Sendable {
    case absent = "consent-absent"
    case otherSender = "consent-other-sender"
    case otherPurpose = "consent-other-purpose"
    case withdrawn = "consent-withdrawn"
    case revoked = "consent-revoked"
    case refused = "consent-refused"
    case terminated = "consent-terminated"
    case invalidated = "consent-invalidated"
    /// The state says so, or `expiresAt` is not in the future.
    case expired = "consent-expired"
    case requestDeferred = "consent-request-deferred"
    case requested = "consent-requested"
    /// The state says so, or the consent of a row could not be read.
    case unknown = "consent-unknown"
    case noChannel = "consent-no-channel"
    case notYet = "consent-not-yet"

    /// The reason that a state is; nil for the states that grant.
    init?(_ state: ConsentState) {
        switch state {
        case .withdrawn: self = .withdrawn
        case .revoked: self = .revoked
        case .refused: self = .refused
        case .terminated: self = .terminated
        case .invalidated: self = .invalidated
        case .expired: self = .expired
        case .requestDeferred: self = .requestDeferred
        case .requested: self = .requested
        case .unknown: self = .unknown
        case .renewed, .given: return nil
        }
    }

    /// One sentence for people.
    package var explanation: String {
        switch self {
        case .absent: "There is no consent for this number."
        case .otherSender: "No consent names the agreement's sender, byte for byte."
        case .otherPurpose: "No consent for this sender names the agreement's purpose."
        case .withdrawn: "The person took the consent back."
        case .revoked: "The sender ended the consent."
        case .refused: "The person said no."
        case .terminated: "The consent ended."
        case .invalidated: "The consent was found to be invalid."
        case .expired: "The consent has run out."
        case .requestDeferred: "The person put the answer off."
        case .requested: "The person was asked and has not answered."
        case .unknown:
            "The state of the consent is not known, or a row of this number has a consent that cannot be read."
        case .noChannel: "The consent covers no channel of the agreement."
        case .notYet: "The consent is dated in the future."
        }
    }
}
