// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Columns

/// A consent record and the commitment to the number it belongs to; only the brand sends them.
package struct BoundConsent: Hashable, Sendable {
    /// The commitment of protocol/v1/consent.md §4.
    package let subject: Digest
    package let record: ConsentRecord

    package init(subject: Digest, record: ConsentRecord) {
        self.subject = subject
        self.record = record
    }
}
