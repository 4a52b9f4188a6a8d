// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Signing
internal import Vocabulary

extension ObjectReader {
    /// The fingerprint of an authority, 64 lowercase hexadecimal digits.
    mutating func fingerprint(_ key: String) throws(FieldError) -> AuthorityFingerprint {
        guard let fingerprint = AuthorityFingerprint(hex: Hexadecimal.encode(try bytes(key, count: 32))) else {
            throw error(key, "expected 64 lowercase hexadecimal digits")
        }
        return fingerprint
    }
}
