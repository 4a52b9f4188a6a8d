// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Columns
package import Messages
package import Signing

/// Something that happened in a round, as it is stored; a round is the sum of its events.
package enum RoundEvent: Sendable {
    case committed(Signed<Commitment>)
    case agreed(Signed<TranscriptAgreement>)
    case stored(StoredChunk)
    case finished(Signed<ResultManifest>)
    case stopped(Signed<StopNotice>)
    case expired

    /// A chunk whose bytes lie in the column store.
    package struct StoredChunk: Equatable, Sendable {
        package let place: ChunkPlace
        /// Merkle root of its records.
        package let digest: Digest
        /// The last element of a chunk of hop 0, which the next chunk must exceed.
        package let last: EncodedElement?

        package init(place: ChunkPlace, digest: Digest, last: EncodedElement?) {
            self.place = place
            self.digest = digest
            self.last = last
        }
    }
}
