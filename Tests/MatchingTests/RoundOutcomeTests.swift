// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Matching
import Messages
import Signing
import TestSupport
import Testing
import Vocabulary

@Suite("The outcome of a round")
struct RoundOutcomeTests {
    @Test("is signed by the coordinator over the transcript")
    func signature() throws {
        var script = try RoundScript()
        try script.enterRing()
        let manifest = try script.outcome().manifest
        #expect(manifest.body.transcript == script.round.transcript && manifest.body.from == .coordinator)
        #expect(throws: Never.self) {
            try Unverified(manifest).verified(by: script.fixture.coordinator.publicIdentity)
        }
    }

    @Test("gives rows to those who learn them and to no other")
    func learners() throws {
        var script = try RoundScript(parties: 4)
        try script.enterRing()
        #expect(try script.outcome().rows.map(\.party.name) == ["acme", "streamco"])
    }

    @Test("does not exist without a transcript")
    func early() throws {
        let script = try RoundScript()
        #expect(try ProblemCode.of { try script.outcome() } == .wrongState)
    }

    @Test("does not exist where a list holds a token twice")
    func duplicate() throws {
        var script = try RoundScript()
        try script.enterRing()
        var tokens = script.tokens
        tokens[1].replaceSubrange(16..<32, with: tokens[1][0..<16])
        var generator = SeededGenerator(seed: 1)
        #expect(throws: DuplicateToken(list: 1, row: 1)) {
            try RoundOutcome(of: script.round, tokens: tokens, signedBy: script.fixture.coordinator, using: &generator)
        }
    }
}
