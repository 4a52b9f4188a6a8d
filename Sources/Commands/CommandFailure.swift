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
        self.message = Self.oneLine(message)
        self.code = code
    }

    /// The answer is no, and the command has printed it already.
    package static let no = CommandFailure("", .no)

    /// Replaces line ends and other control characters, which could also steer a terminal, by spaces.
    private static func oneLine(_ text: String) -> String {
        let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .format: " "
            default: scalar
            }
        }
        return String(String.UnicodeScalarView(scalars))
    }
}

extension CommandFailure: CustomStringConvertible {
    package var description: String { message }
}
