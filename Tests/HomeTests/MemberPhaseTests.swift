// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Home
import Signing
import Testing
import Vocabulary

@Suite("Pages of records")
struct MemberPhaseTests {
    @Test("Pages are noted one after the other, durably, and a page again changes nothing")
    func pages() throws {
        let sample = try Sample()
        let id = try sample.finish()
        #expect(try sample.home.memberPhase(of: id) == MemberPhase(nextPage: 0, isComplete: false, end: nil))
        for page in [0, 1, 0, 1, 2] { try sample.home.markPageSent(page, isLast: false, of: id) }
        let home = try Home(openingAt: sample.home.path)
        #expect(try home.memberPhase(of: id).nextPage == 3)
        for _ in 1...2 { try home.markPageSent(3, isLast: true, of: id) }
        #expect(try home.memberPhase(of: id) == MemberPhase(nextPage: 4, isComplete: true, end: nil))
    }

    @Test("A page that is not the next one is refused", arguments: [-1, 2])
    func outOfOrder(_ page: Int) throws {
        let sample = try Sample()
        let id = try sample.finish()
        try sample.home.markPageSent(0, isLast: false, of: id)
        #expect(throws: HomeError.pageOutOfOrder(id, page: page, next: 1)) {
            try sample.home.markPageSent(page, isLast: false, of: id)
        }
        #expect(throws: HomeError.pageOutOfOrder(id, page: 0, next: 1)) {
            try sample.home.markPageSent(0, isLast: true, of: id)
        }
        try sample.home.markPageSent(1, isLast: true, of: id)
        #expect(throws: HomeError.pageOutOfOrder(id, page: 2, next: 2)) {
            try sample.home.markPageSent(2, isLast: false, of: id)
        }
    }

    @Test("No page is sent before the result, or of a round that is not here")
    func beforeResult() throws {
        let sample = try Sample()
        let id = try sample.agree()
        #expect(throws: HomeError.wrongStep(id, .agreed)) {
            try sample.home.markPageSent(0, isLast: false, of: id)
        }
        let other = sample.agreement.roundID(9)
        #expect(throws: HomeError.noRound(other)) { try sample.home.markPageSent(0, isLast: false, of: other) }
    }
}
