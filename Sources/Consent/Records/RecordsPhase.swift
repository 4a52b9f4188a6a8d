// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Vocabulary

/// How far the records of a matched round are (protocol/v1/consent.md §3).
package struct RecordsPhase: Equatable, Sendable {
    /// What one party has sent.
    package struct Sender: Equatable, Sendable {
        /// Pages that are stored, the first `pages` ones.
        package let pages: Int
        /// True once the last page is there.
        package let isComplete: Bool
        /// The highest handle so far.
        package let lastHandle: Handle?

        package init(pages: Int, isComplete: Bool, lastHandle: Handle?) {
            self.pages = pages
            self.isComplete = isComplete
            self.lastHandle = lastHandle
        }

        /// Before the first page.
        package static let none = Sender(pages: 0, isComplete: false, lastHandle: nil)
    }

    /// When the round ended in a match, seconds since 1970; nil where it did not.
    package let matchedAt: Int64?
    /// What each party has sent; parties that sent nothing are absent.
    package let senders: [PartyID: Sender]
    /// True once no record is taken any more.
    package let isDecided: Bool
    /// True once retention has erased the members.
    package let isErased: Bool

    package init(matchedAt: Int64?, senders: [PartyID: Sender], isDecided: Bool, isErased: Bool) {
        self.matchedAt = matchedAt
        self.senders = senders
        self.isDecided = isDecided
        self.isErased = isErased
    }

    /// What a party has sent.
    package func sender(_ party: PartyID) -> Sender { senders[party] ?? .none }

    /// Rises with every page and with the end.
    package var revision: Int { senders.values.reduce(isDecided ? 1 : 0) { $0 + $1.pages } }
}
