// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Secrets
internal import Vocabulary

/// Names the files of one round and what seals them.
///
/// | file | content | sealed with | erased |
/// |---|---|---|---|
/// | `secret.key`, `map.key`, `spool.key`, `salts.key` | 32 random bytes each | – | with what they seal |
/// | `parts.key` | 32 random bytes, which seal parts of the list outside of the home | – | when the list is made |
/// | `secret.box` | the scalar k | `secret.key` | when the round is over |
/// | `column` | the list, 32 bytes an element, ascending | – | when the round is over |
/// | `map` | 12 bytes a row of the column: u64be E.164 digits, u32be row of the input | `map.key` | when retention ends |
/// | `spool` | 12 bytes as in `map` ‖ u16be length ‖ payload for each row of the input | `spool.key` | with `map` |
/// | `rows.N` | row records, 20 bytes each, page N | – | when retention ends |
/// | `salts` | handle (16) ‖ salt (32) for each matched row, ascending by handle | `salts.key` | when retention ends |
struct RoundFolder: Sendable {
    let path: String
    let round: RoundID

    var secretKey: String { "\(path)/secret.key" }
    var secret: String { "\(path)/secret.box" }
    var partsKey: String { "\(path)/parts.key" }
    var column: String { "\(path)/column" }
    var mapKey: String { "\(path)/map.key" }
    var map: String { "\(path)/map" }
    var spoolKey: String { "\(path)/spool.key" }
    var spool: String { "\(path)/spool" }
    var saltsKey: String { "\(path)/salts.key" }
    var salts: String { "\(path)/salts" }
    func rows(_ page: Int) -> String { "\(path)/rows.\(page)" }

    /// Binds the sealed scalar to its round.
    var secretContext: [UInt8] { Array("symbolon home secret".utf8) + [0] + round.bytes }
    /// Binds the sealed row map to its round.
    var mapContext: [UInt8] { Array("symbolon home map".utf8) + [0] + round.bytes }

    /// Binds a sealed part of the list to its round.
    var partsContext: [UInt8] { Array("symbolon home part".utf8) + [0] + round.bytes }

    /// Binds the sealed salts to their round.
    var saltsContext: [UInt8] { Array("symbolon home salts".utf8) + [0] + round.bytes }

    /// Tells whether the scalar and what opens it are here.
    var hasSecret: Bool { PrivateFolder.exists(secretKey) && PrivateFolder.exists(secret) }

    /// Tells whether the key of the list's parts is here.
    var hasPartsKey: Bool { PrivateFolder.exists(partsKey) }

    /// Opens the scalar.
    func openSecret() throws -> SecretBytes {
        let box = try PrivateFile.read(secret, limit: 1 << 12)
        return try SealedBox.open(box, key: SealingKeyFile.read(secretKey), associatedData: secretContext, name: secret)
    }

    /// Erases everything but the scalar and the key of the list's parts.
    func eraseUnfinished() throws {
        for name in try PrivateFolder.names(in: path) {
            let file = "\(path)/\(name)"
            if file != secretKey, file != secret, file != partsKey { try SealingKeyFile.erase(name, in: path) }
        }
    }

    /// Erases the scalar and the list.
    func eraseSecrets() throws {
        guard PrivateFolder.exists(path) else { return }
        try PrivateFolder.wipe(secretKey)
        try PrivateFolder.wipe(partsKey)
        try PrivateFolder.remove(secret)
        try PrivateFolder.remove(column)
        try PrivateFolder.synchronize(path)
    }

    /// Erases the salts.
    func eraseSalts() throws {
        try PrivateFolder.wipe(saltsKey)
        try PrivateFolder.remove(salts)
    }

    /// Erases the folder and everything in it, the keys first.
    func eraseAll() throws {
        guard PrivateFolder.exists(path) else { return }
        for name in try PrivateFolder.names(in: path) where SealingKeyFile.isKey(name) {
            try PrivateFolder.wipe("\(path)/\(name)")
        }
        try PrivateFolder.remove(path)
    }
}
