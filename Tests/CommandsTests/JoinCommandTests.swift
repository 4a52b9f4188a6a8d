// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Consent
import Messages
import ScriptedCoordinator
import Signing
import Testing
import Vocabulary

@Suite("symbolon join, after the match")
struct JoinCommandTests {
    private let brand: BrandHome

    init() throws {
        brand = try BrandHome()
        try brand.matchedRound(count: 3)
    }

    /// A coordinator whose newest round is matched and decided.
    private func answers(log: [JSONValue]) -> @Sendable (SeenRequest) -> ScriptedAnswer {
        let status = RoundStatus(
            reference: brand.reference, number: 1, state: .matched, revision: 9,
            openedAt: Site.moment(ago: 7200).seconds, deadline: Site.moment(ago: -7200).seconds,
            committed: brand.agreement.parties.map(\.id), agreed: brand.agreement.parties.map(\.id),
            transcript: brand.transcript, chunksDone: 2, chunksTotal: 2, stop: nil)
        let records = RecordsStatus(
            isDecided: true, revision: 3, deadline: 1_900_000_000,
            senders: [.init(party: Site.acme, pages: 1, isComplete: true)], tally: .init(allowed: 1, refused: 2))
        return { seen in
            let path = seen.target.prefix { $0 != "?" }
            if path.hasSuffix("/rounds") { return .json(.array([status.json])) }
            if path.hasSuffix("/records") { return .json(records.json) }
            if path.hasSuffix("/log") {
                let after = seen.target.split(separator: "=").last.flatMap { Int($0) } ?? 0
                return .json(.array(Array(log.dropFirst(after))))
            }
            return seen.method == "PUT" ? .http("201 Created") : .http("404 Not Found")
        }
    }

    @Test("The report says how many members may be written to, and why the others may not")
    func report() async throws {
        let log = try brand.log(allowed: [true, false, false])
        try await brand.withCoordinator(answers(log: log)) { _ in
            let arguments = ["join", brand.folder.file("list.csv"), "--agreement", "spring-launch", "--wait", "5s"]
            let ending = try await brand.run(arguments)
            #expect(ending.code == 0, "\(ending.errors)")
            for (label, value) in [
                ("allowed", "1 members may be written to"), ("refused", "2 matched rows"),
                ("jurisdiction-not-covered", "2"),
                ("notice-missing", "2"), ("your matches", "3 rows"),
            ] {
                let line = ending.output.split(separator: "\n").first {
                    $0.trimmingPrefix(while: \.isWhitespace).hasPrefix(label + "  ")
                }
                #expect(line?.hasSuffix("  \(value)") == true, "\(label): \(ending.output)")
            }
            #expect(ending.output.contains("symbolon matches --agreement spring-launch --round 1 --out FILE"))
            let json = try await brand.run(arguments + ["--format", "json"])
            #expect(
                json.output.contains(
                    #""decisions":{"allowed":1,"reasons":{"jurisdiction-not-covered":2,"notice-missing":2},"refused":2}"#
                ))
            #expect(json.output.contains(#""matchedRows":3"#) && json.output.contains(#""repeated":true"#))
            #expect(!json.output.contains("55501") && !ending.output.contains("55501"))
        }
    }
}
