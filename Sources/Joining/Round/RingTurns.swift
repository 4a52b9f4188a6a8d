// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Blinding
import Columns
import CoordinatorClient
import Home
import Messages
import Ristretto
import Secrets
import Signing
import Vocabulary

/// A party's uploads and turns: one chunk is multiplied while the one before it travels.
///
/// At most one upload is under way, so that a killed process repeats at most one chunk.
struct RingTurns: Sendable {
    let join: Join
    let round: HomeRound
    let commitments: CommitmentSet
    private let meter: WorkMeter
    private let log = UploadLog()

    init(join: Join, round: HomeRound, commitments: CommitmentSet) {
        self.join = join
        self.round = round
        self.commitments = commitments
        meter = WorkMeter(total: round.count + commitments.foreignRows(for: join.home.party))
    }

    private struct Upload: Sendable {
        let bytes: [UInt8]
        let kind: ColumnKind
        let place: ChunkPlace
        let receipt: Signed<HopReceipt>?
        let rows: Int
    }

    /// What of the coordinator's list is still to do: it asks for the same chunk again only where it lost it.
    func outstanding(_ work: RoundWork) -> RoundWork {
        let own = join.home.party
        return RoundWork(
            state: work.state, revision: work.revision,
            uploads: work.uploads.filter { log.mayRepeat(ChunkPlace(list: own, hop: 0, chunk: $0)) },
            turns: work.turns.filter { log.mayRepeat($0) })
    }

    /// Does what the coordinator listed.
    func perform(_ work: RoundWork) async throws {
        let key = work.turns.isEmpty ? nil : try RoundKey(Scalar(canonical: join.home.secret(of: round.id)))
        let identity = try join.home.identityKey()
        var underWay: Task<Void, any Error>?
        defer { underWay?.cancel() }
        for chunk in work.uploads {
            let upload = try ownChunk(chunk)
            try await underWay?.value
            underWay = Task { try await send(upload) }
        }
        for place in work.turns {
            guard let key else { break }
            let upload = try await turn(at: place, key: key, identity: identity)
            try await underWay?.value
            underWay = Task { try await send(upload) }
        }
        try await underWay?.value
        underWay = nil
    }

    private func ownChunk(_ chunk: Int) throws -> Upload {
        let agreement = commitments.agreement
        let layout = try ChunkLayout(rowCount: round.count, chunkRows: agreement.chunkRows)
        guard let rows = layout.rows(ofChunk: chunk) else {
            throw ClientError.garbage("the coordinator asks for chunk \(chunk), which the list does not have")
        }
        let bytes = try join.home.column(of: round.id).elements(rows)
        return Upload(
            bytes: bytes, kind: .elements, place: ChunkPlace(list: join.home.party, hop: 0, chunk: chunk), receipt: nil,
            rows: rows.count)
    }

    /// Fetches, checks, and multiplies one chunk; its input is durable before the answer can leave.
    private func turn(at place: ChunkPlace, key: RoundKey, identity: IdentityKey) async throws -> Upload {
        let hop = Hop(commitments: commitments, party: join.home.party)
        let input = try await fetch(place, for: hop)
        try join.home.acceptInput(input.digest, at: place, of: round.id)
        let output: Hop.Output
        do {
            output = try await Offload.run { try hop.multiply(input, key: key.scalar, signedBy: identity) }
        } catch BlindingError.undecodable(let faulty, let row, let signer) {
            try join.home.keepEvidence(
                of: round.id, named: "\(faulty.list.name)-hop\(faulty.hop)-chunk\(faulty.chunk).bin", input.elements)
            try await join.stop(
                round, reason: .undecodableElement, accused: signer, at: faulty, row: row, under: commitments)
            throw BlindingError.undecodable(place: faulty, row: row, signer: signer)
        }
        let isLast = place.hop == commitments.agreement.ring.lastHop
        return Upload(
            bytes: output.bytes, kind: isLast ? .tokens : .elements, place: place, receipt: output.receipt,
            rows: output.receipt.body.count)
    }

    /// Damage on the way is the relay's: the chunk is fetched again a few times.
    private func fetch(_ place: ChunkPlace, for hop: Hop) async throws -> Hop.Input {
        let before = ChunkPlace(list: place.list, hop: place.hop - 1, chunk: place.chunk)
        let count = try rows(at: place)
        for _ in 1..<Self.tries {
            let chunk = try await join.ask { try await join.client.download(before, of: round.id, count: count) }
            do {
                return try hop.check(chunk.bytes, receipt: chunk.receipt, for: place)
            } catch BlindingError.damagedChunk {
                join.report(.obstacle("a chunk arrived damaged, fetching it again"))
            }
        }
        let chunk = try await join.ask { try await join.client.download(before, of: round.id, count: count) }
        return try hop.check(chunk.bytes, receipt: chunk.receipt, for: place)
    }

    private static let tries = 3

    private func rows(at place: ChunkPlace) throws -> Int {
        let agreement = commitments.agreement
        guard let list = agreement.index(of: place.list),
            let rows = try ChunkLayout(
                rowCount: commitments.commitments[list].body.count, chunkRows: agreement.chunkRows
            ).rowCount(ofChunk: place.chunk), place.hop >= 1
        else { throw ClientError.garbage("the coordinator asks for a turn that does not exist") }
        return rows
    }

    /// Sends a chunk; after an answer that got lost it is sent again only where the coordinator does not have it.
    private func send(_ upload: Upload) async throws {
        var isRepetition = false
        try await join.ask {
            if isRepetition {
                let work = try await join.client.work(in: round.id)
                guard work.mayLack(upload.place, of: join.home.party) else { return }
            }
            isRepetition = true
            _ = try await join.client.upload(
                upload.bytes, kind: upload.kind, at: upload.place, in: round.id, receipt: upload.receipt)
        }
        log.add(upload.place)
        join.report(.worked(rows: meter.add(upload.rows), total: meter.total))
    }
}
