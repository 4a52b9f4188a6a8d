// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Hummingbird
internal import Messages
internal import Signing

/// Agreements, their acceptances and their rounds.
struct AgreementController: Sendable {
    let dependencies: CoordinatorDependencies
    let registry: RoundRegistry

    func addRoutes(to router: some RouterMethods<CoordinatorContext>) {
        router.on(.getAgreements, use: list)
        router.on(.getAgreement, use: get)
        router.on(.putAgreement, use: put)
        router.on(.getRounds, use: rounds)
        router.on(.postRound, use: open)
    }

    @Sendable private func list(_ request: Request, context: CoordinatorContext) async throws -> Response {
        .json(.array(try await registry.agreements(naming: context.party).map(\.json)))
    }

    @Sendable private func get(_ request: Request, context: CoordinatorContext) async throws -> Response {
        let caller = try context.party
        let id = try context.agreementID()
        let since = try request.since()
        let seconds = try request.waitSeconds(atMost: dependencies.limits.current.waitSeconds)
        let registry = registry
        let poll = LongPoll(bell: registry.bell, seconds: seconds, sleep: dependencies.sleep)
        let bundle = try await poll.answer {
            try await registry.agreement(id, for: caller)
        } isEnough: { bundle in
            since.map { bundle.acceptances.count > $0 } ?? true
        }
        return .json(bundle.bytes).honouring(wait: seconds)
    }

    @Sendable private func put(_ request: Request, context: CoordinatorContext) async throws -> Response {
        let caller = try context.party
        let id = try context.agreementID()
        let body = try await request.jsonBody(atMost: dependencies.limits.current.controlBytes)
        let bundle = try Self.bundle(in: body)
        guard bundle.agreement.id == id else {
            throw Problem(.malformed, "path.agreement: the body is another agreement, \(bundle.agreement.id).")
        }
        return .stored(isNew: try await registry.submit(bundle, from: caller))
    }

    @Sendable private func rounds(_ request: Request, context: CoordinatorContext) async throws -> Response {
        let caller = try context.party
        let statuses = try await registry.statuses(of: context.agreementID(), for: caller)
        return .json(.array(statuses.map(\.json)))
    }

    @Sendable private func open(_ request: Request, context: CoordinatorContext) async throws -> Response {
        let caller = try context.party
        let id = try context.agreementID()
        let body = try await request.jsonBody(atMost: dependencies.limits.current.controlBytes)
        let opened = try await registry.openNext(Unverified(parsing: body), of: id, from: caller)
        return .json(opened.status.json, status: opened.isNew ? .created : .ok)
    }

    /// Reads a bundle; a field of the agreement itself that breaks a rule is another problem than one of the bundle.
    private static func bundle(in body: [UInt8]) throws -> SignedAgreement {
        let json = try JSONValue(parsing: body)
        do {
            return try SignedAgreement(json: json)
        } catch let error as FieldError {
            let isAgreement = (try? agreementFault(in: json)) == error
            throw Problem(isAgreement ? .badAgreement : .malformed, "\(error).")
        }
    }

    /// The fault of the bundle's agreement, where that is what is wrong.
    private static func agreementFault(in json: JSONValue) throws -> FieldError? {
        var reader = try ObjectReader(json, path: "")
        let value = try reader.value("agreement")
        do { _ = try Agreement(json: value) } catch let error as FieldError { return error }
        return nil
    }
}
