// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import TestSupport

/// A row of the file that `symbolon activations pull` writes.
struct PulledMessage: Sendable {
    let channel: String
    let handle: String
    let message: CrowdContext.Message

    /// Reads a row: number, channel, quoted text, two moments, handle.
    init(_ line: Substring) throws {
        let parts = line.split(separator: "\"", omittingEmptySubsequences: false).map(String.init)
        let before = (parts.first ?? "").split(separator: ",").map(String.init)
        let after = (parts.last ?? "").split(separator: ",").map(String.init)
        guard parts.count == 3, before.count == 2, after.count == 3 else {
            throw ProcessError.garbled("activations: a row that is none: \(line)")
        }
        channel = before[1]
        handle = after[2]
        message = CrowdContext.Message(number: before[0], text: parts[1], sendAfter: after[0], notAfter: after[1])
    }
}
