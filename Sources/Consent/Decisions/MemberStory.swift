// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing
package import Vocabulary

/// What the coordinator knows of one of the brand's own rows (protocol/v1/http.md §3).
package struct MemberStory: Equatable, Sendable {
    /// A stored plan that has a message for the member.
    package struct PlanPlace: Equatable, Sendable {
        package let plan: Handle
        package let context: String
        package let channel: Channel
        package let madeAt: Timestamp
        package let sendAfter: Timestamp
        package let notAfter: Timestamp

        package init(
            plan: Handle, context: String, channel: Channel, madeAt: Timestamp, sendAfter: Timestamp,
            notAfter: Timestamp
        ) {
            self.plan = plan
            self.context = context
            self.channel = channel
            self.madeAt = madeAt
            self.sendAfter = sendAfter
            self.notAfter = notAfter
        }
    }

    package let handle: Handle
    package let decision: Unverified<Decision>?
    package let revocation: Unverified<RevocationReceipt>?
    /// Segments that it is in now; only such whose size may be told.
    package let segments: [String]
    package let plans: [PlanPlace]

    package init(
        handle: Handle, decision: Unverified<Decision>?, revocation: Unverified<RevocationReceipt>?,
        segments: [String], plans: [PlanPlace]
    ) {
        self.handle = handle
        self.decision = decision
        self.revocation = revocation
        self.segments = segments
        self.plans = plans
    }

    /// Reads the document; unknown fields are refused.
    package init(json: JSONValue) throws {
        var reader = try ObjectReader(json, path: "member")
        handle = try reader.handle("handle")
        decision = reader.has("decision") ? try Unverified(json: reader.value("decision")) : nil
        revocation = reader.has("revocation") ? try Unverified(json: reader.value("revocation")) : nil
        segments = try reader.strings("segments", count: 0...1000)
        plans = try reader.objects("plans", count: 0...10_000) { reader in
            PlanPlace(
                plan: try reader.handle("plan"), context: try reader.name("context"),
                channel: try reader.choice("channel"), madeAt: try reader.timestamp("madeAt"),
                sendAfter: try reader.timestamp("sendAfter"), notAfter: try reader.timestamp("notAfter"))
        }
        try reader.finish()
    }

    /// The document as it is sent.
    package var json: JSONValue {
        var fields: [String: JSONValue] = [
            "handle": .string(handle.hex), "segments": .array(segments.map { .string($0) }),
            "plans": .array(
                plans.map {
                    .object([
                        "plan": .string($0.plan.hex), "context": .string($0.context),
                        "channel": .string($0.channel.rawValue), "madeAt": .string($0.madeAt.text),
                        "sendAfter": .string($0.sendAfter.text), "notAfter": .string($0.notAfter.text),
                    ])
                }),
        ]
        fields["decision"] = decision.map(\.json)
        fields["revocation"] = revocation.map(\.json)
        return .object(fields)
    }
}
