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
package struct BlindedFile {
    /// What a blinded file starts with.
    package static let magic = Array("SYMBOLON-BLINDED-V1\n".utf8)

    package let commitment: Unverified<Commitment>

    /// The file, behind the commitment.
    private let file: FileHandle
    private let path: String

    /// Whether a file starts like a blinded list.
    package static func isBlinded(_ path: String) -> Bool {
        guard let file = FileHandle(forReadingAtPath: path) else { return false }
        defer { try? file.close() }
        return (try? file.read(upToCount: magic.count)).flatMap { $0 }.map(Array.init) == magic
    }

    /// Reads a file, whose commitment says how long it must be.
    ///
    /// The caller verifies the signature or compares the commitment, and then calls ``checkElements(chunkRows:)``: only
    /// the right agreement says how the elements are cut into chunks.
    package init(readingAt path: String) throws {
        guard let file = FileHandle(forReadingAtPath: path) else { throw JoinError.missingFile(path) }
        let start = try Self.read(Self.magic.count + 4, of: file)
        guard start.count == Self.magic.count + 4, start.starts(with: Self.magic) else {
            throw JoinError.badBlindedFile(path, "it does not start like a blinded list")
        }
        let length = start[Self.magic.count...].reduce(0) { $0 << 8 | Int($1) }
        let envelope = try length <= Limits.controlBytes ? Self.read(length, of: file) : []
        guard length > 0, envelope.count == length else {
            throw JoinError.badBlindedFile(path, "it is truncated in its commitment")
        }
        do {
            commitment = try Unverified(parsing: envelope)
        } catch {
            throw JoinError.badBlindedFile(path, "its commitment is altered (\(error))")
        }
        let body = try file.offset()
        let (actual, expected) = (
            try file.seekToEnd() - body, UInt64(commitment.body.count * EncodedElement.byteCount)
        )
        try file.seek(toOffset: body)
        guard actual == expected else {
            throw JoinError.badBlindedFile(
                path, "it holds \(actual) bytes of elements where \(expected) are due; it is truncated or altered")
        }
        self.file = file
        self.path = path
    }

    /// Checks the elements against the commitment in front of them; once, because it reads the file to its end.
    package func checkElements(chunkRows: Int) throws {
        var chunks = try ChunkDigester(chunkRows: chunkRows)
        while true {
            let elements = try Self.read(Self.blockBytes, of: file)
            if elements.isEmpty { break }
            elements.withUnsafeBytes { chunks.append($0) }
        }
        guard try chunks.finished() == commitment.body.chunks else {
            throw JoinError.badBlindedFile(path, "its elements do not hash to its commitment; it is altered")
        }
    }

    private static let blockBytes = 1 << 20

    /// Reads so many bytes, fewer at the end of the file.
    private static func read(_ count: Int, of file: FileHandle) throws -> [UInt8] {
        try file.read(upToCount: count).map(Array.init) ?? []
    }

    /// The bytes in front of the elements.
    static func header(of commitment: Unverified<Commitment>) -> [UInt8] {
        let envelope = commitment.json.canonicalBytes
        return magic + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: envelope.count >> $0) } + envelope
    }
}
