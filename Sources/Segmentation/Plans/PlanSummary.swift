// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing
package import Vocabulary

/// The coordinator's word that it made a plan, and by which context, or that it withheld one
/// (protocol/v1/segments.md §6).
package struct PlanSummary: StatementBody {
    package static let type = "plan"

    /// What is told of a plan that is not withheld.
    package struct Plan: Equatable, Sendable {
        /// Its random name.
        package let id: Handle
        package let messages: Int

        package init(id: Handle, messages: Int) {
            self.id = id
            self.messages = messages
        }
    }

    package let agreement: AgreementID
    package let round: RoundID
    /// The context as the coordinator has it: what the brand may hold against what it wrote.
    package let context: ContextDefinition
    package let madeAt: Timestamp
    /// Nil where it was withheld.
    package let plan: Plan?

    package init(
        agreement: AgreementID, round: RoundID, context: ContextDefinition, madeAt: Timestamp, plan: Plan?
    ) {
        self.agreement = agreement
        self.round = round
        self.context = context
        self.madeAt = madeAt
        self.plan = plan
    }

    package init(reading reader: inout ObjectReader) throws {
        try reader.coordinator("from")
        agreement = try reader.agreementID("agreement")
        round = try reader.roundID("round")
        context = try reader.object("context") { try ContextDefinition(reading: &$0) }
        madeAt = try reader.timestamp("madeAt")
        switch try reader.string("state") {
        case "planned":
            plan = Plan(
                id: try reader.handle("plan"), messages: Int(try reader.integer("messages", in: 0...Int64(UInt32.max))))
        case "withheld": plan = nil
        default: throw reader.error("state", "expected planned or withheld")
        }
    }

    package var fields: [String: JSONValue] {
        var fields: [String: JSONValue] = [
            "from": .string(PartyID.coordinator.name), "agreement": .string(agreement.hex), "round": .string(round.hex),
            "context": context.json, "madeAt": .string(madeAt.text),
            "state": .string(plan == nil ? "withheld" : "planned"),
        ]
        fields["plan"] = plan.map { .string($0.id.hex) }
        fields["messages"] = plan.map { .integer(Int64($0.messages)) }
        return fields
    }
}
