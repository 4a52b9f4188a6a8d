// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Columns
import Matching
import Messages
import Signing
import Storage
import TestSupport
import Testing
import Vocabulary

/// Drives a round of three parties through a real database: each event is stored, then applied.
struct RoundDriver {
    static let start: Int64 = 1_780_000_000
    static let day: Int64 = 86_400

    let database: StateDatabase
    let fixture: AgreementFixture
    let agreements: StoredAgreements
    let rounds: StoredRounds
    var round: Round

    /// Opens the database, stores a complete agreement and opens its round 1.
    init(path: String, name: String = "spring-launch", openedAt: Int64 = start) throws {
        try self.init(StateDatabase(path: path), fixture: Self.fixture(name: name), openedAt: openedAt)
    }

    init(_ database: StateDatabase, fixture: AgreementFixture, openedAt: Int64 = start) throws {
        self.database = database
        self.fixture = fixture
        agreements = StoredAgreements(database)
        rounds = StoredRounds(database)
        try agreements.save(fixture.signed())
        round = Round(agreement: fixture.agreement, number: 1, openedAt: openedAt)
        try open(round)
    }

    static func fixture(name: String = "spring-launch") throws -> AgreementFixture {
        try AgreementFixture(
            roles: [("acme", "brand"), ("streamco", "partner"), ("shopco", "partner")],
            match: "acme and streamco and shopco", chunkRows: 10, entitled: ["acme", "streamco"], name: name)
    }

    var agreement: Agreement { fixture.agreement }
    func id(_ index: Int) -> PartyID { agreement.parties[index].id }

    func stored(_ round: Round) -> StoredRound {
        StoredRound(
            reference: round.reference, number: round.number, openedAt: round.openedAt, state: round.state)
    }

    func open(_ round: Round, opening: Signed<RoundOpening>? = nil) throws {
        try rounds.open(stored(round), under: agreement, opening: opening)
    }

    /// Ends the present round and opens the next.
    mutating func openNext(at now: Int64) throws {
        try record(.expired)
        round = Round(agreement: agreement, number: round.number + 1, openedAt: now)
        try open(round)
    }

    mutating func record(
        _ event: RoundEvent, receipt: Signed<HopReceipt>? = nil, charges: [RowCharge] = []
    ) throws {
        try rounds.append(event, to: round, receipt: receipt, charges: charges)
        try round.apply(event)
    }

    func commitment(of index: Int, count: Int = 25, plan: String = "8.12.57") throws -> Signed<Commitment> {
        let chunks = (0..<(count + 9) / 10).map { Digest(sha256: [UInt8(index), UInt8($0)]) }
        let body = Commitment(
            reference: round.reference, from: id(index), number: round.number,
            key: try #require(EncodedElement(bytes: [2] + [UInt8](repeating: 0, count: 31))), count: count,
            chunks: chunks, previous: 0, added: count, removed: 0, plan: plan)
        return try Signed(body, by: fixture.identities[index])
    }

    func transcript(of index: Int) throws -> Signed<TranscriptAgreement> {
        let body = TranscriptAgreement(
            reference: round.reference, from: id(index), transcript: try #require(round.transcript))
        return try Signed(body, by: fixture.identities[index])
    }

    /// Commits and agrees for all, charging the counts.
    mutating func enterRing(count: Int = 25, at now: Int64 = start) throws {
        for index in 0..<3 {
            let charges = index < 2 ? [] : (0..<3).map { RowCharge(party: id($0), rows: count, at: now) }
            try record(.committed(commitment(of: index, count: count)), charges: charges)
        }
        for index in 0..<3 { try record(.agreed(transcript(of: index))) }
    }

    func chunk(list: Int, hop: Int, _ chunk: Int) throws -> (RoundEvent.StoredChunk, Signed<HopReceipt>?) {
        let place = ChunkPlace(list: id(list), hop: hop, chunk: chunk)
        guard hop > 0 else {
            let digest = try #require(round.commitments[list]?.body.chunks[chunk])
            let last = EncodedElement(bytes: [UInt8(chunk)] + [UInt8](repeating: 4, count: 31))
            return (RoundEvent.StoredChunk(place: place, digest: digest, last: last), nil)
        }
        let output = Digest(sha256: [UInt8(list), UInt8(hop), UInt8(chunk)])
        let signer = (list + hop) % 3
        let body = HopReceipt(
            reference: round.reference, from: id(signer), transcript: try #require(round.transcript), place: place,
            count: 10, input: Digest(sha256: [9]), output: output)
        return (
            RoundEvent.StoredChunk(place: place, digest: output, last: nil),
            try Signed(body, by: fixture.identities[signer])
        )
    }

    mutating func upload(list: Int, hop: Int, _ index: Int) throws {
        let (chunk, receipt) = try chunk(list: list, hop: hop, index)
        try record(.stored(chunk), receipt: receipt)
    }

    /// The outcome of lists that hold the same tokens, all of them matched.
    func outcome(rows: Int, seed: UInt64 = 7) throws -> RoundOutcome {
        var generator = SeededGenerator(seed: seed)
        let tokens = (0..<rows).flatMap { row in (0..<16).map { UInt8(truncatingIfNeeded: row >> ($0 % 4 * 8)) } }
        return try RoundOutcome(
            of: round, tokens: [tokens, tokens, tokens], signedBy: fixture.coordinator, using: &generator)
    }

    /// Rounds as the process that comes next sees them.
    func reopened() throws -> StoredRounds { StoredRounds(try StateDatabase(path: database.path)) }
}
