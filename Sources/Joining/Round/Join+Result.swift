// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Blinding
import CoordinatorClient
import Home
import Messages
import Signing
import Vocabulary

extension Join {
    /// Waits for the end, verifies the manifest and the rows, and stores them; key and list are erased with it.
    func receiveResult(of round: HomeRound, commitments: CommitmentSet) async throws {
        try await poll(round, until: { $0.state == .matched || $0.state == .belowMinimum }) { status in
            report(.ring(done: status.chunksDone, total: status.chunksTotal))
            return "the result"
        }
        let statement = try await ask { try await client.result(of: round.id) }
        let manifest: Signed<ResultManifest>
        do { manifest = try RoundResult.verify(statement, against: commitments) } catch {
            try keep(statement.json, as: "result.json", of: round.id)
            throw error
        }
        try home.discardRows(of: round.id)
        var rows: ResultRows?
        var odd: [UInt8] = []
        do {
            rows = try ResultRows(of: home.party, promisedBy: manifest, under: commitments)
            odd = try await receive(&rows, of: round)
            try rows?.check()
        } catch let error as BlindingError {
            try keep(manifest.json, as: "result.json", of: round.id)
            try keepRows(of: round, followedBy: odd)
            throw error
        }
        try home.finish(round.id, manifest: manifest.bytes, rowCount: rows?.count, at: now())
    }

    /// Fetches the rows page by page, and stores one while the next is on its way.
    ///
    /// - Returns: a page that has a part of a record, and so is none.
    private func receive(_ rows: inout ResultRows?, of round: HomeRound) async throws -> [UInt8] {
        guard rows != nil else { return [] }
        var page = 0
        var bytes = try await fetchRows(page: page, of: round)
        while !bytes.isEmpty {
            rows?.append(bytes)
            guard bytes.count.isMultiple(of: RowRecord.width) else { return bytes }
            let isLast = bytes.count < Limits.chunkRows * RowRecord.width
            let following = page + 1
            async let next = isLast ? [] : fetchRows(page: following, of: round)
            // Before it is refused: without it what is kept would not hash to the signed digest, and prove nothing.
            try home.storeRows(page: page, bytes, of: round.id)
            // A list is no longer than its commitment, and so is what matched of it.
            if let count = rows?.count, count > round.count {
                throw BlindingError.badResult("it has more rows than the list")
            }
            bytes = try await next
            page = following
        }
        return []
    }

    private func fetchRows(page: Int, of round: HomeRound) async throws -> [UInt8] {
        try await ask { try await client.rows(of: home.party, page: page, in: round.id) }
    }

    /// Keeps refused rows as evidence, as they came.
    private func keepRows(of round: HomeRound, followedBy odd: [UInt8]) throws {
        var records: [UInt8] = []
        while let page = try home.rows(page: records.count / (Limits.chunkRows * RowRecord.width), of: round.id) {
            records += page
            if page.count < Limits.chunkRows * RowRecord.width { break }
        }
        records += odd
        if !records.isEmpty { try home.keepEvidence(of: round.id, named: "rows.bin", records) }
        try home.discardRows(of: round.id)
    }
}
