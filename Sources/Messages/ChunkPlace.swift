// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Vocabulary

/// Where a chunk lies: the owner of its list, the hop that made it (0 is the owner's own), and its index.
package struct ChunkPlace: Hashable, Sendable {
    /// The owner of the list.
    package let list: PartyID
    /// 0 for the owner's upload, 1 … n−1 for the hops.
    package let hop: Int
    /// Index from 0.
    package let chunk: Int

    package init(list: PartyID, hop: Int, chunk: Int) {
        self.list = list
        self.hop = hop
        self.chunk = chunk
    }
}
