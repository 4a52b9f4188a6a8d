// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing

/// Some messages of a plan, in handle order (protocol/v1/http.md §3).
package struct MessagePage: Equatable, Sendable {
    package let messages: [PlannedMessage]

    package init(messages: [PlannedMessage]) { self.messages = messages }

    /// Reads the document; unknown fields are refused.
    package init(json: JSONValue) throws {
        var reader = try ObjectReader(json, path: "messages")
        messages = try reader.objects("messages") { try PlannedMessage(reading: &$0) }
        try reader.finish()
    }

    /// The document as it is sent.
    package var json: JSONValue { .object(["messages": .array(messages.map(\.json))]) }
}
