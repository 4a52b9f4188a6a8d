// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Joining
import Messages
import Signing
import TestSupport
import Testing
import Vocabulary

@Suite struct JoinErrorTests {
    @Test("Every error is one line that says what to look at")
    func texts() throws {
        let acme = try #require(PartyID("acme"))
        let (now, latest) = (try Bench.now(), try #require(Timestamp("2026-12-01T00:00:00Z")))
        let errors: [JoinError] = [
            .missingFile("list.csv"), .emptyList("list.csv"), .noConsents("list.csv"),
            .badBlindedFile("a.blinded", "it is truncated"),
            .foreignBlindedFile("a.blinded", "it was blinded for round 1"), .notEnrolled,
            .notSigned(agreement: "spring", by: [acme]), .planOutOfRange(version: "8.13", agreement: "spring"),
            .roundOver(number: 1, state: .stopped, why: "stopped by acme"), .burnt(number: 1), .stateLost(number: 1),
            .capExceeded(rows: 2, cap: 1), .listTooSmall(rows: 1, minimum: 2),
            .changeTooSmall(rows: 3, round: 1, minimum: 50), .fileExists("a.blinded"), .waitedTooLong("acme"),
            .clockBehind(now: now, latest: latest), .badLog(agreement: "spring", entry: 3, why: "it was cut"),
            .noRound("no round yet"), .unlike("acme is not a party"),
        ]
        for error in errors {
            let text = "\(error)"
            #expect(!text.isEmpty && !text.contains("\n") && !text.hasSuffix("."), "\(text)")
        }
    }
}
