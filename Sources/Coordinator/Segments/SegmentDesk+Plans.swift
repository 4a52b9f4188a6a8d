// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Logging
internal import Messages
internal import Segmentation
internal import Signing
internal import Vocabulary

extension SegmentDesk {
    /// Makes a plan of a context now, stores it, and signs what became of it.
    func makePlan(
        of name: String, under id: AgreementID, for caller: PartyID
    ) async throws -> Signed<PlanSummary> {
        let agreement = try await agreement(id, for: caller)
        guard let (round, _, table) = try await newest(of: agreement) else {
            throw Problem(.wrongState, "No round of this agreement is decided, so that there are no members.")
        }
        guard let context = try contexts(of: agreement)[name] else {
            throw Problem(.notFound, "There is no context \(name) under this agreement.")
        }
        guard let segment = try segments(of: agreement)[context.definition.segment] else {
            throw Problem(.notFound, "The context's segment is not there any more; send it again.")
        }
        let now = try members.moment()
        let minimum = agreement.disclosure.minimumResult
        let planner = Planner(
            context: context, sender: agreement.sender, brand: caller, minimumResult: minimum, at: now)
        let place = context.definition.weather?.place
        let outcome = try await Offload.run { [forecasts] in
            let forecast = place.map { forecasts.forecast(of: $0, at: now) } ?? .failure(.missing)
            return planner.plan(for: segment, in: table, forecast: forecast)
        }
        // The round and the context may have ended while the plan was made.
        guard try isNewest(round, of: id) else {
            throw Problem(.wrongState, "Another round became the newest while the plan was made; make it again.")
        }
        guard try dependencies.segments.contexts(of: id).contains(context.definition) else {
            throw Problem(
                .wrongState, "The context \(name) was changed or removed while the plan was made; make it again.")
        }
        var saved: PlanSummary.Plan?
        switch outcome {
        case .weatherUnavailable(let error):
            // Who can mend it reads this log, and not the brand's screen.
            dependencies.logger.warning(
                "a plan was refused for its weather",
                metadata: [
                    "agreement": "\(id)", "context": "\(name)", "place": "\(place ?? "-")", "reason": "\(error)",
                ])
            throw Problem(.weatherUnavailable, "\(place ?? name): \(error).")
        case .withheld: break
        case .messages(let messages):
            var generator = dependencies.randomness()
            let plan = StoredPlan(id: Handle(using: &generator), round: round, context: name, madeAt: now)
            let count = try dependencies.segments.save(
                plan, messages: messages, atLeast: DisclosedSize.minimum(minimum))
            saved = count.map { PlanSummary.Plan(id: plan.id, messages: $0) }
        }
        dependencies.metrics.countPlan(isWithheld: saved == nil)
        dependencies.logger.notice(
            saved == nil ? "a plan was withheld" : "a plan was made",
            metadata: ["agreement": "\(id)", "round": "\(round)", "context": "\(name)"])
        return try Signed(
            PlanSummary(agreement: id, round: round, context: context.definition, madeAt: now, plan: saved),
            by: dependencies.identity)
    }

    /// A plan's messages after a handle, signed, for the brand of its agreement.
    func messages(
        of id: Handle, after handle: Handle?, for caller: PartyID
    ) async throws -> Signed<MessagePage> {
        guard let plan = try dependencies.segments.plan(id) else {
            throw Problem(.notFound, "There is no such plan here; make a new one.")
        }
        let host = try await registry.host(plan.round, for: caller)
        try members.requireBrand(caller, of: host.agreement)
        guard try isNewest(plan.round, of: host.agreement.id) else {
            throw Problem(
                .notFound, "This plan ended with its round, after which a newer one is decided; make a new plan.")
        }
        // A message ends with its member's consent at the latest; what is past its end is told no more.
        let messages = try dependencies.segments.messages(
            of: id, after: handle, endingAfter: members.moment(), limit: Limits.pageEntries)
        return try Signed(
            MessagePage(
                agreement: host.agreement.id, round: plan.round, plan: id, after: handle,
                messages: Self.page(of: messages)),
            by: dependencies.identity)
    }

    /// As many messages from the start as an answer holds; at least one.
    private static func page(of messages: [PlannedMessage]) -> [PlannedMessage] {
        var bytes = 0
        let count = messages.prefix { message in
            // JSON escapes may make six bytes of one.
            bytes += message.text.utf8.count * 6 + 256
            return bytes <= Limits.controlBytes
        }.count
        return Array(messages.prefix(max(count, 1)))
    }
}
