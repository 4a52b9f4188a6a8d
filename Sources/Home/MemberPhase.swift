// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// How far a party got with its records of one round (protocol/v1/consent.md §3).
package struct MemberPhase: Equatable, Sendable {
    /// The number of the page to send next, from 0; the pages before it are accepted.
    package let nextPage: Int
    /// True once the last page is accepted.
    package let isComplete: Bool
    /// What the coordinator said when all rows were decided; nil before.
    package let end: StoredPhaseEnd?

    package init(nextPage: Int, isComplete: Bool, end: StoredPhaseEnd?) {
        self.nextPage = nextPage
        self.isComplete = isComplete
        self.end = end
    }
}
