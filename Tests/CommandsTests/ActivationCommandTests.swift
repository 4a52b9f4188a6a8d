// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Foundation
import Home
import ScriptedCoordinator
import Segmentation
import Signing
import Testing
import Vocabulary

@Suite("symbolon activations pull")
struct ActivationCommandTests {
    private let brand: BrandHome
    private let plan: Handle

    init() throws {
        brand = try BrandHome()
        plan = try BrandHome.handle(200)
        try brand.matchedRound(count: 4)
    }

    private static func message(_ index: Int, _ text: String, channel: Channel = .sms) throws -> PlannedMessage {
        PlannedMessage(
            handle: try BrandHome.handle(index), channel: channel, text: text, sendAfter: Site.moment(ago: 60),
            notAfter: try #require(Timestamp("2099-01-01T00:00:00Z")))
    }

    /// A coordinator that plans these messages; nil where it withholds them.
    private func answers(
        _ pages: [[PlannedMessage]]?, log: [JSONValue]
    ) -> @Sendable (SeenRequest) -> ScriptedAnswer {
        let count = pages?.reduce(0) { $0 + $1.count }
        let summary = PlanSummary(
            plan: count.map { .init(id: plan, messages: $0) }, context: "evening", round: brand.agreement.roundID(1),
            madeAt: Site.moment(ago: 1))
        return { seen in
            if seen.target.contains("/log?after=") {
                let after = seen.target.split(separator: "=").last.flatMap { Int($0) } ?? 0
                return .json(.array(Array(log.dropFirst(after))))
            }
            if seen.method == "POST", seen.target.hasSuffix("/contexts/evening/plans") { return .json(summary.json) }
            guard seen.target.contains("/messages"), let pages else { return .http("404 Not Found") }
            let after = seen.target.split(separator: "=").dropFirst().first.map(String.init)
            // The page behind the one that ends with the handle.
            let next =
                after.map { after in (pages.firstIndex { $0.last?.handle.hex == after } ?? pages.count) + 1 } ?? 0
            return .json(MessagePage(messages: next < pages.count ? pages[next] : []).json)
        }
    }

    private func pull(_ more: String...) async throws -> Program.Ending {
        try await brand.run(
            ["activations", "pull", "--agreement", "spring-launch", "--context", "evening"] + more)
    }

    @Test("Messages are written with their numbers, texts in quotes, and what was left out is told")
    func written() async throws {
        let texts = [#"Say "hi", now"#, "Refused", "two\nlines; =1+1", "Zoë 👍🏽"]
        let messages = try texts.enumerated().map { try Self.message($0, $1) }
        let answer = answers(
            [Array(messages.prefix(2)), Array(messages.suffix(2))],
            log: try brand.log(allowed: [true, false, true, true]))
        let rows = try brand.home.matches(of: brand.agreement.roundID(1))
        let file = brand.folder.file("out.csv")
        try await brand.withCoordinator(answer) { server in
            let ending = try await pull("--out", file)
            #expect(ending.code == 0 && ending.errors.isEmpty)
            #expect(ending.output == "3 messages written to \(file), 4 planned.\n1 left out: not-allowed\n")
            func line(_ index: Int, _ text: String) -> String {
                "+\(rows[index].digits),sms,\"\(text)\",\(messages[index].sendAfter),2099-01-01T00:00:00Z,"
                    + "0000000000000000000000000000000\(index + 1)\n"
            }
            #expect(
                try brand.folder.text(of: "out.csv") == "number,channel,text,send_after,not_after,handle\n"
                    + line(0, #"Say ""hi"", now"#) + line(2, "two\nlines; =1+1") + line(3, "Zoë 👍🏽"))
            #expect(try brand.folder.mode(of: "out.csv") == 0o600)
            // The log comes before the plan, and pages go on behind the last handle.
            let id = brand.agreement.id.hex
            #expect(
                server.requests.map(\.line) == [
                    "GET /v1/agreements/\(id)/log?after=0", "GET /v1/agreements/\(id)/log?after=5",
                    "POST /v1/agreements/\(id)/contexts/evening/plans", "GET /v1/plans/\(plan.hex)/messages",
                    "GET /v1/plans/\(plan.hex)/messages?after=\(messages[1].handle.hex)",
                    "GET /v1/plans/\(plan.hex)/messages?after=\(messages[3].handle.hex)",
                ])
        }
    }

    @Test("With --out - the messages are the output, and the report goes to standard error")
    func standardOutput() async throws {
        let answer = answers(
            [[try Self.message(0, "Hi")]], log: try brand.log(allowed: [true, true, true, true]))
        try await brand.withCoordinator(answer) { _ in
            let ending = try await pull("--out", "-", "--format", "json")
            #expect(ending.code == 0 && ending.output.split(separator: "\n").count == 2)
            let report = try JSONValue(parsing: ending.errors.trimmingCharacters(in: .newlines).utf8)
            guard case .object(let fields) = report else { return }
            #expect(
                fields["written"] == .integer(1) && fields["messages"] == .integer(1)
                    && fields["omitted"] == .object([:]))
            #expect(fields["plan"] == .string(plan.hex) && fields["context"] == .string("evening"))
            #expect(!ending.errors.contains("55501"))
        }
    }

    @Test("A plan that is withheld leaves no file, and ends with 1")
    func withheld() async throws {
        try await brand.withCoordinator(answers(nil, log: brand.log(allowed: [true, true, true, true]))) { _ in
            let ending = try await pull("--out", brand.folder.file("out.csv"))
            #expect(ending.code == 1 && ending.output.contains("below the agreement's minimum and withheld"))
            #expect(!FileManager.default.fileExists(atPath: brand.folder.file("out.csv")))
        }
    }

    @Test("A file that exists, and a context that has no name, are told before the coordinator is asked")
    func early() async throws {
        let file = try brand.folder.write("mine", to: "out.csv")
        try await brand.withCoordinator(answers([], log: brand.log(allowed: [true]))) { server in
            #expect(try await pull("--out", file).code == 73)
            #expect(try brand.folder.text(of: "out.csv") == "mine")
            let ending = try await brand.run(
                "activations", "pull", "--agreement", "spring-launch", "--context", "Evening!", "--out", "-")
            #expect(ending.code == 64 && ending.errors.contains("--context"))
            #expect(server.requests.isEmpty)
        }
    }

    @Test("Messages out of order, or more than planned, are refused, and nothing is written")
    func disorder() async throws {
        let (first, second) = (try Self.message(0, "a"), try Self.message(1, "b"))
        let log = try brand.log(allowed: [true, true, true, true])
        for pages in [[[second, first]], [[second], [first]]] {
            try await brand.withCoordinator(answers(pages, log: log)) { _ in
                let ending = try await pull("--out", brand.folder.file("out.csv"))
                #expect(ending.code == 69 && ending.errors.contains("do not ascend by handle"))
                #expect(!FileManager.default.fileExists(atPath: brand.folder.file("out.csv")))
            }
        }
    }

    @Test("A log that does not hold stops the pull before anything is planned")
    func badLog() async throws {
        let log = try Array(brand.log(allowed: [true, true]).dropFirst())
        try await brand.withCoordinator(answers([], log: log)) { server in
            let ending = try await pull("--out", "-")
            #expect(ending.code == 1 && ending.errors.contains("does not hold at entry 1") && ending.output.isEmpty)
            #expect(!server.requests.contains { $0.method == "POST" })
        }
    }
}
