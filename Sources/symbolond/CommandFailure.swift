// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Why a command ends: one line for a person (what, where, what to do) and the exit code.
struct CommandFailure: Error {
    let message: String
    let status: ExitStatus

    init(_ status: ExitStatus, _ message: String) {
        self.status = status
        self.message = message
    }
}
