// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Signing

/// Writes results.
enum StandardOutput {
    /// Writes lines for people; a closed pipe ends the process quietly, as `head` expects.
    ///
    /// Parts may come from the coordinator or another party: whatever could steer a terminal becomes a space.
    static func write(line: String) throws {
        try write(Data((TerminalText.cleaned(line, keeping: ["\n", "\t"]) + "\n").utf8))
    }

    /// Writes one JSON document: keys in alphabetical order, no white space, on one line.
    static func write(json: JSONValue) throws { try write(Data(json.canonicalBytes + [0x0A])) }

    /// Writes bytes.
    static func write(_ data: Data) throws {
        do {
            try FileHandle.standardOutput.write(contentsOf: data)
        } catch {
            throw broken(error)
        }
    }

    /// What a failed write to standard output ends the command with.
    static func broken(_ error: any Error) -> CommandFailure {
        // Whoever reads has enough, which is no failure of the reader's; nobody wants a line about it.
        if ((error as? CocoaError)?.underlying as? POSIXError)?.code == .EPIPE {
            return CommandFailure("", .inputOutput)
        }
        return CommandFailure("standard output: cannot be written: check where it goes and the disk", .inputOutput)
    }
}
