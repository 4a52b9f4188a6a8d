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

/// What a party refuses to sign T over (protocol/v1/matching.md §4.2).
@Suite struct CommitmentSetTests {
    private let round: BlindRound

    init() throws { round = try BlindRound() }

    /// The honest statements with those of one party replaced; signed by `signer` where that is another.
    private func shown(
        party index: Int = 1, signer: Int? = nil, _ change: (Commitment) -> Commitment
    ) throws -> [Unverified<Commitment>] {
        var statements = try round.statements()
        let body = change(try round.commitmentBody(index))
        statements[index] = Unverified(try Signed(body, by: round.fixture.identities[signer ?? index]))
        return statements
    }

    @Test("Every party computes the same T over the same commitments, and the rows it would exponentiate")
    func honest() throws {
        let sets = try (0..<3).map { try round.commitments(for: $0) }
        #expect(Set(sets.map(\.transcript)).count == 1)
        #expect(sets[0].transcript == Transcript.digest(of: try (0..<3).map { try round.commitmentBody($0) }))
        #expect((0..<3).map { sets[0].foreignRows(for: round.id($0)) } == [80 + 30, 80 + 30, 80 + 80])
    }

    @Test("Fewer or more commitments than parties are refused", arguments: [0, 1, 2, 4])
    func count(_ count: Int) throws {
        let statements = Array((try round.statements() + round.statements()).prefix(count))
        #expect(throws: BlindingError.misplaced("the coordinator shows \(count) commitments of 3")) {
            try round.commitments(shown: statements)
        }
    }

    @Test("Commitments out of ring order, or one party's twice, are refused")
    func order() throws {
        let honest = try round.statements()
        for statements in [[honest[0], honest[2], honest[1]], [honest[0], honest[1], honest[1]]] {
            #expect(throws: BlindingError.self) { try round.commitments(shown: statements) }
        }
    }

    @Test("A commitment of another round, number or agreement is refused and its party named")
    func misplaced() throws {
        let other = try BlindRound(chunkRows: 16)
        let changes: [(Commitment) -> Commitment] = [
            { $0.changed(number: 2) },
            { $0.changed(reference: RoundReference(agreement: $0.reference.agreement, round: other.reference.round)) },
            { $0.changed(reference: RoundReference(agreement: other.reference.agreement, round: $0.reference.round)) },
            { $0.changed(from: round.id(2)) },
        ]
        for change in changes {
            #expect(throws: BlindingError.badCommitment(of: round.id(1), why: "it is for another party or round")) {
                try round.commitments(shown: shown(change))
            }
        }
    }

    @Test("A commitment signed by another key, or altered after signing, is refused")
    func signature() throws {
        let expected = BlindingError.badSignature(of: round.id(1), on: "commitment")
        #expect(throws: expected) { try round.commitments(shown: shown(signer: 2) { $0 }) }
        #expect(throws: expected) { try round.commitments(shown: shown(signer: 0) { $0 }) }
        // An envelope whose body was changed: the signature of the honest one over other content.
        let honest = try round.commitment(1)
        let altered = try Signed(
            honest.body.changed(count: 64, chunks: Array(honest.body.chunks.prefix(2))), by: round.fixture.identities[1]
        )
        let forged = try Unverified<Commitment>(
            json: .object(["body": altered.body.json, "signature": .string(honest.signature.hex)]))
        var statements = try round.statements()
        statements[1] = forged
        #expect(throws: expected) { try round.commitments(shown: statements) }
    }

    @Test("More rows than the party's cap are refused")
    func cap() throws {
        let chunks = (0..<32).map { Digest(sha256: [UInt8($0)]) }
        #expect(throws: BlindingError.badCommitment(of: round.id(1), why: "1001 rows exceed the cap of 1000")) {
            try round.commitments(shown: shown { $0.changed(count: 1001, chunks: chunks) })
        }
        #expect(throws: Never.self) {
            try round.commitments(shown: shown { $0.changed(count: 1000, chunks: chunks) })
        }
    }

    @Test(
        "Chunk digests that do not add up to the count are refused",
        arguments: [(64, 1), (64, 3), (65, 2), (0, 1), (1, 0)])
    func chunks(count: Int, digests: Int) throws {
        let chunks = (0..<digests).map { Digest(sha256: [UInt8($0)]) }
        #expect(throws: BlindingError.badCommitment(of: round.id(1), why: "its chunks do not add up to its count")) {
            try round.commitments(shown: shown { $0.changed(count: count, chunks: chunks) })
        }
    }

    @Test(
        "The own commitment changed by whoever holds the own key, or of a party that is not in the agreement, is noticed"
    )
    func own() throws {
        #expect(throws: BlindingError.ownCommitmentChanged) {
            try round.commitments(for: 1, shown: shown { $0.changed(plan: "libphonenumber-8.13.0") })
        }
        let stranger = try #require(PartyID("stranger"))
        let own = try Signed(round.commitmentBody(0).changed(from: stranger), by: round.fixture.identities[0])
        #expect(throws: BlindingError.ownCommitmentChanged) {
            try CommitmentSet(round.statements(), agreement: round.agreement, number: 1, own: own)
        }
    }

    // MARK: - Signatures on T

    @Test("All signatures on the same T are complete, fewer are not, and one party's twice counts once")
    func signatures() throws {
        let set = try round.commitments()
        let all = try (0..<3).map { try round.transcript(of: $0, set.transcript) }
        #expect(try set.verify(all))
        #expect(try !set.verify([]))
        #expect(try !set.verify(Array(all.prefix(2))))
        #expect(try !set.verify([all[0], all[1], all[1]]))
    }

    @Test("A valid signature on another T names the party that was shown other commitments")
    func otherTranscript() throws {
        let set = try round.commitments()
        let other = try round.commitments(shown: shown(party: 2) { $0.changed(plan: "libphonenumber-8.13.0") })
        #expect(other.transcript != set.transcript)
        let statements = [
            try round.transcript(of: 0, set.transcript), try round.transcript(of: 1, other.transcript),
            try round.transcript(of: 2, set.transcript),
        ]
        #expect(throws: BlindingError.otherTranscript(by: round.id(1))) { try set.verify(statements) }
    }

    @Test("A forged signature on T accuses nobody of signing another")
    func forgedTranscript() throws {
        let set = try round.commitments()
        for transcript in [set.transcript, Digest(sha256: [1])] {
            let forged = try round.transcript(of: 1, transcript, signer: 0)
            #expect(throws: BlindingError.badSignature(of: round.id(1), on: "transcript")) { try set.verify([forged]) }
        }
    }

    @Test("Signatures on T of another round, or of strangers, are refused")
    func strangers() throws {
        let set = try round.commitments()
        let elsewhere = RoundReference(agreement: round.agreement.id, round: round.agreement.roundID(2))
        for body in [
            TranscriptAgreement(reference: elsewhere, from: round.id(1), transcript: set.transcript),
            TranscriptAgreement(reference: round.reference, from: .coordinator, transcript: set.transcript),
        ] {
            let statement = Unverified(try Signed(body, by: round.fixture.identities[1]))
            #expect(
                throws: BlindingError.misplaced("a transcript signature is for another round or from no party of it")
            ) {
                try set.verify([statement])
            }
        }
    }
}
