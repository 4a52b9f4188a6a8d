// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Consent
internal import Enrolment
internal import Hummingbird
internal import Messages
internal import NIOCore
internal import Signing

extension Problem {
    /// The one place where errors become what a client may know of them.
    ///
    /// Whatever is not known here becomes `internal`, with nothing of its text: it might hold anything.
    init(mapping error: any Error) {
        switch error {
        case let problem as Problem:
            // The text of an internal problem is for the log.
            self = problem.code == .internal ? .fault : problem
        case let error as JSONError: self.init(.malformed, "body: \(error).")
        case let error as FieldError: self.init(.malformed, "\(error).")
        case let error as IdentityError: self.init(.malformed, "\(error).")
        case let error as SignatureError: self.init(error.code, "\(error).")
        case let error as SignedAgreementError: self.init(error.code, "\(error).")
        case let violation as PageViolation: self.init(violation.problem, "\(violation).")
        case let refusal as EnrolmentRefusal: self.init(refusal.code, "\(refusal).")
        case is NIOTooManyBytesError: self.init(.tooLarge, "body: larger than this route takes.")
        case let error as any HTTPResponseError: self.init(status: error.status.code)
        default: self = .fault
        }
    }

    private init(status: Int) {
        switch status {
        case 413: self.init(.tooLarge, "body: larger than this route takes.")
        case 415: self.init(.unsupportedMediaType, "content-type: not what this route takes.")
        case 400..<500: self.init(.malformed, "The request cannot be read.")
        default: self = .fault
        }
    }

    private static var fault: Problem {
        Problem(.internal, "The coordinator failed at this request; its operator finds the reason in its log.")
    }
}

extension PageViolation {
    fileprivate var problem: ProblemCode {
        switch self {
        case .notAscending: .notAscending
        case .notEntitled: .notEntitled
        case .consentMissing: .malformed
        case .notGranted: .notGranted
        case .wrongType: .wrongType
        case .holdsNumber: .holdsNumber
        }
    }
}

extension SignatureError {
    fileprivate var code: ProblemCode {
        switch self {
        case .length, .cannotBeReadBack, .notCanonicalBody: .malformed
        case .pointNotCanonical, .scalarTooLarge, .doesNotVerify: .badSignature
        }
    }
}

extension SignedAgreementError {
    fileprivate var code: ProblemCode {
        switch self {
        case .badSignature, .otherAgreement: .badSignature
        case .unknownParty, .acceptedTwice, .different: .badAgreement
        }
    }
}

extension EnrolmentRefusal {
    fileprivate var code: ProblemCode {
        switch self {
        case .otherAuthority, .notSignedByIdentity, .secretMismatch, .certificate: .badSignature
        // Without an invite it is a renewal, which takes the present certificate.
        case .inviteMissing: .certificateRequired
        case .inviteUnknown, .inviteForOtherParty, .inviteExpired, .inviteUsed: .inviteRefused
        case .certificateOfOtherParty: .wrongParty
        case .neverEnrolled, .otherIdentity: .identityRefused
        }
    }
}
