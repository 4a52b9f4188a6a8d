// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Who works on which list when: the parties of an agreement in order, by index from 0.
///
/// Hop 0 of list i is its owner, party i; hop r is party (i + r) mod n; the last hop is n − 1 (protocol/v1/matching.md).
package struct Ring: Equatable, Sendable {
    /// The number of parties, n, 2 to 8.
    package let count: Int

    /// Accepts the number of parties of an agreement that has been read.
    init(count: Int) { self.count = count }

    /// The hop whose output becomes tokens: n − 1.
    package var lastHop: Int { count - 1 }

    /// All hops after the owner's own: 1 … n − 1.
    package var hops: ClosedRange<Int> { 1...lastHop }

    /// All lists, one a party.
    package var lists: Range<Int> { 0..<count }

    /// The party that computes a hop of a list: (list + hop) mod n.
    package func hopParty(list: Int, hop: Int) -> Int { (list + hop) % count }

    /// The hop at which a party works on a list: (party − list) mod n; 0 for its own.
    package func hop(of party: Int, list: Int) -> Int { (party - list + count) % count }

    /// The hops a party computes on the lists of others, nearest owner last, as (list, hop).
    package func turns(of party: Int) -> [(list: Int, hop: Int)] {
        hops.map { ((party - $0 + count) % count, $0) }
    }
}
