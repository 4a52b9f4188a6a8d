// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import ArgumentParser
import Blinding
import CoordinatorClient
import Documents
import Enrolment
import Foundation
import Home
import Joining
import Lists
import Messages
import Ristretto
import Secrets
import Signing
import Spilling

extension CommandFailure {
    /// Maps every error of the rooms to its line and exit code; nil for ArgumentParser's own (help, version, usage).
    ///
    /// An error of no known kind is a fault of the program: only its type is named, because its text may hold anything.
    package init?(_ error: any Error) {
        switch error {
        case let failure as CommandFailure: self = failure
        case let error as ExitCode: self.init("", ExitStatus(rawValue: error.rawValue) ?? .software)
        case let error as HomeError: self.init("\(error)", Self.code(of: error))
        case let error as ClientError: self.init("\(error)", Self.code(of: error))
        case let error as Problem: self.init("\(error)", Self.code(of: error.code))
        case let error as CoordinatorURLError: self.init("\(error)", .usage)
        case let error as ListError: self.init("\(error)", Self.code(of: error.kind))
        case let error as SpillError:
            self.init("\(error)", Self.status(ofErrno: error.code, creating: error.operation == .create))
        case let error as JoinError: self.init("\(error)", Self.code(of: error))
        case let error as BlindingError: self.init("\(error)", Self.code(of: error))
        case let error as SecretsError: self.init("\(error)", Self.code(of: error))
        case let error as LanesError: self.init("\(error)", .badConfiguration)
        case BatchError.noLanes(let error): self.init("\(error)", .badConfiguration)
        case let error as CertificateFault: self.init("\(error)", Self.code(of: error))
        case is DocumentError, is SignedAgreementError, is FieldError, is JSONError, is SignatureError,
            is IdentityError, is InviteCodeError, is MatchExpressionError:
            self.init("\(error)", .badInput)
        case is CancellationError: self.init("cancelled: run the same command again to go on", .tryAgain)
        default:
            if let system = Self.system(error) {
                self = system
            } else if SymbolonCommand.exitCode(for: error) == .failure {
                self.init("a fault of this program (\(type(of: error))): report what you ran", .software)
            } else {
                return nil
            }
        }
    }

    private static func code(of error: HomeError) -> ExitStatus {
        switch error {
        case .exposed, .copied, .otherKeyTrusted: .notPermitted
        case .busy: .tryAgain
        case .noHome, .noAgreement, .noRound, .erased: .missingInput
        case .exists: .cannotCreate
        case .badConfiguration, .tooNew, .notEnrolled: .badConfiguration
        case .damaged, .storage, .otherSalts: .inputOutput
        case .ambiguousAgreement: .usage
        case .burnt, .roundExists, .wrongStep, .otherTranscript, .otherResult, .overExposure, .otherInput, .badRows: .no
        case .otherLogHead, .badLog, .otherReceipt, .noRevocation: .no
        case .foreignPart, .damagedPart: .badInput
        case .incomplete, .badEvidenceName, .refusedEntry: .software
        }
    }

    private static func code(of error: ClientError) -> ExitStatus {
        switch error {
        case .problem(let problem): code(of: problem.code)
        case .unreachable, .garbage: .unavailable
        case .tls: .notPermitted
        }
    }

    private static func code(of problem: ProblemCode) -> ExitStatus {
        switch problem {
        case .certificateRequired, .wrongParty, .inviteRefused, .identityRefused, .notEntitled: .notPermitted
        case .notFound: .missingInput
        case .alreadyCommitted, .conflict, .outOfOrder, .wrongState, .membersErased, .roundOpen, .overlappingAgreement:
            .no
        case .capExceeded, .listTooSmall, .changeTooSmall, .suppressionShrunk, .tooEarly, .budgetExceeded: .no
        case .malformed, .methodNotAllowed, .tooLarge, .unsupportedMediaType, .badSignature, .wrongRound, .badLength,
            .digestMismatch,
            .nonCanonical, .notAscending, .badAgreement, .unknownHandle, .notGranted, .wrongType, .holdsNumber,
            .subjectReused, .badRule:
            .badInput
        case .internal, .clockBehind, .weatherUnavailable: .unavailable
        case .unavailable, .storageFull: .tryAgain
        }
    }

