// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing
package import Vocabulary

/// A revocation of one matched row, as this party recorded it (protocol/v1/consent.md §8).
package struct StoredRevocation: Equatable, Sendable {
    package let round: RoundID
    /// The party's own.
    package let handle: Handle
    /// When it was first recorded here.
    package let at: Timestamp
    /// The envelope of the coordinator's receipt; nil until it is here.
    package let receipt: [UInt8]?
}
