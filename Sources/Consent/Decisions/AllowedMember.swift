// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing
package import Vocabulary

/// What the coordinator keeps of a member whose decision is `allowed`.
package struct AllowedMember: Equatable, Sendable {
    /// The member's index in the round's result; it never leaves the coordinator.
    package let member: UInt32
    /// The brand's handle.
    package let handle: Handle
    /// Channels that may be used.
    package let channels: [Channel]
    /// From when nothing is allowed any more.
    package let until: Timestamp?
    /// The local hours in which messages may arrive.
    package let hours: LocalHours

    package init(member: UInt32, handle: Handle, channels: [Channel], until: Timestamp?, hours: LocalHours) {
        self.member = member
        self.handle = handle
        self.channels = channels
        self.until = until
        self.hours = hours
    }
}