    private static func code(of kind: ListError.Kind) -> ExitStatus {
        switch kind {
        case .missing: .missingInput
        case .badData: .badInput
        case .usage: .usage
        case .cannotCreate: .cannotCreate
        case .inputOutput: .inputOutput
        case .notPermitted: .notPermitted
        }
    }

    private static func code(of error: JoinError) -> ExitStatus {
        switch error {
        case .missingFile: .missingInput
        case .emptyList, .badColumns, .noConsents, .badBlindedFile, .foreignBlindedFile: .badInput
        case .notEnrolled, .planOutOfRange, .clockBehind, .badNumberingPlan: .badConfiguration
        case .notSigned, .roundOver, .burnt, .stateLost, .capExceeded, .listTooSmall, .changeTooSmall, .unlike,
            .badLog, .badPlan:
            .no
        case .fileExists: .cannotCreate
        case .noRound: .missingInput
        case .waitedTooLong: .tryAgain
        }
    }

    private static func code(of error: BlindingError) -> ExitStatus {
        switch error {
        case .badRound, .badColumn: .badInput
        // The relay's fault, not a signer's: fetching again may help.
        case .damagedChunk: .tryAgain
        case .badCommitment, .ownCommitmentChanged, .otherTranscript, .ownTranscriptRefused, .badSignature, .misplaced,
            .undecodable, .badResult:
            .no
        }
    }

    private static func code(of fault: CertificateFault) -> ExitStatus {
        switch fault {
        case .badHost, .noHosts: .usage
        case .unreadable, .keyMismatch, .notP256, .forgedRequest: .badInput
        default: .notPermitted
        }
    }

    private static func code(of error: SecretsError) -> ExitStatus {
        switch error {
        case .exposed: .notPermitted
        case .memoryUnavailable, .memoryNotLocked, .notHardened: .badConfiguration
        case .libraryUnavailable, .wrongLength, .tooLong: .software
        case .notSealed, .unsupportedVersion, .notAuthentic, .truncated, .trailingBytes, .notAFile: .badInput
        case .file(let operation, _, let code): status(ofErrno: code, creating: operation == "create")
        }
    }

    /// Reads Foundation's errors: which file, and the system's word for what is wrong.
    private static func system(_ error: any Error) -> CommandFailure? {
        if let error = error as? POSIXError {
            return CommandFailure(
                String(cString: strerror(error.code.rawValue)), status(ofErrno: error.code.rawValue, creating: false))
        }
        guard let error = error as? CocoaError else { return nil }
        let code = (error.underlying as? POSIXError)?.code.rawValue
        let path = error.filePath.map { "\($0): " } ?? ""
        let text = code.map { String(cString: strerror($0)) } ?? "the file cannot be read or written"
        let missing = error.code == .fileNoSuchFile || error.code == .fileReadNoSuchFile
        let isRefused = error.code == .fileReadNoPermission || error.code == .fileWriteNoPermission
        if missing { return CommandFailure(path + text, .missingInput) }
        if isRefused { return CommandFailure(path + text, .notPermitted) }
        return CommandFailure(path + text, code.map { status(ofErrno: $0, creating: false) } ?? .inputOutput)
    }

    static func status(ofErrno code: Int32, creating: Bool) -> ExitStatus {
        switch code {
        case ENOSPC, EDQUOT, EIO: .inputOutput
        case _ where creating: .cannotCreate
        case ENOENT, ENOTDIR: .missingInput
        case EACCES, EPERM, EROFS: .notPermitted
        default: .inputOutput
        }
    }
}
