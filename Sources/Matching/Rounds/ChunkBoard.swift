// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Columns

/// Which chunks of which hops are stored, and under which digest.
///
/// Lists and hops are indices in ring order; hop 0 is the owner's upload, hop n−1 holds tokens.
package struct ChunkBoard: Sendable {
    /// One layout a list.
    package let layouts: [ChunkLayout]
    /// `digests[list][hop][chunk]`.
    private var digests: [[[Digest?]]]
    /// For each list and hop, the lowest chunk that is missing.
    private var frontier: [[Int]]
    /// For each list, the last element of its highest stored chunk of hop 0.
    private var lastElements: [EncodedElement?]
    /// Chunks stored, all hops.
    package private(set) var stored = 0

    /// Starts empty.
    package init(layouts: [ChunkLayout]) {
        self.layouts = layouts
        let hops = layouts.count
        digests = layouts.map { layout in
            Array(repeating: Array(repeating: nil, count: layout.chunkCount), count: hops)
        }
        frontier = layouts.map { _ in Array(repeating: 0, count: hops) }
        lastElements = layouts.map { _ in nil }
    }

    /// Chunks of all lists and hops.
    package var total: Int { layouts.reduce(0) { $0 + $1.chunkCount } * layouts.count }

    /// Whether all chunks of all hops are stored.
    package var isComplete: Bool { stored == total }

    /// The digest stored in a place; nil where there is none, or no such place.
    package func digest(list: Int, hop: Int, chunk: Int) -> Digest? {
        guard digests.indices.contains(list), digests[list].indices.contains(hop),
            digests[list][hop].indices.contains(chunk)
        else { return nil }
        return digests[list][hop][chunk]
    }

    /// The lowest chunk of a hop that is missing; the number of chunks when none is.
    package func firstMissing(list: Int, hop: Int) -> Int { frontier[list][hop] }

    /// The element that the next chunk of hop 0 must exceed.
    package func lastElement(list: Int) -> EncodedElement? { lastElements[list] }

    /// Chunks that a hop could do now: the hop before has them, this one does not.
    package func ready(list: Int, hop: Int, atMost limit: Int) -> [Int] {
        var found: [Int] = []
        for chunk in frontier[list][hop]..<layouts[list].chunkCount where found.count < limit {
            if digests[list][hop][chunk] == nil, digests[list][hop - 1][chunk] != nil { found.append(chunk) }
        }
        return found
    }

    /// Records a stored chunk; storing one place again, or a place that does not exist, changes nothing.
    package mutating func store(_ digest: Digest, list: Int, hop: Int, chunk: Int, last: EncodedElement?) {
        guard digests.indices.contains(list), digests[list].indices.contains(hop),
            digests[list][hop].indices.contains(chunk), digests[list][hop][chunk] == nil
        else { return }
        digests[list][hop][chunk] = digest
        stored += 1
        if hop == 0 { lastElements[list] = last }
        while frontier[list][hop] < layouts[list].chunkCount, digests[list][hop][frontier[list][hop]] != nil {
            frontier[list][hop] += 1
        }
    }
}
