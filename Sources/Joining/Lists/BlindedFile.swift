// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Blinding
import Columns
import Foundation
package import Messages
package import Signing

/// A blinded list as a file: made offline by `symbolon blind`, uploaded later by `symbolon join` from the same home.
///
///     "SYMBOLON-BLINDED-V1\n" ‖ u32be length ‖ signed commitment (canonical JSON) ‖ elements, 32 bytes each
///
/// The commitment in front says how many elements follow and what their chunks hash to, so that a truncated, altered or foreign
/// file is told apart.
package struct BlindedFile: Sendable {
    /// What a blinded file starts with.
    package static let magic = Array("SYMBOLON-BLINDED-V1\n".utf8)

    package let commitment: Unverified<Commitment>
    package let elements: [UInt8]

    package init(commitment: Unverified<Commitment>, elements: [UInt8]) {
        self.commitment = commitment
        self.elements = elements
    }

    /// Whether a file starts like a blinded list.
    package static func isBlinded(_ path: String) -> Bool {
        guard let file = FileHandle(forReadingAtPath: path) else { return false }
        defer { try? file.close() }
        return (try? file.read(upToCount: magic.count)).flatMap { $0 }.map(Array.init) == magic
    }

    /// Reads a file, whose commitment says how long it must be.
    ///
    /// The caller verifies the signature or compares the commitment, and then calls ``checkElements(chunkRows:path:)``: only
    /// the right agreement says how the elements are cut into chunks.
    package init(readingAt path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else { throw JoinError.missingFile(path) }
        let start = Self.magic.count + 4
        guard data.count >= start, Array(data.prefix(Self.magic.count)) == Self.magic else {
            throw JoinError.badBlindedFile(path, "it does not start like a blinded list")
        }
        let length = data[Self.magic.count..<start].reduce(0) { $0 << 8 | Int($1) }
        guard length <= Limits.controlBytes, data.count >= start + length else {
            throw JoinError.badBlindedFile(path, "it is truncated in its commitment")
        }
        do {
            commitment = try Unverified(parsing: [UInt8](data[start..<start + length]))
        } catch {
            throw JoinError.badBlindedFile(path, "its commitment is altered (\(error))")
        }
        elements = [UInt8](data[(start + length)...])
        let expected = commitment.body.count * EncodedElement.byteCount
        guard elements.count == expected else {
            throw JoinError.badBlindedFile(
                path,
                "it holds \(elements.count) bytes of elements where \(expected) are due; it is truncated or altered")
        }
    }

    /// Checks the elements against the commitment in front of them.
    package func checkElements(chunkRows: Int, path: String) throws {
        guard try BlindedList.chunkDigests(of: elements, chunkRows: chunkRows) == commitment.body.chunks else {
            throw JoinError.badBlindedFile(path, "its elements do not hash to its commitment; it is altered")
        }
    }

    /// The file's bytes in front of the elements.
    package var header: [UInt8] {
        let envelope = commitment.json.canonicalBytes
        return Self.magic + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: envelope.count >> $0) } + envelope
    }
}
