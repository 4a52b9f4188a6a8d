// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Columns
import Matching
import Messages
import Signing
import Testing
import Vocabulary

@Suite("A stop notice")
struct StopTests {
    private var script: RoundScript

    init() throws {
        script = try RoundScript()
        try script.enterRing()
        try script.upload(list: 0, hop: 0, chunk: 0)
        try script.upload(list: 0, hop: 1, chunk: 0)
    }

    private func notice(
        _ reason: StopReason, from party: Int = 0, transcript: Digest? = nil, accused: PartyID? = nil,
        place: ChunkPlace? = nil, row: Int? = nil, key: Int? = nil
    ) throws -> Unverified<StopNotice> {
        let body = StopNotice(
            reference: script.round.reference, from: script.id(party),
            transcript: transcript ?? script.round.transcript, reason: reason, accused: accused, place: place, row: row)
        return Unverified(try Signed(body, by: script.key(key ?? party)))
    }

    private func code(_ statement: Unverified<StopNotice>, from party: Int = 0) throws -> ProblemCode? {
        try ProblemCode.of { try script.round.admit(statement, from: script.id(party)) }
    }

    @Test("ends the round for all; the same again is a success", arguments: [StopReason.cancelled, .stateLost])
    func stops(reason: StopReason) throws {
        var script = script
        let statement = try notice(reason)
        guard case .new(let signed) = try script.round.admit(statement, from: script.id(0)) else {
            Issue.record("the notice is new")
            return
        }
        try script.round.apply(.stopped(signed))
        #expect(script.round.state == .stopped && script.round.status.stop == statement)
        #expect(try script.round.admit(statement, from: script.id(0)).isRepeated)
        let second = try notice(reason, from: 1)
        #expect(try ProblemCode.of { try script.round.admit(second, from: script.id(1)) } == .wrongState)
    }

    @Test("needs no transcript while there is none")
    func gathering() throws {
        let early = try RoundScript()
        let body = StopNotice(
            reference: early.round.reference, from: early.id(0), transcript: nil, reason: .cancelled)
        let statement = Unverified(try Signed(body, by: early.key(0)))
        #expect(try ProblemCode.of { try early.round.admit(statement, from: early.id(0)) } == nil)
    }

    @Test("is refused from another party, under another key, or for another transcript")
    func origin() throws {
        #expect(try code(notice(.cancelled), from: 1) == .wrongParty)
        #expect(try code(notice(.cancelled, key: 1)) == .badSignature)
        #expect(try code(notice(.cancelled, transcript: Digest(sha256: [1]))) == .wrongRound)
        let body = StopNotice(
            reference: RoundReference(agreement: script.agreement.id, round: script.agreement.roundID(2)),
            from: script.id(0), transcript: nil, reason: .cancelled)
        #expect(try code(Unverified(Signed(body, by: script.key(0)))) == .wrongRound)
    }

    @Test("leaves the coordinator's reasons to the coordinator", arguments: [StopReason.duplicateToken, .budget])
    func reserved(reason: StopReason) throws { #expect(try code(notice(reason)) == .malformed) }

    @Test("about another transcript names another party of the agreement")
    func transcriptMismatch() throws {
        let other = Digest(sha256: [1])
        #expect(try code(notice(.transcriptMismatch, transcript: other, accused: script.id(1))) == nil)
        #expect(try code(notice(.transcriptMismatch, transcript: other)) == .malformed)
        #expect(try code(notice(.transcriptMismatch, transcript: other, accused: script.id(0))) == .malformed)
        #expect(try code(notice(.transcriptMismatch, transcript: other, accused: try stranger)) == .malformed)
    }

    @Test("about an undecodable element names the signer of bytes that its sender fetched")
    func undecodable() throws {
        let place = script.place(list: 0, hop: 1, chunk: 0)
        func code(
            from party: Int = 2, accused: Int? = 1, place: ChunkPlace? = place, row: Int? = 63
        ) throws -> ProblemCode? {
            try self.code(
                notice(
                    .undecodableElement, from: party, accused: accused.map { script.id($0) }, place: place, row: row),
                from: party)
        }
        #expect(try code() == nil)
        #expect(try code(accused: nil) == .malformed)
        #expect(try code(place: nil) == .malformed)
        #expect(try code(row: nil) == .malformed)
        #expect(try code(row: 64) == .malformed)
        #expect(try code(accused: 0) == .malformed)
        #expect(try code(from: 0) == .wrongParty)
        #expect(try code(place: script.place(list: 0, hop: 1, chunk: 1)) == .notFound)
    }
}
