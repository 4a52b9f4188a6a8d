// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Messages
package import Signing

/// A chunk as it came from the relay: right in type, length and Content-Digest, and nothing more is known of it.
package struct ChunkDownload: Sendable {
    /// Whole elements of 32 bytes.
    package let bytes: [UInt8]
    /// The receipt of the hop that made it; nil for hop 0.
    package let receipt: Unverified<HopReceipt>?

    /// What travelled.
    package var traffic: Traffic { Traffic(down: bytes.count) }
}
