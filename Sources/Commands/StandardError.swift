// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Writes progress and messages; results go to standard output.
enum StandardError {
    /// Writes text as it is.
    static func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }

    /// Whether a person watches.
    static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}
