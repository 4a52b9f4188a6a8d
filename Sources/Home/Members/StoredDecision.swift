// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing
package import Vocabulary

/// A verified decision of the coordinator about one of the party's matched rows (protocol/v1/consent.md §5).
package struct StoredDecision: Equatable, Sendable {
    package let round: RoundID
    /// The party's own.
    package let handle: Handle
    /// The outcome.
    package let isAllowed: Bool
    /// The channels that may be used; empty when refused.
    package let channels: [Channel]
    /// Codes and rules as in the statement; empty array when allowed.
    package let reasons: JSONValue
    /// The moment from which it no longer allows anything; nil where there is none.
    package let until: Timestamp?
    /// The local hours in which messages may arrive; nil when refused.
    package let hours: LocalHours?
    /// Its place in the agreement's log.
    package let sequence: Int
    /// When it was made, on the coordinator's clock.
    package let at: Timestamp
    /// The signed envelope, byte for byte.
    package let envelope: [UInt8]

    package init(
        round: RoundID, handle: Handle, isAllowed: Bool, channels: [Channel], reasons: JSONValue, until: Timestamp?,
        hours: LocalHours?, sequence: Int, at: Timestamp, envelope: [UInt8]
    ) {
        self.round = round
        self.handle = handle
        self.isAllowed = isAllowed
        self.channels = channels
        self.reasons = reasons
        self.until = until
        self.hours = hours
        self.sequence = sequence
        self.at = at
        self.envelope = envelope
    }
}
