// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Columns
import Matching
import Messages
import Signing
import Testing
import Vocabulary

@Suite("A signature under the transcript is refused")
struct TranscriptRefusalTests {
    private var script: RoundScript

    init() throws {
        script = try RoundScript()
        try script.commit(0..<3)
    }

    private func statement(
        _ transcript: Digest?, from party: Int = 0, reference: RoundReference? = nil, key: Int? = nil
    ) throws -> Unverified<TranscriptAgreement> {
        let body = TranscriptAgreement(
            reference: reference ?? script.round.reference, from: script.id(party),
            transcript: try #require(transcript ?? script.round.transcript))
        return Unverified(try Signed(body, by: script.key(key ?? party)))
    }

    @Test("before all parties have committed")
    func early() throws {
        var script = try RoundScript()
        try script.commit(0..<2)
        let early = try statement(Digest(sha256: [1]))
        #expect(try ProblemCode.of { try script.round.admit(early, from: script.id(0)) } == .wrongState)
    }

    @Test("for another transcript")
    func other() throws {
        let other = try statement(Digest(sha256: [1]))
        #expect(try ProblemCode.of { try script.round.admit(other, from: script.id(0)) } == .wrongRound)
    }

    @Test("from another party than the certificate's")
    func caller() throws {
        #expect(
            try ProblemCode.of { try script.round.admit(statement(nil), from: script.id(1)) } == .wrongParty)
    }

    @Test("under another party's key")
    func key() throws {
        #expect(
            try ProblemCode.of { try script.round.admit(statement(nil, key: 1), from: script.id(0)) } == .badSignature)
    }

    @Test("for another round")
    func round() throws {
        let reference = RoundReference(agreement: script.agreement.id, round: script.agreement.roundID(2))
        #expect(
            try ProblemCode.of { try script.round.admit(statement(nil, reference: reference), from: script.id(0)) }
                == .wrongRound)
    }

    @Test("in a stopped round; the same one again is a success, also later")
    func states() throws {
        var script = script
        try script.agree([0])
        #expect(try script.round.admit(statement(nil), from: script.id(0)).isRepeated)
        try script.agree([1, 2])
        #expect(try script.round.admit(statement(nil), from: script.id(0)).isRepeated)
        var stopped = self.script
        try stopped.round.apply(.expired)
        #expect(try ProblemCode.of { try stopped.round.admit(statement(nil), from: script.id(0)) } == .wrongState)
    }
}
