// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Secrets

/// What a round knows of its spool: how it is bound, and how many rows it has.
struct RoundSpool: Sendable {
    /// 16 random bytes, drawn with the spool; they are what its file is sealed to, for a spool is older than its round.
    let nonce: [UInt8]
    let rows: Int

    static func newNonce() throws -> [UInt8] {
        try SecretBytes.random(count: 16).withUnsafeBytes { Array($0) }
    }

    /// Binds a sealed spool to the round that names the nonce.
    static func context(_ nonce: [UInt8]) -> [UInt8] { Array("symbolon home spool".utf8) + [0] + nonce }
}
