// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Why a decision refuses, in the order in which reasons are given (protocol/v1/consent.md §5).
package enum DecisionCode: String, CaseIterable, Hashable, Sendable {
    case noRecord = "no-record"
    case revokedByBrand = "revoked-by-brand"
    case otherSender = "other-sender"
    case otherPurpose = "other-purpose"
    case noChannel = "no-channel"
    case withdrawn
    case revoked
    case refused
    case terminated
    case invalidated
    /// The state says so, or `expiresAt` is not in the future.
    case expired
    case requestDeferred = "request-deferred"
    case requested
    case unknown
    case notYet = "not-yet"
    case methodMissing = "method-missing"
    case noticeMissing = "notice-missing"
    case jurisdictionMissing = "jurisdiction-missing"
    case evidenceMissing = "evidence-missing"
    case jurisdictionNotCovered = "jurisdiction-not-covered"
    case policyUnknown = "policy-unknown"
    case methodNotAccepted = "method-not-accepted"
    case expiredByRule = "expired-by-rule"

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

    /// True for the codes that a policy's rule can give.
    var mayNameRule: Bool {
        switch self {
        case .noRecord, .revokedByBrand, .otherSender, .otherPurpose, .noChannel, .notYet, .jurisdictionMissing,
            .jurisdictionNotCovered, .policyUnknown:
            false
        default: true
        }
    }

    /// True for the codes that nothing but a rule can give.
    var mustNameRule: Bool { self == .methodNotAccepted || self == .expiredByRule }

    /// One sentence for people.
    package var explanation: String {
        switch self {
        case .noRecord: "The brand sent no consent record before the round was decided."
        case .revokedByBrand: "The brand revoked this member before the decision."
        case .otherSender: "The consent names another sender than the agreement."
        case .otherPurpose: "The consent names another purpose than the agreement."
        case .noChannel: "The consent covers no channel of the agreement."
        case .withdrawn: "The person took the consent back."
        case .revoked: "The sender ended the consent."
        case .refused: "The person said no."
        case .terminated: "The consent ended."
        case .invalidated: "The consent was found to be invalid."
        case .expired: "The consent has run out."
        case .requestDeferred: "The person put the answer off."
        case .requested: "The person was asked and has not answered."
        case .unknown: "The state of the consent is not known."
        case .notYet: "The consent is dated in the future."
        case .methodMissing: "The record does not say how the consent was collected."
        case .noticeMissing: "The record does not say which notice the person saw."
        case .jurisdictionMissing: "The record does not say whose law the consent was given under."
        case .evidenceMissing: "The record does not say where the proof lies."
        case .jurisdictionNotCovered: "No policy pack of the agreement covers the jurisdiction of the consent."
        case .policyUnknown: "The agreement names a policy pack that the coordinator does not have."
        case .methodNotAccepted: "A rule does not accept how the consent was collected."
        case .expiredByRule: "The period that a rule gives such a consent has passed."
        }
    }
}
