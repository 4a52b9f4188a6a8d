// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Secrets

/// Keeps the key of one sealed file in a file of its own: 32 random bytes, which are overwritten when it is erased.
enum SealingKeyFile {
    /// Draws a key and makes its file durable; nothing may have the name.
    static func create(at path: String) throws -> SealingKey {
        let key = try SealingKey.random()
        let file = try AtomicFile(path: path)
        try key.withUnsafeBytes { (bytes) throws(SecretsError) in try file.descriptor.writeAll(bytes) }
        try file.commit(replacing: false)
        return key
    }

    /// Reads a key.
    static func read(_ path: String) throws -> SealingKey {
        var secret = try SecretBytes(count: SealingKey.byteCount)
        let descriptor = try PrivateFile.open(path)
        let count = try secret.withUnsafeMutableBytes { try descriptor.readFull(into: $0) }
        guard count == SealingKey.byteCount else {
            throw HomeError.damaged(path: path, problem: "a key file is too short")
        }
        return try SealingKey(secret)
    }

    /// Tells by its name whether a file holds a key, or is the temporary file of one.
    static func isKey(_ name: String) -> Bool {
        name.hasSuffix(".key") || (name.hasPrefix(".") && name.hasSuffix(".tmp") && name.contains(".key."))
    }

    /// Erases a file: a key is overwritten first.
    static func erase(_ name: String, in folder: String) throws {
        let path = "\(folder)/\(name)"
        if isKey(name) { try PrivateFolder.wipe(path) } else { try PrivateFolder.remove(path) }
    }
}
