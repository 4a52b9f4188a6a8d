// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// How far this home got in a round.
///
/// prepared → committed → agreed → finished; from any of the first three also → ended. A step is stored before anything
/// that follows from it is sent, and `committed` before the commitment is: sending again what was sent is harmless.
package enum RoundStep: String, CaseIterable, Sendable {
    /// Key, row map, list and commitment are durable; nothing was sent.
    case prepared
    /// The commitment was, or is about to be, sent.
    case committed
    /// The transcript is signed and the exposure charged.
    case agreed
    /// The result is stored; key and list are erased.
    case finished
    /// The round ended without a result; key, list and row map are erased.
    case ended

    /// True where nothing more happens in the round.
    package var isFinal: Bool { self == .finished || self == .ended }
}
