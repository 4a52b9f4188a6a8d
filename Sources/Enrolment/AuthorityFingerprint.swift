// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Crypto
internal import Vocabulary

/// SHA-256 of the DER encoding of an authority's certificate, 32 bytes.
///
/// An invite carries it, so that a client knows the authority before it has spoken to the coordinator.
package struct AuthorityFingerprint: Hashable, Sendable, CustomStringConvertible {
    /// 64 lowercase hexadecimal digits.
    package let hex: String

    /// Accepts 64 lowercase hexadecimal digits.
    package init?(hex: some StringProtocol) {
        guard Hexadecimal.decode(hex, count: 32) != nil else { return nil }
        self.hex = String(hex)
    }

    /// Hashes a certificate.
    package init(certificateDER: [UInt8]) {
        hex = Hexadecimal.encode(SHA256.hash(data: certificateDER))
    }

    package var description: String { hex }
}
