// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Hummingbird
internal import Matching
internal import Messages
internal import Signing
internal import Vocabulary

/// A round's status, statements, work and stops.
struct RoundController: Sendable {
    let dependencies: CoordinatorDependencies
    let registry: RoundRegistry

    func addRoutes(to router: some RouterMethods<CoordinatorContext>) {
        router.on(.getRound, use: status)
        router.on(.getWork, use: work)
        router.on(.putCommitment, use: commit)
        router.on(.getCommitments, use: commitments)
        router.on(.putTranscript, use: agree)
        router.on(.getTranscripts, use: transcripts)
        router.on(.putStop, use: stop)
        router.on(.getResult, use: result)
    }

    @Sendable private func status(_ request: Request, context: CoordinatorContext) async throws -> Response {
        let host = try await registry.host(context.roundID(), for: context.party)
        let since = try request.since()
        let (poll, seconds) = try poll(host, request)
        let status = try await poll.answer {
            try await host.current().status
        } isEnough: { status in
            since.map { status.revision != $0 } ?? true
        }
        return .json(status.json).honouring(wait: seconds)
    }

    @Sendable private func work(_ request: Request, context: CoordinatorContext) async throws -> Response {
        let caller = try context.party
        let host = try await registry.host(context.roundID(), for: caller)
        let (poll, seconds) = try poll(host, request)
        let work = try await poll.answer {
            try await host.current().work(for: caller)
        } isEnough: { work in
            work.state.isFinal || !work.uploads.isEmpty || !work.turns.isEmpty
        }
        return .json(work.json).honouring(wait: seconds)
    }

    @Sendable private func commit(_ request: Request, context: CoordinatorContext) async throws -> Response {
        let (host, caller) = try await own(context)
        return .stored(isNew: try await host.commit(statement(request), from: caller))
    }

    @Sendable private func agree(_ request: Request, context: CoordinatorContext) async throws -> Response {
        let (host, caller) = try await own(context)
        return .stored(isNew: try await host.agree(statement(request), from: caller))
    }

    @Sendable private func stop(_ request: Request, context: CoordinatorContext) async throws -> Response {
        let (host, caller) = try await own(context)
        return .stored(isNew: try await host.stop(statement(request), from: caller))
    }

    @Sendable private func commitments(_ request: Request, context: CoordinatorContext) async throws -> Response {
        let host = try await registry.host(context.roundID(), for: context.party)
        return .json(.array(try await host.current().commitments.compactMap { $0?.json }))
    }

    @Sendable private func transcripts(_ request: Request, context: CoordinatorContext) async throws -> Response {
        let host = try await registry.host(context.roundID(), for: context.party)
        return .json(.array(try await host.current().agreed.compactMap { $0?.json }))
    }

    @Sendable private func result(_ request: Request, context: CoordinatorContext) async throws -> Response {
        let host = try await registry.host(context.roundID(), for: context.party)
        let round = try await host.current()
        guard let result = round.result else {
            throw Problem(.notFound, "There is no result; the round is \(round.state.rawValue).")
        }
        return .json(result.bytes)
    }

    /// The round and the party of a route that names one.
    private func own(_ context: CoordinatorContext) async throws -> (RoundHost, PartyID) {
        let caller = try context.party(named: "party")
        return (try await registry.host(context.roundID(), for: caller), caller)
    }

    private func statement<Body: StatementBody>(_ request: Request) async throws -> Unverified<Body> {
        try Unverified(parsing: await request.jsonBody(atMost: dependencies.limits.current.controlBytes))
    }

    private func poll(_ host: RoundHost, _ request: Request) throws -> (LongPoll, Int) {
        let seconds = try request.waitSeconds(atMost: dependencies.limits.current.waitSeconds)
        return (LongPoll(bell: host.bell, seconds: seconds, sleep: dependencies.sleep), seconds)
    }
}
