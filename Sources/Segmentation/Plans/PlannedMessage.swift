// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing
package import Vocabulary

/// One message that the brand may send (protocol/v1/segments.md §6).
package struct PlannedMessage: Hashable, Sendable {
    /// The brand's handle of the member.
    package let handle: Handle
    package let channel: Channel
    /// The text with the member's values.
    package let text: String
    /// The first moment at which it may arrive.
    package let sendAfter: Timestamp
    /// The first moment at which it may no longer arrive.
    package let notAfter: Timestamp

    package init(handle: Handle, channel: Channel, text: String, sendAfter: Timestamp, notAfter: Timestamp) {
        self.handle = handle
        self.channel = channel
        self.text = text
        self.sendAfter = sendAfter
        self.notAfter = notAfter
    }

    /// Reads the fields; the caller refuses what is left over.
    package init(reading reader: inout ObjectReader) throws(FieldError) {
        handle = try reader.handle("handle")
        channel = try reader.choice("channel")
        text = try reader.string("text", maximumBytes: Template.maximumBytes)
        sendAfter = try reader.timestamp("sendAfter")
        notAfter = try reader.timestamp("notAfter")
        guard sendAfter < notAfter else { throw reader.error("notAfter", "expected a time after sendAfter") }
    }

    /// The message as it is sent.
    package var json: JSONValue {
        .object([
            "handle": .string(handle.hex), "channel": .string(channel.rawValue), "text": .string(text),
            "sendAfter": .string(sendAfter.text), "notAfter": .string(notAfter.text),
        ])
    }
}
