// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Matching
package import Messages
package import Vocabulary

/// Chunks as files: `FOLDER/<round hex>/<list>/<hop>/<chunk>`, mode 0600 in folders of mode 0700.
///
/// A chunk is written to `FOLDER/.pending`, put on the disk and renamed, so that a name never stands for a part of a chunk.
/// What an ended process left in `.pending` is removed at the start.
package struct ColumnFiles: ColumnStore {
    private let folder: String

    private var pending: String { "\(folder)/.pending" }

    /// Opens the folder, creates it where it is missing, and removes what was never finished; for the serving process alone.
    package init(folder: String) throws {
        self.folder = folder
        try PrivateFolder.create(folder)
        try PrivateFolder.remove("\(folder)/.pending")
        try PrivateFolder.create("\(folder)/.pending")
        try PrivateFolder.synchronize(folder)
    }

    package func write(_ bytes: [UInt8], at place: ChunkPlace, in round: RoundID) throws {
        let temporary = "\(pending)/\(Self.uniqueName())"
        do {
            try PrivateFile.create(temporary, with: bytes)
            let target = try makeFolder(of: place, in: round)
            try PrivateFile.rename(temporary, to: "\(target)/\(place.chunk)")
            try PrivateFolder.synchronize(target)
        } catch {
            // The first error is the one to report; a file that stays is removed at the next start.
            PrivateFile.discard(temporary)
            throw error
        }
    }

    package func read(at place: ChunkPlace, in round: RoundID, byteCount: Int) throws -> [UInt8] {
        let path = "\(folder)/\(round.hex)/\(place.list.name)/\(place.hop)/\(place.chunk)"
        guard let bytes = try PrivateFile.read(path, byteCount: byteCount) else {
            throw Problem(.notFound, "Chunk \(place.chunk) of hop \(place.hop) of \(place.list)'s list is not stored.")
        }
        return bytes
    }

    package func erase(_ round: RoundID) throws {
        // Renamed first: an erasure that is cut short leaves nothing that looks like a round.
        let doomed = "\(pending)/\(Self.uniqueName())"
        guard try PrivateFile.renameIfPresent("\(folder)/\(round.hex)", to: doomed) else { return }
        try PrivateFolder.synchronize(folder)
        try PrivateFolder.remove(doomed)
    }

    /// The bytes of all files below a folder; 0 where it is missing.
    package static func byteCount(in folder: String) throws -> Int64 { try PrivateFolder.byteCount(folder) }

    /// Creates the folders down to a place's hop, each put on the disk with its name.
    private func makeFolder(of place: ChunkPlace, in round: RoundID) throws -> String {
        var path = folder
        for name in [round.hex, place.list.name, String(place.hop)] {
            let parent = path
            path += "/\(name)"
            if try PrivateFolder.create(path) { try PrivateFolder.synchronize(parent) }
        }
        return path
    }

    private static func uniqueName() -> String { String(UInt64.random(in: .min ... .max), radix: 16) }
}
