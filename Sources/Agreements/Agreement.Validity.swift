// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing

extension Agreement {
    /// When rounds may be opened: `from` ≤ now < `until`.
    package struct Validity: Hashable, Sendable {
        /// The first second.
        package let from: Timestamp
        /// The first second after.
        package let until: Timestamp

        /// True where a round may be opened at this moment.
        package func contains(_ moment: Timestamp) -> Bool { from <= moment && moment < until }
    }
}
