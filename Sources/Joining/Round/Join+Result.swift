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
        var records: [UInt8]?
        if manifest.body.decision == .matched, commitments.agreement.learnsMatchedRows(home.party) {
            records = try await rows(of: round)
        }
        let result: RoundResult
        do {
            result = try RoundResult(
                manifest: manifest, records: records, for: home.party, under: commitments)
        } catch {
            try keep(manifest.json, as: "result.json", of: round.id)
            if let records { try home.keepEvidence(of: round.id, named: "rows.bin", records) }
            throw error
        }
        try home.discardRows(of: round.id)
        let pageBytes = Limits.chunkRows * RowRecord.width
        if let records {
            for (page, start) in stride(from: 0, to: records.count, by: pageBytes).enumerated() {
                try home.storeRows(
                    page: page, Array(records[start..<min(start + pageBytes, records.count)]), of: round.id)
            }
        }
        try home.finish(round.id, manifest: manifest.bytes, rowCount: result.rows?.count, at: now())
    }

    private func rows(of round: HomeRound) async throws -> [UInt8] {
        var records: [UInt8] = []
        var page = 0
        while true {
            let number = page
            let bytes = try await ask { try await client.rows(of: home.party, page: number, in: round.id) }
            records += bytes
            // A list is no longer than its commitment, and so is what matched of it.
            guard records.count <= round.count * RowRecord.width else {
                throw BlindingError.badResult("it has more rows than the list")
            }
            if bytes.count < Limits.chunkRows * RowRecord.width { return records }
            page += 1
        }
    }
}
