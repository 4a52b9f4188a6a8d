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
import Vocabulary

/// Three parties with fixed keys and real lists, whose every step can be had right or wrong.
struct Cast: Sendable {
    /// The coordinator's clock at the start, within the agreement's validity.
    static let start: Int64 = 1_780_000_000

    /// Lines of an agreement under which the brand tells time zones, and the partner interests.
    static let grants = """
        grants:
          - {party: acme, attributes: [{name: number.timezones, type: strings}]}
          - {party: streamco, attributes: [{name: interest, type: string}]}
        """

    /// The same with a policy, under which consents are decided on.
    static let members = "policies: [us-federal]\n\(grants)"

    let fixture: AgreementFixture
    let number: UInt32
    let lists: [BlindedList]
    /// For each list its elements, which a test may replace before it commits to them.
    var columns: [[UInt8]]

    init(
        number: UInt32 = 1, rows: [Range<Int>] = [0..<80, 20..<100, 95..<110], name: String = "spring-launch",
        chunkRows: Int = 32, extra: String = ""
    ) throws {
        fixture = try AgreementFixture(
            roles: [("acme", "brand"), ("streamco", "partner"), ("optouts", "suppression")],
            match: "acme and streamco and not optouts", chunkRows: chunkRows, cap: 1000,
            extra: "disclosure: {minimumList: 1, minimumResult: 50}\n\(extra)", name: name)
        self.number = number
        let round = fixture.agreement.roundID(number)
        lists = try rows.enumerated().map { index, range in
            try BlindedList(NumberSet.fictional(range), round: round, key: Self.scalar(index, number))
        }
        columns = lists.map(\.elements)
    }

    var agreement: Agreement { fixture.agreement }
    var reference: RoundReference { RoundReference(agreement: agreement.id, round: agreement.roundID(number)) }
    var round: RoundID { reference.round }
    func id(_ index: Int) -> PartyID { agreement.parties[index].id }
    func key(_ index: Int) -> IdentityKey { fixture.identities[index] }

    private static func scalar(_ index: Int, _ number: UInt32) throws -> Scalar {
        let byte = UInt8(truncatingIfNeeded: 16 * Int(number) + index + 1)
        return try Scalar(canonical: SecretBytes(copying: [UInt8](repeating: byte, count: 31) + [0]))
    }

    // MARK: - Statements

    func commitmentBody(_ index: Int) throws -> Commitment {
        let count = columns[index].count / EncodedElement.byteCount
        return Commitment(
            reference: reference, from: id(index), number: number, key: lists[index].publicKey, count: count,
            chunks: try ChunkDigester.digests(of: columns[index], chunkRows: agreement.chunkRows),
            previous: number - 1, added: number == 1 ? count : 0, removed: 0, plan: "libphonenumber-8.12.57")
    }

    func commitment(_ index: Int) throws -> Signed<Commitment> { try Signed(commitmentBody(index), by: key(index)) }

    func commitments(for index: Int) throws -> CommitmentSet {
        try CommitmentSet(
            (0..<3).map { Unverified(try commitment($0)) }, agreement: agreement, number: number,
            own: commitment(index))
    }

    var transcript: Digest { get throws { Transcript.digest(of: try (0..<3).map { try commitmentBody($0) }) } }

    func agreed(_ index: Int, signer: Int? = nil) throws -> Signed<TranscriptAgreement> {
        try Signed(
            TranscriptAgreement(reference: reference, from: id(index), transcript: transcript), by: key(signer ?? index)
        )
    }

    func stop(_ index: Int) throws -> Signed<StopNotice> {
        try Signed(
            StopNotice(reference: reference, from: id(index), transcript: nil, reason: .cancelled), by: key(index))
    }

    func opening(_ index: Int = 0) throws -> Signed<RoundOpening> {
        try Signed(RoundOpening(reference: reference, from: id(index), number: number), by: key(index))
    }

    // MARK: - Chunks

    func place(_ list: Int, hop: Int, _ chunk: Int = 0) -> ChunkPlace {
        ChunkPlace(list: id(list), hop: hop, chunk: chunk)
    }

    func chunks(_ list: Int) -> Range<Int> {
        0..<(columns[list].count / 32 + agreement.chunkRows - 1) / agreement.chunkRows
    }

    func chunk(_ list: Int, _ chunk: Int = 0) -> [UInt8] {
        let width = agreement.chunkRows * EncodedElement.byteCount
        return Array(columns[list].dropFirst(chunk * width).prefix(width))
    }

    /// What the party of a hop makes of honest input.
    func output(_ list: Int, hop: Int, _ chunk: Int = 0) throws -> Hop.Output {
        let party = agreement.ring.hopParty(list: list, hop: hop)
        let worker = Hop(commitments: try commitments(for: party), party: id(party))
        let before = hop == 1 ? nil : try output(list, hop: hop - 1, chunk)
        let input = try worker.check(
            before?.bytes ?? self.chunk(list, chunk), receipt: before.map { Unverified($0.receipt) },
            for: place(list, hop: hop, chunk))
        return try worker.multiply(input, key: Self.scalar(party, number), signedBy: key(party))
    }
}

extension Commitment {
    /// The same commitment with something changed.
    func changed(from: PartyID? = nil, count: Int? = nil, chunks: [Digest]? = nil, plan: String? = nil) -> Commitment {
        Commitment(
            reference: reference, from: from ?? self.from, number: number, key: key, count: count ?? self.count,
            chunks: chunks ?? self.chunks, previous: previous, added: added, removed: removed, plan: plan ?? self.plan)
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
