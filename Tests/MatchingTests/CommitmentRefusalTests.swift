// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Columns
import Matching
import Messages
import Signing
import Testing
import Vocabulary

@Suite("A commitment is refused")
struct CommitmentRefusalTests {
    private let script: RoundScript

    init() throws { script = try RoundScript() }

    /// What becomes of a commitment of party 0 with something changed, signed with its key.
    private func code(_ change: (inout Draft) throws -> Void) throws -> ProblemCode? {
        var draft = Draft(try script.commitmentBody(of: 0))
        try change(&draft)
        let statement = Unverified(try Signed(draft.body, by: script.key(0)))
        return try ProblemCode.of { try script.round.admit(statement, from: script.id(0)) }
    }

    @Test("unless nothing is wrong with it")
    func sound() throws { #expect(try code { _ in } == nil) }

    @Test("from another party than the certificate's")
    func caller() throws {
        #expect(
            try ProblemCode.of { try script.round.admit(script.commitment(of: 0), from: script.id(1)) } == .wrongParty)
    }

    @Test("from a party that is not in the agreement")
    func unknownParty() throws {
        #expect(try code { $0.from = try stranger } == .wrongParty)
        var draft = Draft(try script.commitmentBody(of: 0))
        draft.from = try stranger
        let statement = Unverified(try Signed(draft.body, by: script.key(0)))
        #expect(try ProblemCode.of { try script.round.admit(statement, from: stranger) } == .wrongParty)
    }

    @Test("under another key than the agreement's")
    func key() throws {
        let statement = Unverified(try Signed(script.commitmentBody(of: 0), by: script.key(1)))
        #expect(try ProblemCode.of { try script.round.admit(statement, from: script.id(0)) } == .badSignature)
    }

    @Test("for another round or agreement")
    func reference() throws {
        let other = script.agreement.roundID(2)
        #expect(
            try code { $0.reference = RoundReference(agreement: script.agreement.id, round: other) } == .wrongRound)
        let agreement = try #require(AgreementID(bytes: [UInt8](repeating: 1, count: 32)))
        #expect(
            try code { $0.reference = RoundReference(agreement: agreement, round: script.round.reference.round) }
                == .wrongRound)
    }

    @Test("with another number than the round's")
    func number() throws { #expect(try code { $0.number = 2 } == .wrongRound) }

    @Test("with more or fewer digests than the count asks for")
    func chunks() throws {
        #expect(try code { $0.chunks.removeLast() } == .malformed)
        #expect(try code { $0.chunks.append(Digest(sha256: [])) } == .malformed)
    }

    @Test("with more chunks than a list may have")
    func tooManyChunks() throws {
        var script = try RoundScript(chunkRows: 1)
        script.round = Round(agreement: script.agreement, number: 1, openedAt: RoundScript.start)
        var draft = Draft(try script.commitmentBody(of: 0))
        draft.count = Limits.chunks + 1
        draft.added = draft.count
        let statement = Unverified(try Signed(draft.body, by: script.key(0)))
        #expect(try ProblemCode.of { try script.round.admit(statement, from: script.id(0)) } == .capExceeded)
    }

    @Test("with a change that cannot be: a later previous round, a first list that removes, more added than there are")
    func change() throws {
        #expect(try code { $0.previous = 1 } == .malformed)
        #expect(try code { $0.removed = 1 } == .malformed)
        #expect(try code { $0.added -= 1 } == .malformed)
        #expect(try code { $0.added += 1 } == .malformed)
    }

    @Test("after another one of the party; an equal one is a success, also later")
    func second() throws {
        var script = script
        try script.commit([0])
        #expect(try script.round.admit(script.commitment(of: 0), from: script.id(0)).isRepeated)
        var draft = Draft(try script.commitmentBody(of: 0))
        draft.plan = "9"
        let other = Unverified(try Signed(draft.body, by: script.key(0)))
        #expect(try ProblemCode.of { try script.round.admit(other, from: script.id(0)) } == .alreadyCommitted)
        try script.commit([1, 2])
        try script.agree(0..<3)
        #expect(try script.round.admit(script.commitment(of: 0), from: script.id(0)).isRepeated)
        #expect(try ProblemCode.of { try script.round.admit(other, from: script.id(0)) } == .alreadyCommitted)
    }

    @Test("in a round that has ended")
    func ended() throws {
        var script = script
        try script.round.apply(.expired)
        #expect(
            try ProblemCode.of { try script.round.admit(script.commitment(of: 0), from: script.id(0)) } == .wrongState)
    }

    /// A commitment whose fields can be changed.
    private struct Draft {
        var reference: RoundReference
        var from: PartyID
        var number: UInt32
        let key: EncodedElement
        var count: Int
        var chunks: [Digest]
        var previous: UInt32
        var added: Int
        var removed: Int
        var plan: String

        init(_ body: Commitment) {
            reference = body.reference
            from = body.from
            number = body.number
            key = body.key
            count = body.count
            chunks = body.chunks
            previous = body.previous
            added = body.added
            removed = body.removed
            plan = body.plan
        }

        var body: Commitment {
            Commitment(
                reference: reference, from: from, number: number, key: key, count: count, chunks: chunks,
                previous: previous, added: added, removed: removed, plan: plan)
        }
    }
}
