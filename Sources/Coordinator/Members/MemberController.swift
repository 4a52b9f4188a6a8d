// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Consent
internal import Hummingbird
internal import Messages
internal import Signing
internal import Vocabulary

/// Records of matched rows, the log, revocations, and what is known of one row.
struct MemberController: Sendable {
    let dependencies: CoordinatorDependencies
    let desk: MemberDesk
    let segments: SegmentDesk

    func addRoutes(to router: some RouterMethods<CoordinatorContext>) {
        router.on(.putRecords, use: put)
        router.on(.getRecords, use: status)
        router.on(.putRevocation, use: revoke)
        router.on(.getMember, use: member)
        router.on(.getLog, use: log)
    }

    @Sendable private func put(_ request: Request, context: CoordinatorContext) async throws -> Response {
        let caller = try context.party(named: "party")
        let id = try context.roundID()
        let page = try context.number("page", in: 0...Int(Limits.rows))
        // Whatever the operator allows elsewhere: a client cannot know, and makes pages of up to half of this.
        let body = try await request.jsonBody(atMost: Limits.controlBytes)
        return .stored(isNew: try await desk.take(Unverified(parsing: body), page: page, from: caller, in: id))
    }

    @Sendable private func status(_ request: Request, context: CoordinatorContext) async throws -> Response {
        let caller = try context.party
        let id = try context.roundID()
        let since = try request.since()
        let seconds = try request.waitSeconds(atMost: dependencies.limits.current.waitSeconds)
        let desk = desk
        let poll = LongPoll(bell: desk.bell, seconds: seconds, sleep: dependencies.sleep)
        let status = try await poll.answer {
            try await desk.status(of: id, for: caller)
        } isEnough: { status in
            status.isDecided || since.map { status.revision != $0 } ?? true
        }
        return .json(status.json).honouring(wait: seconds)
    }

    @Sendable private func revoke(_ request: Request, context: CoordinatorContext) async throws -> Response {
        let caller = try context.party
        let id = try context.roundID()
        let handle = try context.handle("handle")
        let body = try await request.jsonBody(atMost: dependencies.limits.current.controlBytes)
        let (receipt, isNew) = try await desk.revoke(Unverified(parsing: body), handle: handle, from: caller, in: id)
        return .json(receipt, status: isNew ? .created : .ok)
    }

    @Sendable private func member(_ request: Request, context: CoordinatorContext) async throws -> Response {
        let caller = try context.party
        return .json(try await segments.story(of: context.handle("handle"), in: context.roundID(), for: caller).json)
    }

    @Sendable private func log(_ request: Request, context: CoordinatorContext) async throws -> Response {
        let caller = try context.party
        let after = try request.after()
        let envelopes = try await desk.log(of: context.agreementID(), after: after, for: caller)
        // The stored bytes are canonical already, and what was signed.
        return .json(Array("[".utf8) + envelopes.joined(separator: [UInt8(ascii: ",")]) + Array("]".utf8))
    }
}
