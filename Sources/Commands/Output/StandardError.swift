// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Writes progress and messages; results go to standard output.
enum StandardError {
    /// Writes text as it is; where nobody can read it any more, nothing is left to say and the exit code tells.
    static func write(_ text: String) { try? FileHandle.standardError.write(contentsOf: Data(text.utf8)) }

    /// Whether a person watches.
    static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}
