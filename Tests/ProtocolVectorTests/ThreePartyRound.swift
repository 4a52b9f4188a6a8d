// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Blinding
import Columns
import Matching
import Messages
import PhoneNumbers
import Ristretto
import Signing
import TestSupport
import Vocabulary

/// Plays a round in one process, with fixed scalars, and writes down what travelled.
struct ThreePartyRound {
    let fixture: AgreementFixture
    var round: Round
    var members = 0
    private var scalars: [JSONValue] = []
    private var statements: [JSONValue] = []
    private var columns: [JSONValue] = []
    private var bytes: [ChunkPlace: [UInt8]] = [:]
    private var receipts: [ChunkPlace: Signed<HopReceipt>] = [:]
    private var manifest: JSONValue = .null
    private var rows: [JSONValue] = []

    init(fixture: AgreementFixture) throws {
        self.fixture = fixture
        round = Round(agreement: fixture.agreement, number: 1, openedAt: 1_772_000_000)
    }

    /// acme has numbers 0 ..< 200, streamco 50 ..< 250, optouts 170 ..< 260: members are 50 ..< 170.
    static let lists: [Range<Int>] = [0..<200, 50..<250, 170..<260]

    mutating func run() throws {
        let agreement = fixture.agreement
        var lists: [BlindedList] = []
        for (index, party) in agreement.parties.enumerated() {
            let list = try BlindedList(
                NumberSet.fictional(Self.lists[index]), round: round.reference.round, key: try Self.scalar(index))
            lists.append(list)
            let commitment = Commitment(
                reference: round.reference, from: party.id, number: 1, key: list.publicKey, count: list.digits.count,
                chunks: try list.chunkDigests(chunkRows: agreement.chunkRows), previous: 0, added: list.digits.count,
                removed: 0, plan: "libphonenumber-8.12.57")
            let signed = try Signed(commitment, by: fixture.identities[index])
            statements.append(signed.json)
            if case .new(let new) = try round.admit(Unverified(signed), from: party.id, history: .none, at: 0) {
                try round.apply(.committed(new))
            }
            scalars.append(.string(Hexadecimal.encode(Self.scalarBytes(index))))
        }
        let own = round.commitments.compactMap { $0 }
        let commitments = try CommitmentSet(
            own.map { Unverified($0) }, agreement: agreement, number: 1, own: own[0])
        for (party, key) in zip(agreement.parties, fixture.identities) {
            let body = TranscriptAgreement(
                reference: round.reference, from: party.id, transcript: commitments.transcript)
            let signed = try Signed(body, by: key)
            statements.append(signed.json)
            if case .new(let new) = try round.admit(Unverified(signed), from: party.id) {
                try round.apply(.agreed(new))
            }
        }
        for (index, list) in lists.enumerated() { try upload(list, of: agreement.parties[index].id) }
        for hop in agreement.ring.hops {
            for index in lists.indices { try turn(index, hop: hop, commitments: commitments) }
        }
        try finish()
    }

    private mutating func upload(_ list: BlindedList, of party: PartyID) throws {
        let width = EncodedElement.byteCount * fixture.agreement.chunkRows
        for (chunk, start) in stride(from: 0, to: list.elements.count, by: width).enumerated() {
            let place = ChunkPlace(list: party, hop: 0, chunk: chunk)
            try store(Array(list.elements[start..<min(start + width, list.elements.count)]), at: place, receipt: nil)
        }
    }

    private mutating func turn(_ index: Int, hop: Int, commitments: CommitmentSet) throws {
        let party = fixture.agreement.parties[index].id
        for place in try round.work(for: party).turns where place.hop == hop {
            let before = ChunkPlace(list: place.list, hop: hop - 1, chunk: place.chunk)
            let worker = Hop(commitments: commitments, party: party)
            let input = try worker.check(
                bytes[before] ?? [], receipt: receipts[before].map { Unverified($0) }, for: place)
            let output = try worker.multiply(
                input, key: try Self.scalar(index), signedBy: fixture.identities[index])
            statements.append(output.receipt.json)
            try store(output.bytes, at: place, receipt: output.receipt)
        }
    }

    private mutating func store(_ column: [UInt8], at place: ChunkPlace, receipt: Signed<HopReceipt>?) throws {
        let list = try round.position(of: place.list)
        let sender = fixture.agreement.parties[fixture.agreement.ring.hopParty(list: list, hop: place.hop)].id
        guard
            case .new(let order) = try round.admit(place, receipt: receipt.map { Unverified($0) }, from: sender)
        else { return }
        try round.apply(.stored(try column.withUnsafeBytes { try order.check($0) }))
        bytes[place] = column
        receipts[place] = receipt
        columns.append(
            .object([
                "list": .string(place.list.name), "hop": .integer(Int64(place.hop)),
                "chunk": .integer(Int64(place.chunk)), "digest": .string(order.digest.hex),
                "bytes": .string(Hexadecimal.encode(column)),
            ]))
    }

    private mutating func finish() throws {
        let last = fixture.agreement.ring.lastHop
        let tokens = fixture.agreement.parties.indices.map { index in
            bytes.filter { $0.key.list == fixture.agreement.parties[index].id && $0.key.hop == last }
                .sorted { $0.key.chunk < $1.key.chunk }.flatMap(\.value)
        }
        var generator = SeededGenerator(seed: 1)
        let outcome = try RoundOutcome(
            of: round, tokens: tokens, signedBy: fixture.coordinator, using: &generator)
        try round.apply(.finished(outcome.manifest))
        manifest = outcome.manifest.json
        for matched in outcome.rows {
            members = matched.records.count
            var column: [UInt8] = []
            for record in matched.records { record.append(to: &column) }
            rows.append(
                .object(["party": .string(matched.party.name), "records": .string(Hexadecimal.encode(column))]))
        }
    }

    var json: JSONValue {
        .object([
            "source": .string(
                "protocol/v1/matching.md; identity seeds are one byte 32 times: 1, 2, 3, coordinator 192; handles are drawn "
                    + "with a fixed generator and stand for random ones"),
            "agreement": .string(fixture.agreement.id.hex), "round": .string(round.reference.round.hex),
            "number": .integer(1), "scalars": .array(scalars),
            "lists": .array(
                fixture.agreement.parties.indices.map { index in
                    .array(Self.lists[index].map { .string(String(FictionalNumbers.digits($0))) })
                }),
            "transcript": .string(round.transcript?.hex ?? ""), "statements": .array(statements),
            "columns": .array(columns), "result": manifest, "rows": .array(rows),
        ])
    }

    private static func scalarBytes(_ index: Int) -> [UInt8] {
        [UInt8](repeating: UInt8(0x11 * (index + 1)), count: 31) + [0]
    }

    private static func scalar(_ index: Int) throws -> Scalar {
        try Scalar(fixed: scalarBytes(index))
    }
}
