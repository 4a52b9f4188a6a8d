// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Secrets

/// Names the files of one generation of the consent register and what seals them.
///
/// | file | content | sealed with | erased |
/// |---|---|---|---|
/// | `N.key` | 32 random bytes | – | with what they seal |
/// | `N` | u64be E.164 digits ‖ u16be length ‖ payload for each entry, ascending by number | `N.key` | when another generation counts |
///
/// The database names the generation that counts; every other is what a dead process left.
struct ConsentRegisterFiles: Sendable {
    let folder: String
    let generation: Int64

    var name: String { "\(generation)" }
    var keyName: String { "\(generation).key" }
    var path: String { "\(folder)/\(name)" }
    var key: String { "\(folder)/\(keyName)" }

    /// Binds the register to its generation, so that an older one cannot be put in its place.
    private var context: [UInt8] {
        Array("symbolon home consents".utf8) + [0] + withUnsafeBytes(of: generation.bigEndian) { Array($0) }
    }

    /// Draws the key and starts the file.
    func create() throws -> SealedRecordWriter {
        try SealedRecordWriter(
            .consents, path: path, key: SealingKeyFile.create(at: key), associatedData: context)
    }

    /// Opens the file up to its first block.
    func open() throws -> SealedRecordReader {
        var reader = try SealedRecordReader(
            .consents, path: path, key: SealingKeyFile.read(key), associatedData: context)
        try reader.prime()
        return reader
    }
}
