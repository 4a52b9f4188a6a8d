// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Home
import ScriptedCoordinator
import Testing
import Vocabulary

@Suite("symbolon matches")
struct MatchesCommandTests {
    private let brand: BrandHome

    init() throws { brand = try BrandHome() }

    private func numbers() throws -> [UInt64] { try brand.home.matches(of: brand.agreement.roundID(1)).map(\.digits) }

    @Test("Rows come with what was decided, and revoked whatever was decided, in CSV and NDJSON")
    func decisions() async throws {
        let round = try brand.matchedRound(count: 4)
        try brand.decide(allowed: [true, false, true], at: Site.moment(ago: 60))
        try brand.home.recordRevocation(of: BrandHome.handle(2), in: round.id, at: Site.moment(ago: 30))
        let rows = try brand.home.matches(of: round.id)
        let ending = try await brand.run("matches", "--round", "1", "--out", brand.folder.file("m.csv"))
        #expect(ending.code == 0 && ending.output.isEmpty && ending.errors == "4 matched rows of round 1.\n")
        #expect(
            try brand.folder.text(of: "m.csv") == """
                number,handle,row,decision,reasons
                +\(rows[0].digits),00000000000000000000000000000001,\(rows[0].row),allowed,
                +\(rows[1].digits),00000000000000000000000000000002,\(rows[1].row),refused,method-not-accepted|not-yet
                +\(rows[2].digits),00000000000000000000000000000003,\(rows[2].row),revoked,
                +\(rows[3].digits),00000000000000000000000000000004,\(rows[3].row),,

                """)
        #expect(try brand.folder.mode(of: "m.csv") == 0o600)
        let objects = try await brand.run(
            "matches", "--round", String(round.id.hex.prefix(8)), "--format", "ndjson", "--out", "-")
        #expect(objects.code == 0)
        let lines = objects.output.split(separator: "\n").map(String.init)
        #expect(lines.count == 4)
        #expect(
            lines[1]
                == #"{"decision":"refused","handle":"00000000000000000000000000000002","number":"+\#(rows[1].digits)","#
                + #""reasons":["method-not-accepted","not-yet"],"row":\#(rows[1].row)}"#)
        #expect(lines[2].contains(#""decision":"revoked""#) && lines[3].contains(#""decision":null"#))
    }

    @Test("An existing file is left alone, and a round that is not here is missing input")
    func refusals() async throws {
        try brand.matchedRound()
        let file = try brand.folder.write("mine", to: "m.csv")
        #expect(try await brand.run("matches", "--round", "1", "--out", file).code == 73)
        #expect(try brand.folder.text(of: "m.csv") == "mine")
        #expect(try await brand.run("matches", "--round", "2", "--out", "-").code == 66)
        #expect(try await brand.run("matches", "--round", "1", "--agreement", "autumn", "--out", "-").code == 66)
    }
}
