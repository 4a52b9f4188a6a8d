// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Columns
import Consent
import Home
import Joining
import Messages
import Secrets
import Signing
import TestSupport
import Testing
import Vocabulary

/// Rounds of a bench that have a result, and what follows.
extension Bench {
    /// The transcript of every round here.
    static let transcript = Digest(sha256: [1])

    /// The handle of the matched row at an index; they ascend.
    static func handle(_ index: Int) throws -> Handle {
        try #require(
            Handle(
                bytes: [UInt8](repeating: 0, count: 12) + withUnsafeBytes(of: UInt32(index + 1).bigEndian) { Array($0) }
            ))
    }

    func reference(_ number: UInt32 = 1) -> RoundReference {
        RoundReference(agreement: agreement.id, round: agreement.roundID(number))
    }

    /// Brings a prepared round to a result in which every row of the list matched.
    @discardableResult
    func match(_ round: HomeRound) throws -> Signed<ResultManifest> {
        try home.markCommitted(round.id)
        try home.agree(
            to: Self.transcript, of: round.id, statement: [1], foreignRows: 1, limit: 1_000_000)
        var bytes: [UInt8] = []
        for index in 0..<round.count {
            // Handles say nothing about the list's order.
            RowRecord(handle: try Self.handle(index), position: UInt32(round.count - 1 - index)).append(to: &bytes)
        }
        try home.storeRows(page: 0, bytes, of: round.id)
        let manifest = try Signed(
            ResultManifest(
                reference: reference(round.number), transcript: Self.transcript, decision: .matched, members: 50,
                rows: [:]),
            by: fixture.coordinator)
        try home.finish(round.id, manifest: manifest.bytes, rowCount: round.count, at: Self.now())
        return manifest
    }

    /// Makes a matched round whose rows are these numbers, whatever their consents say; rows of payloads are spooled as they
    /// are.
    func matchedRound(
        _ number: UInt32 = 1, numbers: [UInt64], payloads: [(digits: UInt64, payload: RowPayload)]
    ) throws -> HomeRound {
        let lock = try home.lock()
        var spool = try home.beginSpool(holding: lock)
        for (row, entry) in payloads.enumerated() {
            try spool.append(SpooledRow(digits: entry.digits, row: UInt32(row + 1), payload: entry.payload.bytes))
        }
        var writer = try home.beginRound(of: agreement.id, number: number, holding: lock) {
            try SecretBytes(copying: [UInt8](repeating: 9, count: 32))
        }
        try writer.adopt(spool)
        let elements = numbers.indices.flatMap { index in
            withUnsafeBytes(of: UInt32(index).bigEndian) { Array($0) } + [UInt8](repeating: 7, count: 28)
        }
        try elements.withUnsafeBytes { try writer.append(elements: $0) }
        try writer.append(digits: numbers, rows: numbers.indices.map { UInt32($0 + 1) })
        let report = ListReport(rows: payloads.count, accepted: numbers.count, duplicates: 0, refused: [:])
        let round = try writer.commit(
            RoundPreparation(
                commitment: [2], count: numbers.count, plan: "8.13", source: Digest(sha256: [3]), summary: report.json),
            at: Self.now())
        try match(round)
        return round
    }

    /// Stores decisions as if they were verified entries of the log.
    func decide(_ decisions: [StoredDecision]) throws {
        let known = try home.logHead(of: agreement.id) ?? LogHead(sequence: 0, hash: Digest(sha256: [0]))
        let last = decisions.map(\.sequence).max() ?? known.sequence + 1
        try home.advanceLog(
            of: agreement.id, from: known, to: LogHead(sequence: last, hash: Digest(sha256: [UInt8(last & 255)])),
            storing: decisions)
    }

    /// A decision about the row at an index.
    static func decision(
        _ index: Int, of round: RoundID, isAllowed: Bool = true, channels: [Channel] = [.sms], until: Timestamp? = nil,
        hours: LocalHours = .all
    ) throws -> StoredDecision {
        StoredDecision(
            round: round, handle: try handle(index), isAllowed: isAllowed, channels: isAllowed ? channels : [],
            reasons: .array(isAllowed ? [] : [.object(["code": .string("withdrawn")])]), until: until,
            hours: isAllowed ? hours : nil, sequence: index + 1, at: try now(), envelope: [4])
    }
}
