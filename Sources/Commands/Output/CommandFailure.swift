// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Why a command ends without having done what was asked: one line for a person, and an exit code for programs.
///
/// The text never spans lines and holds no control characters, whoever wrote the parts it is made of.
package struct CommandFailure: Error, Equatable, Sendable {
    /// What, where, and what to do; empty where standard output says it all.
    package let message: String
    /// How the process ends.
    package let code: ExitStatus

    package init(_ message: String, _ code: ExitStatus) {
        self.message = TerminalText.cleaned(message)
        self.code = code
    }

    /// The answer is no, and the command has printed it already.
    package static let no = CommandFailure("", .no)
}

extension CommandFailure: CustomStringConvertible {
    package var description: String { message }
}
