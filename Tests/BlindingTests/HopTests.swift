// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Blinding
import Columns
import Messages
import Ristretto
import Signing
import TestSupport
import Testing
import Vocabulary

/// What a hop refuses to exponentiate (protocol/v1/matching.md §4.4).
@Suite struct HopTests {
    private let round: BlindRound

    init() throws { round = try BlindRound() }

    private func hop(of party: Int) throws -> Hop {
        Hop(commitments: try round.commitments(for: party), party: round.id(party))
    }

    /// What hop 2 of list 0, which is party 2's, says to a receipt of hop 1 that was changed and signed by `signer`.
    private func check(signer: Int = 1, bytes: [UInt8]? = nil, _ change: (HopReceipt) -> HopReceipt) throws -> Hop.Input
    {
        let before = try round.output(0, hop: 1)
        let receipt = try Signed(change(before.receipt.body), by: round.fixture.identities[signer])
        return try hop(of: 2).check(bytes ?? before.bytes, receipt: Unverified(receipt), for: round.place(0, hop: 2))
    }

    @Test("The product of all three keys is the same whoever starts, and so are the tokens")
    func tokens() throws {
        // Number 60 is in every list.
        let tokens = try (0..<3).map { list -> [UInt8] in
            let index = try #require(round.lists[list].digits.firstIndex(of: FictionalNumbers.digits(60)))
            let output = try round.output(list, hop: 2, chunk: index / 32)
            return Array(output.bytes[index % 32 * 16..<index % 32 * 16 + 16])
        }
        #expect(Set(tokens).count == 1)
    }

    @Test("A hop signs what came in and what went out, in the same order")
    func receipt() throws {
        let first = try round.output(0, hop: 1)
        let body = first.receipt.body
        #expect(body.place == round.place(0, hop: 1) && body.count == 32 && body.from == round.id(1))
        #expect(body.input == (try round.commitmentBody(0)).chunks[0])
        #expect(first.bytes.withUnsafeBytes { MerkleTree.root(of: $0, width: 32) } == body.output)
        let element = try #require(EncodedElement(bytes: Array(round.chunk(0)[64..<96])))
        let product = try Element(decoding: element).multiplied(by: BlindRound.scalar(1)).encoded
        #expect(Array(first.bytes[64..<96]) == product.bytes)
        let last = try round.output(0, hop: 2)
        #expect(last.bytes.count == 32 * 16)
        #expect(last.bytes.withUnsafeBytes { MerkleTree.root(of: $0, width: 16) } == last.receipt.body.output)
        #expect(last.receipt.body.input == body.output)
        #expect(try round.output(0, hop: 2).receipt == last.receipt, "a retry gives the same bytes")
    }

    @Test(
        "A turn that is another party's is refused",
        arguments: [(0, 1, 2), (0, 2, 1), (0, 0, 0), (1, 1, 1), (0, 3, 0), (0, -1, 2)])
    func wrongTurn(list: Int, hop number: Int, party: Int) throws {
        #expect(
            throws: BlindingError.misplaced(
                "hop \(number) of \(round.id(list))'s list is not \(round.id(party))'s turn")
        ) {
            try hop(of: party).check(round.chunk(list), receipt: nil, for: round.place(list, hop: number))
        }
    }

    @Test("A list of nobody, and chunks that do not exist, are refused", arguments: [-1, 3, 50_000])
    func noSuchChunk(chunk: Int) throws {
        #expect(throws: BlindingError.misplaced("acme's list has no chunk \(chunk)")) {
            try hop(of: 1).check(round.chunk(0), receipt: nil, for: round.place(0, hop: 1, chunk: chunk))
        }
        let stranger = ChunkPlace(list: try #require(PartyID("stranger")), hop: 1, chunk: 0)
        #expect(throws: BlindingError.self) { try hop(of: 1).check(round.chunk(0), receipt: nil, for: stranger) }
    }

    @Test("Bytes that are not what the owner committed are the relay's damage, and can be fetched again")
    func damaged() throws {
        let honest = round.chunk(0)
        var flipped = honest
        flipped[100] ^= 1
        let swapped = Array(honest[32..<64] + honest[0..<32] + honest[64...])
        for bytes in [
            flipped, swapped, Array(honest.dropLast(32)), Array(honest.dropLast()), honest + honest.prefix(32), [],
            round.chunk(0, 1),
        ] {
            #expect(throws: BlindingError.damagedChunk(round.place(0, hop: 0))) {
                try hop(of: 1).check(bytes, receipt: nil, for: round.place(0, hop: 1))
            }
        }
        // The last chunk has 16 rows.
        #expect(
            try hop(of: 1).check(round.chunk(0, 2), receipt: nil, for: round.place(0, hop: 1, chunk: 2)).elements.count
                == 16 * 32)
    }

    @Test("From hop 2 on a receipt is due")
    func missingReceipt() throws {
        let before = try round.output(0, hop: 1)
        #expect(throws: BlindingError.misplaced("the receipt of hop 1 is missing")) {
            try hop(of: 2).check(before.bytes, receipt: nil, for: round.place(0, hop: 2))
        }
    }

    @Test("A receipt of another round, transcript, place, count or signer is refused")
    func misplacedReceipt() throws {
        let misplaced = BlindingError.misplaced("the receipt of hop 1 is for another round, transcript, place or count")
        let elsewhere = RoundReference(agreement: round.agreement.id, round: round.agreement.roundID(2))
        let changes: [(HopReceipt) -> HopReceipt] = [
            { $0.changed(reference: elsewhere) }, { $0.changed(transcript: Digest(sha256: [9])) },
            { $0.changed(place: round.place(0, hop: 1, chunk: 1)) }, { $0.changed(place: round.place(0, hop: 2)) },
            { $0.changed(place: round.place(1, hop: 1)) }, { $0.changed(count: 31) }, { $0.changed(from: round.id(0)) },
        ]
        for change in changes { #expect(throws: misplaced) { try check(change) } }
        #expect(throws: Never.self) { try check { $0 } }
    }

    @Test("A receipt signed by the wrong key is refused", arguments: [0, 2])
    func wrongSigner(signer: Int) throws {
        #expect(throws: BlindingError.badSignature(of: round.id(1), on: "receipt of hop 1")) {
            try check(signer: signer) { $0 }
        }
    }

    @Test("A receipt over other bytes is the relay's damage")
    func otherBytes() throws {
        #expect(throws: BlindingError.damagedChunk(round.place(0, hop: 1))) {
            try check { $0.changed(output: Digest(sha256: [1])) }
        }
        // Hop 0's bytes under hop 1's receipt: as if the hop had not multiplied at all.
        #expect(throws: BlindingError.damagedChunk(round.place(0, hop: 1))) { try check(bytes: round.chunk(0)) { $0 } }
    }
}
