// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Enrolment
internal import Messages
internal import NIOCore
internal import Storage

extension CommandFailure {
    /// Gives every error that the rooms below throw its exit code.
    init(mapping error: any Error) {
        switch error {
        case let failure as CommandFailure: self = failure
        case let error as StorageError: self.init(error.status, "\(error)")
        case let problem as Problem:
            self.init(problem.code == .storageFull ? .cannotCreate : .inputOutput, problem.detail)
        case let fault as CertificateFault: self.init(.badConfiguration, "\(fault)")
        case let error as IOError: self.init(.inputOutput, "the system refused an operation: \(error)")
        default: self.init(.inputOutput, "\(error)")
        }
    }
}

extension StorageError {
    fileprivate var status: ExitStatus {
        switch self {
        case .exposed: .notPermitted
        case .busy, .stale: .busy
        case .newer: .badConfiguration
        case .damaged, .database, .file: .inputOutput
        }
    }
}
