// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing
package import Vocabulary

/// A row of the brand that matched and whose decision is `allowed`, with what is known of it
/// (protocol/v1/segments.md).
package struct Member: Sendable {
    /// The brand's handle.
    package let handle: Handle
    /// The channels of the decision.
    package let channels: [Channel]
    /// The moment from which the decision no longer allows anything; nil where it has no end.
    package let until: Timestamp?
    /// The hours of the decision.
    package let hours: LocalHours
    /// What parties told, by party and granted name.
    package let attributes: [AttributeKey: AttributeValue]

    package init(
        handle: Handle, channels: [Channel], until: Timestamp?, hours: LocalHours,
        attributes: [AttributeKey: AttributeValue]
    ) {
        self.handle = handle
        self.channels = channels
        self.until = until
        self.hours = hours
        self.attributes = attributes
    }
}
