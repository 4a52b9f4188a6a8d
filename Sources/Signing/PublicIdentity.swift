// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Vocabulary

/// The public Ed25519 key of a party or of the coordinator, 32 bytes, strictly checked.
///
/// Refused: a y-coordinate not below p, and the eight points of small order, under which a signature says nothing. A
/// value that is no point of the curve is let in here and verifies nothing.
package struct PublicIdentity: Hashable, Sendable, CustomStringConvertible {
    /// The encoding of RFC 8032, section 5.1.2.
    package let bytes: [UInt8]

    /// Accepts 32 bytes.
    package init(bytes: some Collection<UInt8>) throws(IdentityError) {
        let bytes = Array(bytes)
        guard bytes.count == 32 else { throw .length }
        guard EdwardsEncoding.hasCanonicalY(bytes) else { throw .notCanonical }
        guard !EdwardsEncoding.hasSmallOrder(bytes) else { throw .smallOrder }
        self.bytes = bytes
    }

    /// Accepts 64 lowercase hexadecimal digits.
    package init(hex: some StringProtocol) throws(IdentityError) {
        guard let bytes = Hexadecimal.decode(hex, count: 32) else { throw .hexadecimal }
        try self.init(bytes: bytes)
    }

    /// 64 lowercase hexadecimal digits.
    package var hex: String { Hexadecimal.encode(bytes) }

    /// What a person compares over another channel.
    package var fingerprint: Fingerprint { Fingerprint(of: self) }

    package var description: String { hex }
}
