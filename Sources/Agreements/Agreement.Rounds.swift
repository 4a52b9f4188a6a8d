// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

extension Agreement {
    /// How many rounds there may be, and how fast.
    package struct Rounds: Hashable, Sendable {
        /// The highest round number.
        package let maximum: Int
        /// The hours between the openings of two rounds.
        package let intervalHours: Int
        /// The hours after which an unfinished round expires.
        package let deadlineHours: Int
    }
}
