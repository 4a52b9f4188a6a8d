// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Vocabulary

/// Reads the salts of a round from their start, ascending by handle; memory is two blocks.
package struct SaltReader: ~Copyable {
    private var file: SealedRecordReader?

    /// Opens the file; empty where there is none.
    init(_ folder: RoundFolder) throws {
        guard PrivateFolder.exists(folder.salts) else {
            file = nil
            return
        }
        file = try SealedRecordReader(
            .salts, path: folder.salts, key: SealingKeyFile.read(folder.saltsKey), associatedData: folder.saltsContext)
    }

    /// Gives the next salt; nil after the last one, when the whole file is known to be authentic.
    ///
    /// - Throws: `SecretsError` where it was cut or changed.
    package mutating func next() throws -> SaltEntry? {
        let entry = try file?.next { head, _ in
            Handle(bytes: head.prefix(16)).map { SaltEntry(handle: $0, salt: Array(head.dropFirst(16))) }
        }
        return entry.flatMap { $0 }
    }
}
