// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Columns
import Consent
import Foundation
import GRDB
import Matching
import Messages
import Segmentation
import Signing
import Storage
import TestSupport
import Testing
import Vocabulary

/// A matched round in a real database, and what may be stored after it.
struct MemberDriver {
    let driver: RoundDriver
    let outcome: RoundOutcome
    let members: StoredMembers
    let segments: StoredSegments

    /// Opens a database and matches round 1 of a new agreement.
    init(path: String, rows: Int = 60) throws {
        try self.init(RoundDriver(path: path), rows: rows)
    }

    /// Matches the open round of a driver.
    init(_ driver: RoundDriver, rows: Int = 60, seed: UInt64 = 7, finishedAt: Int64 = RoundDriver.start) throws {
        var driver = driver
        try driver.enterRing()
        outcome = try driver.outcome(rows: rows, seed: seed)
        try driver.rounds.finish(outcome, of: driver.round, at: finishedAt)
        try driver.round.apply(.finished(outcome.manifest))
        self.driver = driver
        members = StoredMembers(driver.database)
        segments = StoredSegments(driver.database)
    }

    /// Opens and matches the next round of the same agreement.
    func next(rows: Int = 60, seed: UInt64 = 7, finishedAt: Int64 = RoundDriver.start) throws -> MemberDriver {
        var driver = driver
        driver.round = Round(
            agreement: driver.agreement, number: driver.round.number + 1, openedAt: RoundDriver.start)
        try driver.open(driver.round)
        return try MemberDriver(driver, rows: rows, seed: seed, finishedAt: finishedAt)
    }

    var round: RoundID { driver.round.reference.round }
    var agreement: AgreementID { driver.agreement.id }
    /// The brand's handles, ascending.
    var handles: [Handle] { outcome.rows[0].records.map(\.handle) }
    var brand: PartyID { driver.id(0) }
    var partner: PartyID { driver.id(1) }

    /// The member index of a row of a party.
    func member(_ row: Int, of party: Int = 0) -> UInt32 { outcome.rows[party].members[row] }

    // MARK: - Batches

    /// A batch that goes on from the end of the log, or from another place.
    func batch(after log: LogChain? = nil) throws -> LogBatch {
        LogBatch(
            agreement: agreement, round: round, log: try log ?? members.log(of: agreement), entries: [])
    }

