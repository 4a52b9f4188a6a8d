// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Home
import Lists
import Messages
import Secrets
import Signing

/// Where a blinded list is written.
package struct BlindedOutput: Sendable {
    package let path: String
    /// Whether an existing file is replaced.
    package let replaces: Bool

    package init(path: String, replaces: Bool) {
        self.path = path
        self.replaces = replaces
    }

    /// Refuses an existing file, and a place where none can be made, before minutes of work and a round number are spent.
    package func check() throws {
        try OutputPlace.check(path)
        guard replaces || !FileManager.default.fileExists(atPath: path) else { throw JoinError.fileExists(path) }
        // Removed at once, because it is not committed.
        _ = try AtomicFile(path: path)
    }

    /// Writes the file at once: whole, or not at all.
    func write(_ commitment: Unverified<Commitment>, _ column: borrowing ColumnFile) throws {
        guard replaces || !FileManager.default.fileExists(atPath: path) else { throw JoinError.fileExists(path) }
        let target = try AtomicFile(path: path)
        try BlindedFile.header(of: commitment).withUnsafeBytes { try target.descriptor.writeAll($0) }
        for start in stride(from: 0, to: column.count, by: Limits.chunkRows) {
            try column.elements(start..<min(start + Limits.chunkRows, column.count)).withUnsafeBytes {
                try target.descriptor.writeAll($0)
            }
        }
        try target.commit(replacing: replaces)
    }
}
