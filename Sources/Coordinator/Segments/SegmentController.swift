// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Hummingbird
internal import Messages
internal import Segmentation
internal import Signing
internal import Vocabulary

/// Segments, contexts and plans.
struct SegmentController: Sendable {
    let dependencies: CoordinatorDependencies
    let desk: SegmentDesk

    func addRoutes(to router: some RouterMethods<CoordinatorContext>) {
        router.on(.getSegments, use: segments)
        router.on(.putSegments, use: putSegments)
        router.on(.getContexts, use: contexts)
        router.on(.putContexts, use: putContexts)
        router.on(.postPlan, use: plan)
        router.on(.getMessages, use: messages)
    }

    @Sendable private func segments(_ request: Request, context: CoordinatorContext) async throws -> Response {
        .json(try await desk.listing(of: context.agreementID(), for: context.party).json)
    }

    @Sendable private func putSegments(_ request: Request, context: CoordinatorContext) async throws -> Response {
        let caller = try context.party
        let id = try context.agreementID()
        try await desk.apply(
            Unverified(parsing: body(of: request)) as Unverified<SegmentsStatement>, to: id, from: caller)
        return .stored(isNew: false)
    }

    @Sendable private func contexts(_ request: Request, context: CoordinatorContext) async throws -> Response {
        .json(.array(try await desk.contexts(of: context.agreementID(), for: context.party).map(\.json)))
    }

    @Sendable private func putContexts(_ request: Request, context: CoordinatorContext) async throws -> Response {
        let caller = try context.party
        let id = try context.agreementID()
        try await desk.apply(
            Unverified(parsing: body(of: request)) as Unverified<ContextsStatement>, to: id, from: caller)
        return .stored(isNew: false)
    }

    @Sendable private func plan(_ request: Request, context: CoordinatorContext) async throws -> Response {
        let caller = try context.party
        let reader = try ObjectReader(JSONValue(parsing: try await body(of: request)), path: "body")
        try reader.finish()
        let summary = try await desk.makePlan(
            of: context.name("context"), under: context.agreementID(), for: caller)
        return .json(Unverified(summary).json, status: summary.body.plan == nil ? .ok : .created)
    }

    @Sendable private func messages(_ request: Request, context: CoordinatorContext) async throws -> Response {
        let caller = try context.party
        let after = try request.afterHandle()
        let page = try await desk.messages(of: context.handle("plan"), after: after, for: caller)
        return .json(Unverified(page).json)
    }

    private func body(of request: Request) async throws -> [UInt8] {
        try await request.jsonBody(atMost: dependencies.limits.current.controlBytes)
    }
}
