// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing
package import Vocabulary

/// Some messages of a plan, in handle order, as the coordinator signs them (protocol/v1/segments.md §6).
package struct MessagePage: StatementBody {
    package static let type = "messages"

    package let agreement: AgreementID
    package let round: RoundID
    /// The random name of the plan.
    package let plan: Handle
    /// The handle after which the page starts; nil for the first.
    package let after: Handle?
    /// None at the end.
    package let messages: [PlannedMessage]

    package init(
        agreement: AgreementID, round: RoundID, plan: Handle, after: Handle?, messages: [PlannedMessage]
    ) {
        self.agreement = agreement
        self.round = round
        self.plan = plan
        self.after = after
        self.messages = messages
    }

    package init(reading reader: inout ObjectReader) throws {
        try reader.coordinator("from")
        agreement = try reader.agreementID("agreement")
        round = try reader.roundID("round")
        plan = try reader.handle("plan")
        after = reader.has("after") ? try reader.handle("after") : nil
        messages = try reader.objects("messages") { try PlannedMessage(reading: &$0) }
    }

    package var fields: [String: JSONValue] {
        var fields: [String: JSONValue] = [
            "from": .string(PartyID.coordinator.name), "agreement": .string(agreement.hex), "round": .string(round.hex),
            "plan": .string(plan.hex), "messages": .array(messages.map(\.json)),
        ]
        fields["after"] = after.map { .string($0.hex) }
        return fields
    }

    /// True where the page continues a plan of this coordinator's after a handle.
    package func continues(_ summary: PlanSummary, after handle: Handle?) -> Bool {
        agreement == summary.agreement && round == summary.round && plan == summary.plan?.id && after == handle
    }
}
