// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

extension Agreement {
    /// What the coordinator holds back and counts (protocol/v1/agreement.md, section 6).
    package struct Disclosure: Hashable, Sendable {
        /// The fewest rows of a list that is not a suppression list.
        package let minimumList: Int
        /// The fewest rows of a result, and of every published stage.
        package let minimumResult: Int
        /// The days over which rows and rounds are counted.
        package let windowDays: Int
        /// How many times its cap a party may spend in the window.
        package let budgetFactor: Int
        /// How many rounds the window may hold.
        package let budgetRounds: Int
        /// The fewest added and removed rows between two lists, unless they are equal.
        package let minimumChange: Int
        /// True where an empty or much smaller suppression list does not stop a round.
        package let allowShrunkSuppression: Bool
    }
}
