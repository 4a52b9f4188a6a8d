// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// What a party knows of a round's decisions.
package struct SettlementOutcome: Equatable, Sendable {
    /// Whether the coordinator's log says that the round is decided; known to the brand alone.
    package let isDecided: Bool
    package let allowed: Int?
    package let refused: Int?
    /// Refused rows by reason; a row may have several.
    package let reasons: [String: Int]
    /// Whether the round was decided before this party had sent its records.
    package let isLate: Bool
}
