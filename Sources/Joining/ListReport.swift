// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// What became of a list's rows.
package struct ListReport: Equatable, Sendable {
    /// Rows read, header not counted.
    package let rows: Int
    /// Numbers that go into the round.
    package let accepted: Int
    /// Rows that repeat an accepted number.
    package let duplicates: Int
    /// Rows refused, by reason.
    package let refused: [String: Int]

    /// Numbers whose consents have different states; the most restrictive counted.
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
    package var lacksConsents: Bool { refused.keys.contains { $0.hasPrefix("consent-") } }

    /// Rows refused for any reason.
    package var refusedTotal: Int { refused.values.reduce(0, +) }
}
