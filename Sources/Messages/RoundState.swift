// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Where a round stands (protocol/v1/matching.md §3).
package enum RoundState: String, CaseIterable, Sendable {
    /// Commitments and transcript signatures are collected.
    case gathering
    /// Lists travel through their hops.
    case ring
    /// Members exist; entitled parties may fetch their rows.
    case matched
    /// Fewer members than the minimum; nothing is released.
    case belowMinimum = "below-minimum"
    /// A fault or a cancellation ended it.
    case stopped
    /// Its deadline passed.
    case expired

    /// Whether nothing can change any more.
    package var isFinal: Bool { self != .gathering && self != .ring }
}
