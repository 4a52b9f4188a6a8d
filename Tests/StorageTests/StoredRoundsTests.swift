// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Columns
import Foundation
import GRDB
import Matching
import Messages
import Signing
import Storage
import TestSupport
import Testing
import Vocabulary

@Suite("Stored rounds")
struct StoredRoundsTests {
    private let folder: TemporaryFolder
    private var driver: RoundDriver

    init() throws {
        folder = try TemporaryFolder()
        driver = try RoundDriver(path: folder.path("state.sqlite"))
    }

    private func execute(_ sql: String) throws {
        let queue = try DatabaseQueue(path: driver.database.path)
        try queue.write { try $0.execute(sql: sql) }
        try queue.close()
    }

    @Test("are listed, newest first, with their states")
    func lists() throws {
        var driver = driver
        let first = driver.round
        try driver.openNext(at: RoundDriver.start + 10)
        let listed = try driver.rounds.rounds(of: driver.agreement.id)
        #expect(listed.map(\.number) == [2, 1] && listed.map(\.state) == [.gathering, .expired])
        #expect(listed[0] == driver.stored(driver.round))
        #expect(try driver.rounds.openRounds() == [driver.stored(driver.round)])
        #expect(try driver.rounds.round(first.reference.round)?.state == .expired)
        #expect(try driver.rounds.round(driver.agreement.roundID(3)) == nil)
    }

