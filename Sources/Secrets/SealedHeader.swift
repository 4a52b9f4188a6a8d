// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Names the first eight bytes of everything that is sealed: six letters, a zero, a version.
///
/// The header is part of the associated data, so that no format or version can be passed off as another.
struct SealedHeader {
    static let byteCount = 8

    /// Starts a small secret in one piece: header, 24-byte nonce, ciphertext, 16-byte tag.
    static let box = SealedHeader(letters: "SYMBOX", version: 1)

    /// Starts a stream of blocks: header, 24-byte stream header, blocks of 64 KiB and 17 bytes, the last one shorter.
    static let stream = SealedHeader(letters: "SYMSTR", version: 1)

    let bytes: [UInt8]

    private init(letters: StaticString, version: UInt8) {
        bytes = Array(letters.description.utf8) + [0, version]
    }

    /// Checks the header at the start of sealed bytes.
    func check(_ start: [UInt8], name: String) throws(SecretsError) {
        guard start.count >= Self.byteCount, start.prefix(7).elementsEqual(bytes.prefix(7)) else {
            throw .notSealed(name: name)
        }
        guard start[7] == bytes[7] else {
            throw .unsupportedVersion(name: name, version: start[7])
        }
    }
}
