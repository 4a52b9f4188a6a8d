// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// How far a party got with its records of one round (protocol/v1/consent.md §3).
package struct MemberPhase: Equatable, Sendable {
    /// True once the coordinator has all records of this party.
    package let isComplete: Bool
    /// What the coordinator said when all rows were decided; nil before.
    package let end: StoredPhaseEnd?

    package init(isComplete: Bool, end: StoredPhaseEnd?) {
        self.isComplete = isComplete
        self.end = end
    }
}
