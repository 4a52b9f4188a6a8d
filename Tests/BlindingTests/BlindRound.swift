// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Blinding
import Columns
import Messages
import PhoneNumbers
import Ristretto
import Secrets
import Signing
import TestSupport
import Testing
import Vocabulary

/// The party side of a round of three, with fixed keys; every statement and chunk can be had with something changed.
struct BlindRound {
    let fixture: AgreementFixture
    let lists: [BlindedList]
    /// For each list its column of hop 0, which a test may replace before it commits to it.
    var columns: [[UInt8]]

    init(
        rows: [Range<Int>] = [0..<80, 20..<100, 60..<90], chunkRows: Int = 32, entitled: Set<String> = ["acme"],
        extra: String = "disclosure: {minimumList: 1, minimumResult: 50}"
    ) throws {
        fixture = try AgreementFixture(
            roles: [("acme", "brand"), ("streamco", "partner"), ("cellco", "validator")],
            match: "acme and (streamco or cellco)", chunkRows: chunkRows,
            cap: 1000,
            entitled: entitled, extra: extra)
        let round = fixture.agreement.roundID(1)
        lists = try rows.enumerated().map { index, range in
            try BlindedList(NumberSet.fictional(range), round: round, key: Self.scalar(index))
        }
        columns = lists.map(\.elements)
    }

    var agreement: Agreement { fixture.agreement }
    var reference: RoundReference { RoundReference(agreement: agreement.id, round: agreement.roundID(1)) }
    func id(_ index: Int) -> PartyID { agreement.parties[index].id }

    static func scalar(_ index: Int) throws -> Scalar {
        let bytes = [UInt8](repeating: UInt8(0x11 * (index + 1)), count: 31) + [0]
        return try Scalar(canonical: SecretBytes(copying: bytes))
    }

    // MARK: - Commitments

    func commitmentBody(_ index: Int) throws -> Commitment {
        let count = columns[index].count / EncodedElement.byteCount
        return Commitment(
            reference: reference, from: id(index), number: 1, key: lists[index].publicKey, count: count,
            chunks: try ChunkDigester.digests(of: columns[index], chunkRows: agreement.chunkRows), previous: 0,
            added: count, removed: 0, plan: "libphonenumber-8.12.57")
    }

    func commitment(_ index: Int) throws -> Signed<Commitment> {
        try Signed(commitmentBody(index), by: fixture.identities[index])
    }

    func statements() throws -> [Unverified<Commitment>] {
        try agreement.parties.indices.map { Unverified(try commitment($0)) }
    }

    /// What party `index` makes of the statements.
    func commitments(for index: Int = 0, shown statements: [Unverified<Commitment>]? = nil) throws -> CommitmentSet {
        try CommitmentSet(
            statements ?? self.statements(), agreement: agreement, number: 1, own: commitment(index))
    }

    func transcript(of index: Int, _ transcript: Digest, signer: Int? = nil) throws -> Unverified<TranscriptAgreement> {
        let body = TranscriptAgreement(reference: reference, from: id(index), transcript: transcript)
        return Unverified(try Signed(body, by: fixture.identities[signer ?? index]))
    }

    // MARK: - Chunks

    func place(_ list: Int, hop: Int, chunk: Int = 0) -> ChunkPlace {
        ChunkPlace(list: id(list), hop: hop, chunk: chunk)
    }

    func chunk(_ list: Int, _ chunk: Int = 0) -> [UInt8] {
        let width = agreement.chunkRows * EncodedElement.byteCount
        return Array(columns[list].dropFirst(chunk * width).prefix(width))
    }

    /// What the party of a hop makes of honest input.
    func output(_ list: Int, hop: Int, chunk: Int = 0) throws -> Hop.Output {
        let party = agreement.ring.hopParty(list: list, hop: hop)
        let worker = Hop(commitments: try commitments(for: party), party: id(party))
        let before = hop == 1 ? nil : try output(list, hop: hop - 1, chunk: chunk)
        let input = try worker.check(
            before?.bytes ?? self.chunk(list, chunk), receipt: before.map { Unverified($0.receipt) },
            for: place(list, hop: hop, chunk: chunk))
        return try worker.multiply(input, key: Self.scalar(party), signedBy: fixture.identities[party])
    }
}

extension Commitment {
    /// The same commitment with something changed.
    func changed(
        reference: RoundReference? = nil, from: PartyID? = nil, number: UInt32? = nil, count: Int? = nil,
        chunks: [Digest]? = nil, plan: String? = nil
    ) -> Commitment {
        Commitment(
            reference: reference ?? self.reference, from: from ?? self.from, number: number ?? self.number, key: key,
            count: count ?? self.count, chunks: chunks ?? self.chunks, previous: previous, added: added,
            removed: removed,
            plan: plan ?? self.plan)
    }
}

extension HopReceipt {
    /// The same receipt with something changed.
    func changed(
        reference: RoundReference? = nil, from: PartyID? = nil, transcript: Digest? = nil, place: ChunkPlace? = nil,
        count: Int? = nil, input: Digest? = nil, output: Digest? = nil
    ) -> HopReceipt {
        HopReceipt(
            reference: reference ?? self.reference, from: from ?? self.from, transcript: transcript ?? self.transcript,
            place: place ?? self.place, count: count ?? self.count, input: input ?? self.input,
            output: output ?? self.output)
    }
}
