// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// What is to be taken for a line's status at a moment, and why.
package struct StatusVerdict: Hashable, Sendable {
    package let status: LineStatus
    /// The assertion that decided; nil for `unknown`.
    package let deciding: StatusAssertion?
    /// When to ask again at the latest: the next second in which an assertion begins or ends to hold; nil for never.
    package let holdsUntil: Int64?
}
