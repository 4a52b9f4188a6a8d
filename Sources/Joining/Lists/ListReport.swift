// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// What became of a list's rows: each stands for an accepted number or is repeated, conflicting or refused.
package struct ListReport: Equatable, Sendable {
    /// Rows read, header not counted.
    package let rows: Int
    /// Numbers that go into the round.
    package let accepted: Int
    /// Rows that repeat an accepted number.
    package let duplicates: Int
    /// Rows refused, by reason.
    package let refused: [String: Int]
    /// Rows that do not count because another row of their number has a consent in a more restrictive state, whether or not
    /// that lets the number in.
    package let conflicts: Int

    /// How refused consents spell the sender; nil where none is refused for it.
    package let senders: OtherSenders?

    package init(
        rows: Int, accepted: Int, duplicates: Int, refused: [String: Int], conflicts: Int = 0,
        senders: OtherSenders? = nil
    ) {
        self.rows = rows
        self.accepted = accepted
        self.duplicates = duplicates
        self.refused = refused
        self.conflicts = conflicts
        self.senders = senders
    }

    /// Whether rows were refused for want of a consent.
    package var lacksConsents: Bool { conflicts > 0 || refused.keys.contains { $0.hasPrefix("consent-") } }

    /// Rows refused for any reason.
    package var refusedTotal: Int { refused.values.reduce(0, +) }
}
