// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Why a round was stopped; the spellings are those of protocol/v1/matching.md §5.
package enum StopReason: String, CaseIterable, Sendable {
    /// A party ended the round.
    case cancelled
    /// A party no longer has the keys of this round.
    case stateLost = "state-lost"
    /// Bytes that the accused signed do not decode.
    case undecodableElement = "undecodable-element"
    /// The accused signed another transcript.
    case transcriptMismatch = "transcript-mismatch"
    /// A list holds one token twice after the accused's hop.
    case duplicateToken = "duplicate-token"
    /// The budget of the agreement's parties was exceeded when T was formed.
    case budget
}
