// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Secrets
internal import Vocabulary

/// Names the files of one round and what seals them.
///
/// | file | content | sealed with | erased |
/// |---|---|---|---|
/// | `secret.key`, `map.key` | 32 random bytes each | – | with what they seal |
/// | `secret.box` | the scalar k | `secret.key` | when the round is over |
/// | `column` | the list, 32 bytes an element, ascending | – | when the round is over |
/// | `map` | 12 bytes a row of the column: u64be E.164 digits, u32be row of the input | `map.key` | when retention ends |
/// | `rows.N` | row records, 20 bytes each, page N | – | when retention ends |
struct RoundFolder: Sendable {
    let path: String
    let round: RoundID

    var secretKey: String { "\(path)/secret.key" }
    var secret: String { "\(path)/secret.box" }
    var column: String { "\(path)/column" }
    var mapKey: String { "\(path)/map.key" }
    var map: String { "\(path)/map" }
    func rows(_ page: Int) -> String { "\(path)/rows.\(page)" }

    /// Binds the sealed scalar to its round.
    var secretContext: [UInt8] { Array("symbolon home secret".utf8) + [0] + round.bytes }
    /// Binds the sealed row map to its round.
    var mapContext: [UInt8] { Array("symbolon home map".utf8) + [0] + round.bytes }

    /// Reads a sealing key.
    func key(at path: String) throws -> SealingKey {
        var secret = try SecretBytes(count: SealingKey.byteCount)
        let descriptor = try PrivateFile.open(path)
        let count = try secret.withUnsafeMutableBytes { try descriptor.readFull(into: $0) }
        guard count == SealingKey.byteCount else {
            throw HomeError.damaged(path: path, problem: "a key file is too short")
        }
        return try SealingKey(secret)
    }

    /// Tells whether the scalar and what opens it are here.
    var hasSecret: Bool { PrivateFolder.exists(secretKey) && PrivateFolder.exists(secret) }

    /// Opens the scalar.
    func openSecret() throws -> SecretBytes {
        let box = try PrivateFile.read(secret, limit: 1 << 12)
        return try SealedBox.open(box, key: key(at: secretKey), associatedData: secretContext, name: secret)
    }

    /// Erases everything but the scalar.
    func eraseUnfinished() throws {
        try PrivateFolder.wipe(mapKey)
        for name in try PrivateFolder.names(in: path) {
            let file = "\(path)/\(name)"
            if file != secretKey, file != secret { try PrivateFolder.remove(file) }
        }
    }

    /// Erases the scalar and the list.
    func eraseSecrets() throws {
        guard PrivateFolder.exists(path) else { return }
        try PrivateFolder.wipe(secretKey)
        try PrivateFolder.remove(secret)
        try PrivateFolder.remove(column)
        try PrivateFolder.synchronize(path)
    }

    /// Erases the folder and everything in it.
    func eraseAll() throws {
        guard PrivateFolder.exists(path) else { return }
        try PrivateFolder.wipe(secretKey)
        try PrivateFolder.wipe(mapKey)
        try PrivateFolder.remove(path)
    }
}
