// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Vocabulary

/// What of an agreement decides on consents (protocol/v1/agreement.md §2).
package struct ConsentTerms: Equatable, Sendable {
    /// Who writes, as consents name it, byte for byte.
    package let sender: String
    /// What for.
    package let purpose: Purpose
    /// How, at least one way.
    package let channels: [Channel]
    /// Names of the policy packs, in the agreement's order.
    package let policies: [String]

    package init(sender: String, purpose: Purpose, channels: [Channel], policies: [String]) {
        self.sender = sender
        self.purpose = purpose
        self.channels = channels
        self.policies = policies
    }

    /// True where a record names the sender; strings that only look the same are different.
    package func isSender(of record: ConsentRecord) -> Bool { isSender(record.sender) }

    /// True where a text is the sender's name, byte for byte.
    package func isSender(_ name: String) -> Bool { sender.utf8.elementsEqual(name.utf8) }

    /// The channels that the agreement and a record share, in the order of `Channel.allCases`.
    func channels(sharedWith record: ConsentRecord) -> [Channel] {
        Channel.allCases.filter { channels.contains($0) && record.channels.contains($0) }
    }
}
