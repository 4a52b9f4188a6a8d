// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// The refusals a coordinator can give (protocol/v1/errors.md).
package enum ProblemCode: String, CaseIterable, Sendable {
    case malformed
    case certificateRequired = "certificate-required"
    case wrongParty = "wrong-party"
    case inviteRefused = "invite-refused"
    case identityRefused = "identity-refused"
    case notEntitled = "not-entitled"
    case notFound = "not-found"
    case methodNotAllowed = "method-not-allowed"
    case alreadyCommitted = "already-committed"
    case conflict
    case outOfOrder = "out-of-order"
    case wrongState = "wrong-state"
    case membersErased = "members-erased"
    case roundOpen = "round-open"
    case overlappingAgreement = "overlapping-agreement"
    case tooLarge = "too-large"
    case unsupportedMediaType = "unsupported-media-type"
    case badSignature = "bad-signature"
    case wrongRound = "wrong-round"
    case badLength = "bad-length"
    case digestMismatch = "digest-mismatch"
    case nonCanonical = "non-canonical"
    case notAscending = "not-ascending"
    case badAgreement = "bad-agreement"
    case capExceeded = "cap-exceeded"
    case listTooSmall = "list-too-small"
    case changeTooSmall = "change-too-small"
    case suppressionShrunk = "suppression-shrunk"
    case unknownHandle = "unknown-handle"
    case notGranted = "not-granted"
    case wrongType = "wrong-type"
    case holdsNumber = "holds-number"
    case subjectReused = "subject-reused"
    case badRule = "bad-rule"
    case tooEarly = "too-early"
    case budgetExceeded = "budget-exceeded"
    case `internal`
    case unavailable
    case clockBehind = "clock-behind"
    case weatherUnavailable = "weather-unavailable"
    case storageFull = "storage-full"

    /// The HTTP status that goes with the code.
    package var status: Int {
        switch self {
        case .malformed: 400
        case .certificateRequired: 401
        case .wrongParty, .inviteRefused, .identityRefused, .notEntitled: 403
        case .notFound: 404
        case .methodNotAllowed: 405
        case .alreadyCommitted, .conflict, .outOfOrder, .wrongState, .membersErased, .roundOpen, .overlappingAgreement:
            409
        case .tooLarge: 413
        case .unsupportedMediaType: 415
        case .badSignature, .wrongRound, .badLength, .digestMismatch, .nonCanonical, .notAscending, .badAgreement,
            .capExceeded, .listTooSmall, .changeTooSmall, .suppressionShrunk, .unknownHandle, .notGranted, .wrongType,
            .holdsNumber, .subjectReused, .badRule:
            422
        case .tooEarly, .budgetExceeded: 429
        case .internal: 500
        case .unavailable, .clockBehind, .weatherUnavailable: 503
        case .storageFull: 507
        }
    }
}
