// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// How a process ended.
package struct ProcessExit: Equatable, Sendable, CustomStringConvertible {
    /// The exit code; nil where a signal ended it.
    package let code: Int32?
    /// The signal that ended it.
    package let signal: Int32?
    /// The most memory that was resident at once, in bytes.
    package let peakBytes: Int
    /// Seconds of processor time, user and system.
    package let processorSeconds: Double

    package var description: String {
        if let code { return "exit code \(code)" }
        return "signal \(signal ?? 0)"
    }
}
