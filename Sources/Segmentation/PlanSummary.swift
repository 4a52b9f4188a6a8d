// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing
package import Vocabulary

/// A plan that was made, or that it was withheld (protocol/v1/segments.md §6).
package struct PlanSummary: Equatable, Sendable {
    /// Its random name, and how many messages it has; nil where it was withheld.
    package let plan: Plan?
    package let context: String
    package let round: RoundID
    package let madeAt: Timestamp

    /// What is told of a plan that is not withheld.
    package struct Plan: Equatable, Sendable {
        package let id: Handle
        package let messages: Int

        package init(id: Handle, messages: Int) {
            self.id = id
            self.messages = messages
        }
    }

    package init(plan: Plan?, context: String, round: RoundID, madeAt: Timestamp) {
        self.plan = plan
        self.context = context
        self.round = round
        self.madeAt = madeAt
    }

    /// Reads the document; unknown fields are refused.
    package init(json: JSONValue) throws {
        var reader = try ObjectReader(json, path: "plan")
        context = try reader.name("context")
        round = try reader.roundID("round")
        madeAt = try reader.timestamp("madeAt")
        switch try reader.string("state") {
        case "planned":
            plan = Plan(
                id: try reader.handle("plan"), messages: Int(try reader.integer("messages", in: 0...Int64(UInt32.max))))
        case "withheld": plan = nil
        default: throw reader.error("state", "expected planned or withheld")
        }
        try reader.finish()
    }

    /// The document as it is sent.
    package var json: JSONValue {
        var fields: [String: JSONValue] = [
            "context": .string(context), "round": .string(round.hex), "madeAt": .string(madeAt.text),
            "state": .string(plan == nil ? "withheld" : "planned"),
        ]
        fields["plan"] = plan.map { .string($0.id.hex) }
        fields["messages"] = plan.map { .integer(Int64($0.messages)) }
        return .object(fields)
    }
}
