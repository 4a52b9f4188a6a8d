// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Home
import Signing
import Testing
import Vocabulary

@Suite("The phase of the members")
struct MemberPhaseTests {
    @Test("That all records are sent is noted durably, and again changes nothing")
    func sent() throws {
        let sample = try Sample()
        let id = try sample.finish()
        #expect(try sample.home.memberPhase(of: id) == MemberPhase(isComplete: false, end: nil))
        for _ in 1...2 { try sample.home.markRecordsSent(of: id) }
        let home = try Home(openingAt: sample.home.path)
        #expect(try home.memberPhase(of: id) == MemberPhase(isComplete: true, end: nil))
    }

    @Test("No records are sent before the result, or of a round that is not here")
    func beforeResult() throws {
        let sample = try Sample()
        let id = try sample.agree()
        #expect(throws: HomeError.wrongStep(id, .agreed)) { try sample.home.markRecordsSent(of: id) }
        let other = sample.agreement.roundID(9)
        #expect(throws: HomeError.noRound(other)) { try sample.home.markRecordsSent(of: other) }
    }
}
