// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Columns
internal import Hummingbird
internal import Matching
internal import Messages
internal import Vocabulary

/// Chunks in and out, and the matched rows of a party.
struct ColumnController: Sendable {
    let dependencies: CoordinatorDependencies
    let registry: RoundRegistry
    let gate = UploadGate()

    func addRoutes(to router: some RouterMethods<CoordinatorContext>) {
        router.on(.putChunk, use: put)
        router.on(.getChunk, use: get)
        router.on(.getRows, use: rows)
    }

    @Sendable private func put(_ request: Request, context: CoordinatorContext) async throws -> Response {
        let caller = try context.party
        let place = try context.place()
        let host = try await registry.host(context.roundID(), for: caller)
        let receipt = try request.headers[.symbolonReceipt].map(ReceiptField.receipt(in:))
        let expected = try await host.begin(place, receipt: receipt, from: caller)
        do {
            try request.requireType(expected.mediaType)
            guard let field = request.headers[.contentDigest], let digest = ContentDigestField.digest(in: field) else {
                throw Problem(.malformed, "\(HeaderName.contentDigest): expected sha-256=:base64:.")
            }
            await gate.enter(atMost: dependencies.limits.current.uploadsAtOnce, for: caller)
            let isNew: Bool
            do {
                isNew = try await take(request, digest: digest, expected: expected, host: host, caller: caller)
            } catch {
                await gate.leave(caller)
                throw error
            }
            await gate.leave(caller)
            if !isNew { try await host.countRepeatedChunk() }
            if case .new = expected { await host.end(place) }
            return .stored(isNew: isNew)
        } catch {
            if case .new = expected { await host.end(place) }
            throw error
        }
    }

    /// Reads, checks and stores the bytes; the host is asked again before they count.
    private func take(
        _ request: Request, digest: Digest, expected: ExpectedChunk, host: RoundHost, caller: PartyID
    ) async throws -> Bool {
        let bytes = try await Self.bytes(of: request)
        let columns = dependencies.columns
        switch expected {
        case .repeated(let root, let width):
            try await Offload.run {
                try Self.check(bytes, against: digest)
                guard bytes.withUnsafeBytes({ MerkleTree.root(of: $0, width: width) }) == root else {
                    throw Problem(.digestMismatch, "The bytes do not hash to the chunk's signed digest.")
                }
            }
            return false
        case .new(let order):
            let target = await host.intake(for: order)
            let (stored, failure) = try await Offload.run {
                try Self.check(bytes, against: digest)
                let stored = try bytes.withUnsafeBytes { try order.check($0) }
                try columns.write(bytes, at: order.place, in: host.id)
                return (stored, Self.sort(bytes, of: stored, into: target))
            }
            if let failure { await host.giveUpIntake(failure) }
            return try await host.complete(order, stored, from: caller)
        }
    }

    /// A client of this release gives up after 150 s; who sends slower than that holds a place of others.
    private static let uploadSeconds = 180

    /// Collects a column, within a time.
    private static func bytes(of request: Request) async throws -> [UInt8] {
        try await withThrowingTaskGroup(of: [UInt8].self) { group in
            group.addTask { try await request.bytes(atMost: Limits.columnBytes) }
            group.addTask {
                try await Task.sleep(for: .seconds(Self.uploadSeconds))
                throw Problem(.malformed, "body: it did not arrive within \(Self.uploadSeconds) s; send it again.")
            }
            defer { group.cancelAll() }
            guard let bytes = try await group.next() else { throw Problem(.internal, "A body was not read.") }
            return bytes
        }
    }

    /// Sorts tokens for the match; the chunk is stored by now, so that a failure costs time alone.
    private static func sort(
        _ bytes: [UInt8], of stored: RoundEvent.StoredChunk, into target: (intake: TokenIntake, list: Int)?
    ) -> (any Error)? {
        guard let (intake, list) = target else { return nil }
        do {
            try intake.add(bytes, list: list, chunk: stored.place.chunk, digest: stored.digest)
            return nil
        } catch { return error }
    }

    private static func check(_ bytes: [UInt8], against digest: Digest) throws {
        guard Digest(sha256: bytes) == digest else {
            throw Problem(.digestMismatch, "\(HeaderName.contentDigest): the body does not hash to it; send it again.")
        }
    }

    @Sendable private func get(_ request: Request, context: CoordinatorContext) async throws -> Response {
        let caller = try context.party
        let place = try context.place()
        let host = try await registry.host(context.roundID(), for: caller)
        let (byteCount, receipt) = try await host.fetch(place, for: caller)
        let columns = dependencies.columns
        return try await Offload.run {
            let bytes = try columns.read(at: place, in: host.id, byteCount: byteCount)
            return .column(bytes, type: MediaType.elements, receipt: receipt)
        }
    }

    @Sendable private func rows(_ request: Request, context: CoordinatorContext) async throws -> Response {
        let caller = try context.party(named: "party")
        let page = try context.number("page", in: 0...65_537)
        let host = try await registry.host(context.roundID(), for: caller)
        guard host.agreement.learnsMatchedRows(caller) else {
            throw Problem(.notEntitled, "\(caller) does not learn its matched rows under this agreement.")
        }
        let state = try await host.current().state
        guard state == .matched else {
            throw Problem(.notFound, "There are no rows; the round is \(state.rawValue).")
        }
        let rounds = dependencies.rounds
        return try await Offload.run {
            .column(try Self.rows(of: caller, in: host.id, page: page, from: rounds), type: MediaType.rows)
        }
    }

    /// Reads a page; the one after a full last page exists and is empty, so that a client finds the end.
    private static func rows(
        of party: PartyID, in round: RoundID, page: Int, from rounds: any RoundStore
    ) throws -> [UInt8] {
        do {
            return try rounds.rows(of: party, in: round, page: page)
        } catch let problem as Problem where problem.code == .notFound && page > 0 {
            let before = try rounds.rows(of: party, in: round, page: page - 1)
            guard before.count == Limits.chunkRows * RowRecord.width else { throw problem }
            return []
        }
    }
}
