// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Blinding
import Columns
import Messages
import Signing
import TestSupport
import Testing
import Vocabulary

/// What a party refuses as a result (protocol/v1/matching.md §4.6).
@Suite struct RoundResultTests {
    private let round: BlindRound
    private let set: CommitmentSet

    init() throws {
        round = try BlindRound()
        set = try round.commitments()
    }

    private static func records(_ positions: [UInt32], handles: [UInt8]? = nil) throws -> [RowRecord] {
        try positions.enumerated().map { index, position in
            let last = handles?[index] ?? UInt8(index)
            return RowRecord(
                handle: try #require(Handle(bytes: [UInt8](repeating: 0, count: 15) + [last])), position: position)
        }
    }

    private static func bytes(_ records: [RowRecord]) -> [UInt8] {
        var bytes: [UInt8] = []
        for record in records { record.append(to: &bytes) }
        return bytes
    }

    private static let honest = Array(UInt32(10)..<70)

    private func manifest(
        _ bytes: [UInt8]?, decision: ResultManifest.Decision = .matched, members: Int = 50, party: Int = 0,
        reference: RoundReference? = nil, transcript: Digest? = nil, by key: IdentityKey? = nil
    ) throws -> Unverified<ResultManifest> {
        var rows: [PartyID: Digest] = [:]
        if let bytes {
            rows[round.id(party)] =
                bytes.withUnsafeBytes { MerkleTree.root(of: $0, width: 20) } ?? Digest(sha256: bytes)
        }
        let body = ResultManifest(
            reference: reference ?? round.reference, transcript: transcript ?? set.transcript, decision: decision,
            members: members, rows: rows)
        return Unverified(try Signed(body, by: key ?? round.fixture.coordinator))
    }

    /// The count of rows that were accepted; nil where none are due.
    @discardableResult
    private func accept(
        _ records: [UInt8], members: Int = 50, promised: [UInt8]? = nil, for party: Int = 0, page: Int = 35
    ) throws -> Int? {
        let signed = try RoundResult.verify(manifest(promised ?? records, members: members), against: set)
        guard var rows = try ResultRows(of: round.id(party), promisedBy: signed, under: set) else { return nil }
        for start in stride(from: 0, to: records.count, by: page * RowRecord.width) {
            rows.append(Array(records[start..<min(start + page * RowRecord.width, records.count)]))
        }
        try rows.check()
        return rows.count
    }

    @Test("A result that holds is accepted in pages of any size; others than learners get no rows", arguments: 1...61)
    func honest(page: Int) throws {
        let records = Self.bytes(try Self.records(Self.honest))
        #expect(try accept(records, page: page) == 60)
        #expect(try accept(records, for: 1) == nil)
        let below = try RoundResult.verify(manifest(nil, decision: .belowMinimum, members: 0), against: set)
        #expect(try ResultRows(of: round.id(0), promisedBy: below, under: set) == nil)
    }

    @Test("A manifest signed by anybody but the coordinator is refused")
    func signer() throws {
        for key in round.fixture.identities {
            #expect(throws: BlindingError.badSignature(of: .coordinator, on: "result")) {
                try RoundResult.verify(manifest([], by: key), against: set)
            }
        }
    }

    @Test("A manifest of another round, agreement or transcript is refused")
    func misplaced() throws {
        let elsewhere = RoundReference(agreement: round.agreement.id, round: round.agreement.roundID(2))
        let other = RoundReference(agreement: try BlindRound(chunkRows: 16).agreement.id, round: round.reference.round)
        for statement in [
            try manifest([], reference: elsewhere), try manifest([], reference: other),
            try manifest([], transcript: Digest(sha256: [3])),
        ] {
            #expect(throws: BlindingError.badResult("it is for another round or transcript")) {
                try RoundResult.verify(statement, against: set)
            }
        }
    }

    @Test("A manifest whose parts contradict each other is refused")
    func contradiction() throws {
        let rows = Self.bytes(try Self.records(Self.honest))
        let contradictions: [Unverified<ResultManifest>] = [
            // Below the minimum, yet with a count or rows.
            try manifest(nil, decision: .belowMinimum, members: 50),
            try manifest(rows, decision: .belowMinimum, members: 0),
            // Matched without the rows of a party that learns them, or with those of one that does not.
            try manifest(nil), try manifest(rows, party: 1),
            // A count that is finer than it may be, or under the minimum.
            try manifest(rows, members: 60), try manifest(rows, members: 0),
        ]
        for statement in contradictions {
            #expect(throws: BlindingError.self) { try RoundResult.verify(statement, against: set) }
        }
    }

    @Test("Rows other than those of the manifest are refused")
    func otherRows() throws {
        let promised = Self.bytes(try Self.records(Self.honest))
        var moved = promised
        moved[19] ^= 1
        for rows in [
            moved, Array(promised.dropLast(20)), Array(promised.dropLast()), [], promised + promised.prefix(20),
        ] {
            #expect(throws: BlindingError.badResult("the rows do not hash to its digest")) {
                try accept(rows, promised: promised)
            }
        }
    }

    @Test("A part of a record is refused even where the manifest promises it")
    func partRecord() throws {
        let rows = Array(Self.bytes(try Self.records(Self.honest)).dropLast(3))
        #expect(throws: BlindingError.badResult("the rows do not hash to its digest")) { try accept(rows) }
    }

    @Test("Handles that do not ascend, or one handle twice, are refused")
    func handles() throws {
        var swapped = (0..<60).map { UInt8($0) }
        swapped.swapAt(10, 11)
        var twice = (0..<60).map { UInt8($0) }
        twice[30] = 29
        for handles in [swapped, twice] {
            #expect(throws: BlindingError.badResult("its handles are not in order, or one is there twice")) {
                try accept(Self.bytes(Self.records(Self.honest, handles: handles)))
            }
        }
    }

    @Test("Positions outside the list, and one position twice, are refused", arguments: [10, 80, UInt32.max])
    func positions(_ position: UInt32) throws {
        var positions = Self.honest
        positions[59] = position
        #expect(throws: BlindingError.badResult("a position is there twice or outside the list")) {
            try accept(Self.bytes(Self.records(positions)))
        }
    }

    @Test("Fewer rows than the agreement's minimum are refused, whatever the coordinator says", arguments: [1, 49])
    func minimum(count: Int) throws {
        #expect(throws: BlindingError.badResult("it has \(count) rows, fewer than the agreement's minimum")) {
            try accept(Self.bytes(Self.records(Array(Self.honest.prefix(count)))))
        }
    }

    @Test("Rows that do not agree with the published count are refused", arguments: [(60, 100), (50, 100)])
    func count(rows: Int, members: Int) throws {
        #expect(throws: BlindingError.badResult("its rows do not agree with its count")) {
            try accept(Self.bytes(Self.records(Array(Self.honest.prefix(rows)))), members: members)
        }
    }
}
