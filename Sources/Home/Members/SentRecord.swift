// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Columns
package import Vocabulary

/// What a brand sent about one matched row, by its digests (protocol/v1/consent.md §3).
package struct SentRecord: Hashable, Sendable {
    /// The party's own.
    package let handle: Handle
    /// The commitment to the number.
    package let subject: Digest
    /// SHA-256 of the canonical form of the consent record.
    package let record: Digest

    package init(handle: Handle, subject: Digest, record: Digest) {
        self.handle = handle
        self.subject = subject
        self.record = record
    }
}
