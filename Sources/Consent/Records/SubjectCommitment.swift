// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Columns

/// Binds a consent record to a number that it does not name (protocol/v1/consent.md §4).
package enum SubjectCommitment {
    /// SHA-256("SYMBOLON-V1-SUBJECT" ‖ salt ‖ u64be E.164).
    ///
    /// - Parameter digits: the E.164 digits as an integer (protocol/v1/encoding.md §6).
    package static func digest(of digits: UInt64, salt: SubjectSalt) -> Digest {
        let number = withUnsafeBytes(of: digits.bigEndian) { Array($0) }
        return Digest(sha256: Array(DomainSeparation.subject.utf8) + salt.bytes + number)
    }
}
