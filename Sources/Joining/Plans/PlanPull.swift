// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Agreements
package import CoordinatorClient
package import Home
package import Segmentation
package import Signing
import Vocabulary

/// Has a context planned, and takes the messages where they are what the context that this home sent can give
/// (protocol/v1/segments.md §6).
///
/// Plan and messages are signed by the coordinator: what does not hold is kept as evidence, and nothing of it is used.
package struct PlanPull: Sendable {
    private let home: Home
    private let agreement: Agreement
    private let context: String

    /// - Parameter context: the name of a context of this home's agreement.
    package init(of context: String, under agreement: Agreement, home: Home) {
        self.home = home
        self.agreement = agreement
        self.context = context
    }

    /// Makes the plan and fetches its messages, ascending by handle; none where it is withheld.
    ///
    /// - Parameter now: the clock.
    /// - Throws: `JoinError.badPlan`, `ClientError`.
    package func run(
        through client: CoordinatorClient, now: () throws -> Timestamp
    ) async throws -> (summary: PlanSummary, messages: [PlannedMessage]) {
        guard try !home.contextDefinitions(named: context, of: agreement.id).isEmpty else {
            throw failure(
                "it is not applied from this home, or was removed, and its messages could not be checked: symbolon contexts "
                    + "apply FILE"
            )
        }
        let asked = try now()
        let answer = try await client.makePlan(of: context, under: agreement.id)
        let summary = try verified(answer).body
        guard summary.agreement == agreement.id, let round = try home.round(summary.round),
            round.agreement == agreement.id
        else { throw failure("the plan is of another agreement, or of a round that this home does not have") }
        // Who was refused since an older round, or is on its list alone, must not be written to by way of an old plan.
        guard try round.number >= newestDecided() else {
            throw convicted(
                answer, of: summary, "the signed plan is of round \(round.number), and a newer one is decided")
        }
        let made = asked.seconds - ClockCheck.toleranceSeconds...(try now()).seconds + ClockCheck.toleranceSeconds
        guard made.contains(summary.madeAt.seconds) else {
            throw failure(
                "the plan was made at \(summary.madeAt), which is not now by this machine's clock: set the clocks")
        }
        // Read now: what was applied while the plan was made counts too. The bytes as they were written, because texts that
        // are canonically equivalent are not the same message.
        let planned = summary.context.json.canonicalBytes
        guard try home.contextDefinitions(named: context, of: agreement.id).contains(planned) else {
            throw failure(
                "the coordinator planned another context than the one that was applied here last; apply it again, "
                    + "and ask its operator where that does not help")
        }
        guard let plan = summary.plan else { return (summary, []) }
        let scope = ContextScope(schema: RuleSchema(agreement), channels: agreement.channels)
        if let count = round.rowCount, plan.messages > count {
            throw convicted(answer, of: summary, "the plan has more messages than this party has matched rows")
        }
        let check = try MessageCheck(
            of: Context(summary.context, scope: scope), madeAt: summary.madeAt, in: summary.round, agreement, home)
        var messages: [PlannedMessage] = []
        while true {
            let after = messages.last?.handle
            let answer = try await client.messages(of: plan.id, after: after)
            let page = try verified(answer).body
            guard page.continues(summary, after: after), Self.ascend(page.messages, after: after),
                messages.count + page.messages.count <= plan.messages
            else {
                throw convicted(
                    answer, of: summary,
                    "a signed page is of another plan, or its messages do not ascend, or are too many")
            }
            guard !page.messages.isEmpty else { return (summary, messages) }
            if let problem = check.firstProblem(in: page.messages) { throw convicted(answer, of: summary, problem) }
            messages += page.messages
        }
    }

    /// The number of the newest round whose decisions this home has verified to their end; 0 before the first.
    private func newestDecided() throws -> UInt32 {
        try home.rounds(of: agreement.id).filter {
            try !$0.isErased && home.memberPhase(of: $0.id).end != nil
        }.map(\.number).max() ?? 0
    }

    private static func ascend(_ messages: [PlannedMessage], after handle: Handle?) -> Bool {
        let handles = [handle].compactMap(\.self) + messages.map(\.handle)
        return zip(handles, handles.dropFirst()).allSatisfy { $0 < $1 }
    }

    private func verified<Body: StatementBody>(_ statement: Unverified<Body>) throws -> Signed<Body> {
        do {
            return try statement.verified(by: agreement.coordinator.key)
        } catch {
            throw failure("the coordinator's answer does not verify under its key of the agreement: \(error)")
        }
    }

    private func failure(_ why: String) -> JoinError { .badPlan(context: context, why: why) }

    /// Keeps a signed statement that shows a fault, and says where.
    private func convicted<Body: StatementBody>(
        _ statement: Unverified<Body>, of summary: PlanSummary, _ why: String
    ) -> any Error {
        do {
            let name = "\(Body.type)-\(summary.plan?.id.hex ?? "withheld").json"
            // Under the round that the agreement had first: the one that the statement names may be none of ours.
            let round = try home.round(summary.round) == nil ? agreement.roundID(1) : summary.round
            let path = try home.keepEvidence(of: round, named: name, statement.json.canonicalBytes)
            return failure("\(why); the signed statement is kept in \(path)")
        } catch {
            return error
        }
    }
}
