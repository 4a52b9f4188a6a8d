// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Signing
internal import Vocabulary

/// The coordinator's identity key as a file: 64 lowercase hexadecimal digits of the seed and a line feed.
enum IdentityFile {
    /// The file's content for a key.
    static func text(of key: IdentityKey) -> String {
        key.withRawRepresentation { Hexadecimal.encode($0) + "\n" }
    }

    /// Reads a key.
    static func read(_ path: String) throws -> IdentityKey {
        let text = try PrivateDocument.read(path)
        guard text.hasSuffix("\n"), let seed = Hexadecimal.decode(text.dropLast(), count: 32),
            let key = try? IdentityKey(rawRepresentation: seed)
        else {
            throw CommandFailure(
                .badConfiguration, "\(path): expected 64 lowercase hexadecimal digits; restore it from a backup")
        }
        return key
    }
}
