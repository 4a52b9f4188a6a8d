// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Vocabulary

/// An Ed25519 signature, 64 bytes, in the one accepted form: R canonically encoded and S < ℓ (RFC 8032, section 5.1.7).
///
/// Without these rules anyone could turn a signature into another valid one.
package struct Signature: Hashable, Sendable, CustomStringConvertible {
    /// R ‖ S.
    package let bytes: [UInt8]

    /// Accepts 64 bytes.
    package init(bytes: some Collection<UInt8>) throws(SignatureError) {
        let bytes = Array(bytes)
        guard bytes.count == 64 else { throw .length }
        guard EdwardsEncoding.isCanonicalPoint(Array(bytes[..<32])) else { throw .pointNotCanonical }
        guard EdwardsEncoding.isCanonicalScalar(Array(bytes[32...])) else { throw .scalarTooLarge }
        self.bytes = bytes
    }

    /// 128 lowercase hexadecimal digits.
    package var hex: String { Hexadecimal.encode(bytes) }

    package var description: String { hex }
}