    @Test("open one at a time under an agreement, each number once, and only where the agreement is stored")
    func uniqueness() throws {
        var driver = driver
        let second = Round(agreement: driver.agreement, number: 2, openedAt: RoundDriver.start)
        #expect(try ProblemCode.of { try driver.open(second) } == .roundOpen)
        #expect(try ProblemCode.of { try driver.open(driver.round) } == .roundOpen)
        try driver.record(.expired)
        let again = Round(agreement: driver.agreement, number: 1, openedAt: RoundDriver.start)
        #expect(try ProblemCode.of { try driver.open(again) } == .conflict)
        try driver.open(second)
        let other = try RoundDriver.fixture(name: "other").agreement
        let foreign = Round(agreement: other, number: 1, openedAt: RoundDriver.start)
        #expect(
            try ProblemCode.of {
                try driver.rounds.open(driver.stored(foreign), under: other, opening: nil)
            } == .notFound)
    }

    @Test("are guarded by the tables too", arguments: ["gathering", "ring"])
    func constraints(state: String) throws {
        #expect(throws: DatabaseError.self) {
            try execute(
                "INSERT INTO round (id, agreement, number, identity_set, opened_at, state) "
                    + "SELECT randomblob(32), agreement, 2, identity_set, opened_at, '\(state)' FROM round")
        }
        #expect(throws: DatabaseError.self) {
            try execute(
                "INSERT INTO round (id, agreement, number, identity_set, opened_at, state) "
                    + "SELECT randomblob(32), agreement, 1, identity_set, opened_at, 'expired' FROM round")
        }
    }

    @Test("keep the statement that opened them")
    func opening() throws {
        var driver = driver
        try driver.record(.expired)
        let next = Round(agreement: driver.agreement, number: 2, openedAt: RoundDriver.start)
        let opening = try Signed(
            RoundOpening(reference: next.reference, from: driver.id(0), number: 2), by: driver.fixture.identities[0])
        try driver.open(next, opening: opening)
        let queue = try DatabaseQueue(path: driver.database.path)
        let kept = try queue.read { try Data.fetchOne($0, sql: "SELECT opening FROM round WHERE number = 2") }
        #expect(kept.map { Array($0) } == opening.bytes)
    }

    @Test("are the same after a restart, at every step")
    func restart() throws {
        var driver = driver
        func check() throws {
            let rounds = try driver.reopened()
            let stored = try #require(try rounds.round(driver.round.reference.round))
            #expect(stored.state == driver.round.state)
            let restored = try rounds.restored(stored, under: driver.agreement)
            #expect(restored.status == driver.round.status)
            #expect(restored.commitments == driver.round.commitments && restored.agreed == driver.round.agreed)
            #expect(restored.result == driver.round.result && restored.stop == driver.round.stop)
            for list in 0..<3 {
                #expect(restored.board?.lastElement(list: list) == driver.round.board?.lastElement(list: list))
                for hop in 0..<3 {
                    #expect(
                        restored.board?.digest(list: list, hop: hop, chunk: 0)
                            == driver.round.board?.digest(list: list, hop: hop, chunk: 0))
                }
            }
        }
        try check()
        try driver.record(.committed(driver.commitment(of: 1)))
        try check()
        try driver.record(.committed(driver.commitment(of: 0)))
        try driver.record(.committed(driver.commitment(of: 2)))
        try check()
        for index in 0..<3 { try driver.record(.agreed(driver.transcript(of: index))) }
        try check()
        for (list, hop, chunk) in [(0, 0, 0), (0, 0, 1), (0, 1, 1), (1, 0, 0), (0, 1, 0), (0, 2, 0)] {
            try driver.upload(list: list, hop: hop, chunk)
        }
        try check()
        let outcome = try driver.outcome(rows: 60)
        try driver.rounds.finish(outcome, of: driver.round, at: RoundDriver.start)
        try driver.round.apply(.finished(outcome.manifest))
        try check()
    }

    @Test("come back stopped, by a party or by the coordinator", arguments: [true, false])
    func stopped(byParty: Bool) throws {
        var driver = driver
        let notice = StopNotice(
            reference: driver.round.reference, from: byParty ? driver.id(1) : .coordinator, transcript: nil,
            reason: byParty ? .cancelled : .budget)
        let key = byParty ? driver.fixture.identities[1] : driver.fixture.coordinator
        try driver.record(.stopped(Signed(notice, by: key)))
        let restored = try driver.reopened().restored(driver.stored(driver.round), under: driver.agreement)
        #expect(restored.state == .stopped && restored.stop?.body == notice)
    }

    @Test("take an event only from the state that they are in")
    func stale() throws {
        let before = driver.round
        var driver = driver
        try driver.record(.committed(driver.commitment(of: 0)))
        #expect(throws: StorageError.stale) {
            try driver.rounds.append(.expired, to: before, receipt: nil, charges: [])
        }
        #expect(throws: StorageError.stale) {
            try driver.rounds.append(.committed(driver.commitment(of: 0)), to: before, receipt: nil, charges: [])
        }
        #expect(try driver.rounds.events(of: driver.round).count == 1)
    }

    @Test("hold one commitment and one transcript signature a party, and store nothing of a second")
    func oneStatement() throws {
        var driver = driver
        try driver.record(.committed(driver.commitment(of: 0)))
        #expect(
            try ProblemCode.of {
                try driver.rounds.append(
                    .committed(driver.commitment(of: 0, plan: "9")), to: driver.round, receipt: nil,
                    charges: [RowCharge(party: driver.id(0), rows: 5, at: 1)])
            } == .conflict)
        #expect(try driver.rounds.events(of: driver.round).count == 1)
        try driver.record(.committed(driver.commitment(of: 1)))
        try driver.record(.committed(driver.commitment(of: 2)))
        try driver.record(.agreed(driver.transcript(of: 2)))
        #expect(
            try ProblemCode.of {
                try driver.rounds.append(
                    .agreed(driver.transcript(of: 2)), to: driver.round, receipt: nil, charges: [])
            } == .conflict)
        #expect(try driver.rounds.events(of: driver.round).count == 4)
    }

    @Test("hold one digest a place")
    func oneDigest() throws {
        var driver = driver
        try driver.enterRing()
        try driver.upload(list: 0, hop: 0, 0)
        let chunk = RoundEvent.StoredChunk(
            place: ChunkPlace(list: driver.id(0), hop: 0, chunk: 0), digest: Digest(sha256: [77]), last: nil)
        #expect(
            try ProblemCode.of {
                try driver.rounds.append(.stored(chunk), to: driver.round, receipt: nil, charges: [])
            } == .conflict)
        #expect(try driver.rounds.events(of: driver.round).count == driver.round.revision)
    }

    @Test("end once")
    func oneEnd() throws {
        var driver = driver
        try driver.record(.expired)
        #expect(
            try ProblemCode.of {
                try driver.rounds.append(.expired, to: driver.round, receipt: nil, charges: [])
            } == .conflict)
    }

    @Test("keep the receipt under a chunk, and give it to nobody changed")
    func receipts() throws {
        var driver = driver
        try driver.enterRing()
        try driver.upload(list: 0, hop: 0, 0)
        try driver.upload(list: 0, hop: 1, 0)
        let (_, receipt) = try driver.chunk(list: 0, hop: 1, 0)
        let place = ChunkPlace(list: driver.id(0), hop: 1, chunk: 0)
        #expect(try driver.reopened().receipt(at: place, in: driver.round) == receipt)
        let owner = ChunkPlace(list: driver.id(0), hop: 0, chunk: 0)
        #expect(try driver.rounds.receipt(at: owner, in: driver.round) == nil)
        let missing = ChunkPlace(list: driver.id(0), hop: 2, chunk: 0)
        #expect(try driver.rounds.receipt(at: missing, in: driver.round) == nil)
        try execute("UPDATE chunk SET digest = zeroblob(32) WHERE hop = 1")
        #expect(throws: StorageError.self) { try driver.rounds.receipt(at: place, in: driver.round) }
        try execute(
            "UPDATE chunk SET receipt = CAST(replace(CAST(receipt AS TEXT), '\"count\":10', '\"count\":11') AS BLOB)")
        #expect(throws: StorageError.self) { try driver.rounds.receipt(at: place, in: driver.round) }
    }

    @Test(
        "say that the database is damaged where a statement or an event was changed or removed",
        arguments: [
            "UPDATE statement SET envelope = CAST(replace(CAST(envelope AS TEXT), '8.12.57', '8.12.58') AS BLOB)",
            "UPDATE statement SET envelope = x'7b7d' WHERE sequence = 4",
            "UPDATE statement SET envelope = NULL WHERE sequence = 1",
            "UPDATE statement SET envelope = (SELECT envelope FROM statement WHERE sequence = 4) WHERE sequence = 1",
            "UPDATE statement SET kind = 'stop' WHERE sequence = 1",
            "DELETE FROM statement WHERE sequence = 2",
            "DELETE FROM chunk",
            "UPDATE chunk SET sequence = 3",
            "UPDATE chunk SET list = 'No Party'",
        ])
    func damaged(sql: String) throws {
        var driver = driver
        try driver.enterRing()
        try driver.upload(list: 0, hop: 0, 0)
        try execute(sql)
        do {
            let events = try driver.rounds.events(of: driver.round)
            Issue.record("read \(events.count) events back")
        } catch let error as StorageError {
            guard case .damaged = error else {
                Issue.record(error)
                return
            }
            #expect("\(error)".contains("state database is damaged"))
        }
    }

    @Test("are not read back under another agreement's keys")
    func otherKeys() throws {
        var driver = driver
        try driver.record(.committed(driver.commitment(of: 0)))
        let text = String(decoding: driver.agreement.signedForm, as: UTF8.self)
        let key = driver.fixture.identities[0].publicIdentity.hex
        let fresh = try AgreementFixture.identity(0x55).publicIdentity.hex
        let other = try Agreement(json: JSONValue(parsing: text.replacing(key, with: fresh).utf8))
        let impostor = Round(agreement: other, number: 1, openedAt: RoundDriver.start)
        #expect(try ProblemCode.of { try driver.rounds.events(of: impostor) } == .notFound)
    }

    @Test("count uploads of chunks that were there")
    func repeatedChunks() throws {
        for _ in 0..<3 { try driver.rounds.countRepeatedChunk(in: driver.round.reference.round) }
        let report = try StateReport(of: driver.database, columns: folder.path("columns"))
        #expect(report.rounds.map(\.repeatedChunks) == [3])
    }
}
