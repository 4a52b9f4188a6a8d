// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Commands
import Consent
import CoordinatorClient
import Documents
import Home
import Joining
import Messages
import Segmentation
import Signing
import TestSupport
import Testing
import Vocabulary

/// Errors of consents, segments and activations at the command line.
@Suite("Errors of what follows a match")
struct MemberErrorTests {
    static let round = RoundID(hex: String(repeating: "ab", count: 32)).map { [$0] } ?? []
    static let agreement = AgreementID(hex: String(repeating: "cd", count: 32)).map { [$0] } ?? []

    static let table: [(error: any Error, code: Commands.ExitStatus)] =
        [
            (DocumentError(file: "map.yaml", line: 3, field: "consent.colour", problem: "x"), .badInput),
            (JoinError.badColumns("x"), .badInput),
            (JoinError.noConsents("a.csv"), .badInput),
            (JoinError.badLog(agreement: "spring", entry: 1, why: "x"), .no),
            (ClientError.problem(Problem(.clockBehind, "x")), .unavailable),
            (ClientError.problem(Problem(.weatherUnavailable, "x")), .unavailable),
            (ClientError.problem(Problem(.badRule, "x")), .badInput),
            (ClientError.problem(Problem(.notEntitled, "x")), .notPermitted),
            (ClientError.problem(Problem(.subjectReused, "x")), .badInput),
            (ClientError.problem(Problem(.holdsNumber, "x")), .badInput),
            (ClientError.problem(Problem(.wrongState, "x")), .no),
        ]
        + round.flatMap { round -> [(error: any Error, code: Commands.ExitStatus)] in
            [
                (HomeError.otherSalts(round), .inputOutput), (HomeError.noRevocation(round), .no),
                (HomeError.otherReceipt(round), .no),
                (HomeError.erased(round, what: "the salts"), .missingInput),
            ]
        }
        + agreement.flatMap { agreement -> [(error: any Error, code: Commands.ExitStatus)] in
            [
                (HomeError.otherLogHead(agreement, stored: 2), .no),
                (HomeError.badLog(agreement, sequence: 2, problem: "x"), .no),
            ]
        }

    @Test("Each has its exit code, and its text is one line", arguments: table.indices)
    func mapping(index: Int) throws {
        let (error, code) = Self.table[index]
        let failure = try #require(CommandFailure(error))
        #expect(
            failure.code == code && !failure.message.isEmpty && !failure.message.contains { $0.isNewline }, "\(error)")
    }

    @Test("The table is whole: no error in it failed to be made")
    func whole() {
        #expect(Self.table.count == 17)
    }

    @Test("A clock that was set back is named with both moments")
    func clock() throws {
        let (now, latest) = (
            try #require(Timestamp("2026-01-01T00:00:00Z")), try #require(Timestamp("2026-02-01T00:00:00Z"))
        )
        let failure = try #require(CommandFailure(JoinError.clockBehind(now: now, latest: latest)))
        #expect(failure.code == .badConfiguration)
        #expect(failure.message.contains("2026-01-01T00:00:00Z") && failure.message.contains("2026-02-01T00:00:00Z"))
    }

    @Test("A document's error is told with file, line and field")
    func document() throws {
        let error = DocumentError(file: "map.yaml", line: 3, field: "consent.colour", problem: "unknown")
        #expect(CommandFailure(error)?.message == "map.yaml:3: consent.colour: unknown")
    }

    @Test("A map that names what a party may not tell is refused, and nothing is blinded")
    func columns() async throws {
        let brand = try BrandHome(grants: "grants: [{party: acme, attributes: [{name: tier, type: string}]}]")
        let file = try brand.write([(0, ConsentColumns())])
        for (map, text) in [
            ("attributes: {colour: x}", "the attribute colour is not granted to acme"),
            ("attributes: {number.country: x}", "the attribute number.country is derived from the number"),
            ("attributes: {tier: level}", "list.csv"),
        ] {
            let path = try brand.folder.write(map + "\n", to: "map.yaml")
            let ending = try await brand.run(
                "blind", file, "--agreement", "spring-launch", "--out", brand.folder.file("out.blinded"), "--columns",
                path)
            #expect([64, 65, 66].contains(ending.code) && ending.errors.contains(text), "\(ending.errors)")
            #expect(try brand.home.highestRound(of: brand.agreement.id) == 0)
        }
    }

    @Test("A list without consents is refused with what to do")
    func noConsents() async throws {
        let brand = try BrandHome()
        let list = try brand.folder.write("phone\n+12015550100\n", to: "list.csv")
        let ending = try await brand.run("blind", list, "--agreement", "spring-launch", "--out", brand.folder.file("o"))
        #expect(ending.code == 65 && ending.errors.contains("symbolon consents import"))
        #expect(ending.errors.contains("consent-absent 1") && !ending.errors.contains("5550100"))
    }
}
