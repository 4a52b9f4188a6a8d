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

/// A party's uploads and turns, as a line of stations that work at the same time: one asks what there is to do and fetches chunks, one
/// multiplies them, one reads the own list, and one sends.
///
/// Between two stations little waits, so that memory does not grow with lists. At most one upload is under way, so that a killed
/// process repeats at most one chunk.
struct RingTurns: Sendable {
    let join: Join
    let round: HomeRound
    let commitments: CommitmentSet
    private let meter: WorkMeter
    private let log: UploadLog

    private let ownChunks = BoundedQueue<Int>(limit: Limits.chunks)
    private let inputs = BoundedQueue<Hop.Input>(limit: 1)
    private let outputs = BoundedQueue<Upload>(limit: 1)

    /// - Parameter log: outlives a ring that had to be begun again.
    init(join: Join, round: HomeRound, commitments: CommitmentSet, log: UploadLog) {
        self.log = log
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

    /// Works until the coordinator has nothing more for this party.
    func run() async throws {
        let key = try RoundKey(Scalar(canonical: join.home.secret(of: round.id)))
        let identity = try join.home.identityKey()
        log.forgetUnderWay()
        try await Stations.run(
            {
                try await gather()
                ownChunks.finish()
                inputs.finish()
            },
            {
                try await Stations.run(
                    { try await readOwnChunks() },
                    {
                        while let input = try await inputs.next() {
                            try await outputs.append(multiply(input, key: key, identity: identity))
                        }
                    })
                outputs.finish()
            },
            {
                while let upload = try await outputs.next() { try await send(upload) }
            })
    }

    /// Asks what there is to do, and fetches what is to be multiplied.
    private func gather() async throws {
        while true {
            // Before the coordinator is asked: what is sent while it answers is still on its list.
            let before = log.underWay
            let work = try await join.ask { try await join.client.work(in: round.id, wait: join.patience.seconds) }
            guard work.state == .ring || work.state == .gathering else { return }
            let own = join.home.party
            let uploads = work.uploads.map { ChunkPlace(list: own, hop: 0, chunk: $0) }
                .filter { !before.contains($0) && log.begin($0) }
            for place in uploads { try await ownChunks.append(place.chunk) }
            let turns = work.turns.filter { !before.contains($0) && log.begin($0) }
            for place in turns { try await inputs.append(fetch(place)) }
            if uploads.isEmpty, turns.isEmpty, try await !waitForMore() { return }
        }
    }

    /// Lets some time pass where there is nothing to begin; false where the round is over.
    private func waitForMore() async throws -> Bool {
        if log.underWay.isEmpty {
            let status = try await join.ask { try await join.client.status(of: round.id) }
            join.report(.ring(done: status.chunksDone, total: status.chunksTotal))
            guard !status.state.isFinal else { return false }
            try join.patience.check(waitingFor: "the turns of the others")
            if status.chunksDone == status.chunksTotal {
                // All chunks are stored and the coordinator compares tokens: nothing to do but wait for the end.
                let next = try await join.ask {
                    try await join.client.status(of: round.id, since: status.revision, wait: join.patience.seconds)
                }
                if next.state.isFinal { return false }
            }
        }
        try await join.patience.pause()
        return true
    }

    private func readOwnChunks() async throws {
        while let chunk = try await ownChunks.next() { try await outputs.append(ownChunk(chunk)) }
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

    /// Multiplies a chunk that passed every check.
    private func multiply(_ input: Hop.Input, key: RoundKey, identity: IdentityKey) async throws -> Upload {
        let hop = Hop(commitments: commitments, party: join.home.party)
        let output: Hop.Output
        do {
            output = try await Offload.run { try hop.multiply(input, key: key.scalar, signedBy: identity) }
        } catch BlindingError.undecodable(let faulty, let row, let signer) {
            try join.home.keepEvidence(
                of: round.id, named: "\(faulty.list.name)-hop\(faulty.hop)-chunk\(faulty.chunk).bin", input.elements)
            // A task of its own: a station that fails meanwhile must not end the accusation.
            try await Task {
                try await join.stop(
                    round, reason: .undecodableElement, accused: signer, at: faulty, row: row, under: commitments)
            }.value
            throw BlindingError.undecodable(place: faulty, row: row, signer: signer)
        }
        let isLast = input.place.hop == commitments.agreement.ring.lastHop
        return Upload(
            bytes: output.bytes, kind: isLast ? .tokens : .elements, place: input.place, receipt: output.receipt,
            rows: output.receipt.body.count)
    }

    /// Fetches and checks one chunk; its digest is durable before anything is made of it.
    private func fetch(_ place: ChunkPlace) async throws -> Hop.Input {
        let input = try await download(place, for: Hop(commitments: commitments, party: join.home.party))
        try join.home.acceptInput(input.digest, at: place, of: round.id)
        return input
    }

    /// Damage on the way is the relay's: the chunk is fetched again a few times.
    private func download(_ place: ChunkPlace, for hop: Hop) async throws -> Hop.Input {
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
        log.end(upload.place)
        join.report(.worked(rows: meter.add(upload.rows), total: meter.total))
    }
}