    /// Decisions on rows, and the members that they allow.
    func decisions(
        on rows: [Int], refusing refused: Set<Int> = [], until: Int64? = nil, at moment: Int64 = RoundDriver.start,
        after log: LogChain? = nil
    ) throws -> LogBatch {
        var batch = try batch(after: log)
        var log = batch.log
        let until = try until.map { try #require(Timestamp(seconds: $0)) }
        for row in rows {
            let isRefused = refused.contains(row)
            let verdict = Verdict(
                outcome: isRefused ? .refused : .allowed, channels: isRefused ? [] : [.sms, .voice],
                reasons: isRefused ? [DecisionReason(code: .withdrawn)] : [], policies: [],
                until: isRefused ? nil : until, hours: isRefused ? nil : LocalHours.standard)
            let decision = Decision(
                reference: driver.round.reference, transcript: try #require(driver.round.transcript),
                handle: handles[row], basis: .init(subject: subject(row), record: Digest(sha256: [1])),
                verdict: verdict, at: try #require(Timestamp(seconds: moment)), sequence: log.sequence + 1,
                previous: log.hash)
            try add(.decision(Signed(decision, by: driver.fixture.coordinator)), to: &batch, &log)
            if !isRefused {
                batch.members.append(
                    AllowedMember(
                        member: member(row), handle: handles[row], channels: verdict.channels, until: until,
                        hours: .standard))
            }
        }
        return batch
    }

    /// The end of the round's decisions.
    func end(at moment: Int64 = RoundDriver.start) throws -> LogBatch {
        var batch = try batch()
        var log = batch.log
        let tally = try members.tally(of: round)
        let decided = RoundDecided(
            reference: driver.round.reference, transcript: try #require(driver.round.transcript),
            at: try #require(Timestamp(seconds: moment)), allowed: tally.allowed, refused: tally.refused,
            sequence: log.sequence + 1, previous: log.hash)
        try add(.decided(Signed(decided, by: driver.fixture.coordinator)), to: &batch, &log)
        return batch
    }

    /// The brand's revocation of a row, and its receipt.
    func revocation(of row: Int, at moment: Int64 = RoundDriver.start) throws -> LogBatch {
        var batch = try batch()
        var log = batch.log
        let now = try #require(Timestamp(seconds: moment))
        let signed = try Signed(
            Revocation(
                reference: driver.round.reference, from: brand, transcript: #require(driver.round.transcript),
                handle: handles[row], at: now),
            by: driver.fixture.identities[0])
        let receipt = RevocationReceipt(to: signed, at: now, sequence: log.sequence + 1, previous: log.hash)
        try add(.revocation(Signed(receipt, by: driver.fixture.coordinator)), to: &batch, &log)
        batch.revoked = LogBatch.Revoked(handle: handles[row], envelope: signed.bytes)
        return batch
    }

    private func add(_ entry: LogEntry, to batch: inout LogBatch, _ log: inout LogChain) throws {
        try log.append(entry)
        batch.entries.append(entry)
    }

    /// The commitment of a row's record.
    func subject(_ row: Int) -> Digest { Digest(sha256: Array("\(round) \(row)".utf8)) }

    /// A page of a party about some of its rows, each with an attribute that names the row.
    func page(_ page: Int, of party: Int = 0, rows: [Int], isLast: Bool = false) -> LogBatch.Page {
        LogBatch.Page(
            party: driver.id(party), page: page, isLast: isLast, digest: Digest(sha256: [UInt8(party), UInt8(page)]),
            lastHandle: rows.last.map { outcome.rows[party].records[$0].handle },
            attributes: rows.map { (member($0, of: party), Self.attributes(party, $0)) },
            subjects: party == 0 ? rows.map(subject) : [])
    }

    static func attributes(_ party: Int, _ row: Int) -> [UInt8] { Array("{\"row\":\"\(party)-\(row)\"}".utf8) }

    // MARK: - Plans

    /// A plan whose name repeats a byte.
    func plan(_ byte: UInt8, context: String = "evening") throws -> StoredPlan {
        StoredPlan(
            id: try #require(Handle(bytes: [UInt8](repeating: byte, count: 16))), round: round, context: context,
            madeAt: try #require(Timestamp(seconds: RoundDriver.start)))
    }

    /// A message to a row, one hour long.
    func message(_ row: Int, text: String? = nil, notAfter: Int64 = RoundDriver.start + 3600) throws -> PlannedMessage {
        PlannedMessage(
            handle: handles[row], channel: .sms, text: text ?? Self.text(row),
            sendAfter: try #require(Timestamp(seconds: RoundDriver.start)),
            notAfter: try #require(Timestamp(seconds: notAfter)))
    }

    /// A text that is in the database only where the row's message is.
    static func text(_ row: Int) -> String { "a message for row number <\(row)> and nobody else" }

    // MARK: - What is stored

    /// Every row of every table.
    func dump() throws -> [String: [Row]] {
        let queue = try DatabaseQueue(path: driver.database.path)
        return try queue.read { connection in
            let tables = try String.fetchAll(connection, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
            return try tables.reduce(into: [:]) { $0[$1] = try Row.fetchAll(connection, sql: "SELECT * FROM \($1)") }
        }
    }

    /// The members of the round by handle, with what parties told of them.
    func allMembers() throws -> [(member: AllowedMember, told: [PartyID: [UInt8]])] {
        var all: [(member: AllowedMember, told: [PartyID: [UInt8]])] = []
        try members.forEachMember(of: round) { member, told in
            all.append((member, Dictionary(uniqueKeysWithValues: told.map { ($0.party, $0.json) })))
        }
        return all.sorted { $0.member.handle < $1.member.handle }
    }

    /// Whether a text is in the database's file or in the log beside it.
    func isOnDisk(_ text: String) throws -> Bool {
        try ["", "-wal"].contains { suffix in
            try Data(contentsOf: URL(filePath: driver.database.path + suffix)).range(of: Data(text.utf8)) != nil
        }
    }
}
