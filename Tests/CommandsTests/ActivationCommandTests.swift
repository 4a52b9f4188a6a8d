// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Foundation
import Home
import ScriptedCoordinator
import Segmentation
import Signing
import TestSupport
import Testing
import Vocabulary

@Suite("symbolon activations pull")
struct ActivationCommandTests {
    private let brand: BrandHome
    private let plan: Handle

    init() throws {
        brand = try BrandHome(
            grants:
                "grants: [{party: acme, attributes: [{name: number.timezones, type: strings}]}, {party: streamco, attributes: [{name: note, type: string}]}]"
        )
        plan = try BrandHome.handle(200)
        try brand.matchedRound(count: 4)
        try apply(Self.context)
    }

    private static let context = ContextDefinition(
        name: "evening", segment: "all", channel: .sms, text: "Hi;\n{{streamco.note}}")

    /// Keeps a context as if the coordinator had taken it.
    private func apply(_ context: ContextDefinition) throws {
        let keys = try brand.home.keepContexts([(context.name, context.json.canonicalBytes)], of: brand.agreement.id)
        try brand.home.settleContexts(taken: keys, removed: [], of: brand.agreement.id)
    }

    private static func message(_ index: Int, _ text: String, channel: Channel = .sms) throws -> PlannedMessage {
        PlannedMessage(
            handle: try BrandHome.handle(index), channel: channel, text: "Hi;\n\(text)",
            sendAfter: Site.moment(ago: 60),
            notAfter: Site.moment(ago: -86_400))
    }

    /// A coordinator that plans these messages; nil where it withholds them.
    private func answers(
        _ pages: [[PlannedMessage]]?, of planned: ContextDefinition = Self.context, log: [JSONValue]
    ) -> @Sendable (SeenRequest) -> ScriptedAnswer {
        let count = pages?.reduce(0) { $0 + $1.count }
        let (agreement, round, key, plan) = (
            brand.agreement.id, brand.agreement.roundID(1), brand.fixture.coordinator, plan
        )
        let summary = PlanSummary(
            agreement: agreement, round: round, context: planned, madeAt: Site.moment(ago: 1),
            plan: count.map { .init(id: plan, messages: $0) })
        return { seen in
            if seen.target.contains("/log?after=") {
                let after = seen.target.split(separator: "=").last.flatMap { Int($0) } ?? 0
                return .json(.array(Array(log.dropFirst(after))))
            }
            if seen.method == "POST", seen.target.hasSuffix("/contexts/evening/plans") {
                return Self.signed(summary, key)
            }
            guard seen.target.contains("/messages"), let pages else { return .http("404 Not Found") }
            let after = seen.target.split(separator: "=").dropFirst().first.map(String.init)
            // The page behind the one that ends with the handle.
            let next =
                after.map { after in (pages.firstIndex { $0.last?.handle.hex == after } ?? pages.count) + 1 } ?? 0
            return Self.signed(
                MessagePage(
                    agreement: agreement, round: round, plan: plan,
                    after: after.flatMap { Hexadecimal.decode($0, count: 16) }.flatMap { Handle(bytes: $0) },
                    messages: next < pages.count ? pages[next] : []), key)
        }
    }

    private static func signed<Body: StatementBody>(_ body: Body, _ key: IdentityKey) -> ScriptedAnswer {
        (try? Signed(body, by: key)).map { .json($0.json) } ?? .http("500 Internal Server Error")
    }

    private func pull(_ more: String...) async throws -> Program.Ending {
        try await brand.run(
            ["activations", "pull", "--agreement", "spring-launch", "--context", "evening"] + more)
    }

    @Test("Messages are written with their numbers, texts in quotes, and what was left out is told")
    func written() async throws {
        let texts = [#"Say "hi", now"#, "Refused", "=1+1", "Zoë 👍🏽"]
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
                "+\(rows[index].digits),sms,\"Hi;\n\(text)\",\(messages[index].sendAfter),\(messages[index].notAfter),"
                    + "0000000000000000000000000000000\(index + 1)\n"
            }
            #expect(
                try brand.folder.text(of: "out.csv") == "number,channel,text,send_after,not_after,handle\n"
                    + line(0, #"Say ""hi"", now"#) + line(2, "=1+1") + line(3, "Zoë 👍🏽"))
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
            #expect(ending.code == 0 && ending.output.split(separator: "\n").count == 3)
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
            #expect(ending.code == 1 && ending.output.hasSuffix("minimum and withheld; nothing is written.\n"))
            #expect(!FileManager.default.fileExists(atPath: brand.folder.file("out.csv")))
            let older = try brand.folder.write("older", to: "older.csv")
            let forced = try await pull("--out", older, "--force")
            #expect(forced.code == 1 && forced.output.contains("\(older) is still that of an earlier plan."))
            #expect(try brand.folder.text(of: "older.csv") == "older")
        }
    }

    @Test("A file that exists, and a context that has no name, are told before the coordinator is asked")
    func early() async throws {
        let file = try brand.folder.write("mine", to: "out.csv")
        try await brand.withCoordinator(answers([], log: brand.log(allowed: [true, true, true, true]))) { server in
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
                #expect(ending.code == 1 && ending.errors.contains("do not ascend"))
                #expect(!FileManager.default.fileExists(atPath: brand.folder.file("out.csv")))
            }
        }
    }

    @Test(
        "A plan of another context than was applied last is refused, and the earlier one where it is not known which holds"
    )
    func otherContext() async throws {
        let older = ContextDefinition(name: "evening", segment: "all", channel: .sms, text: "Older")
        let log = try brand.log(allowed: [true, true, true, true])
        let page = [[try Self.message(0, "a")]]
        try await brand.withCoordinator(answers(page, of: older, log: log)) { _ in
            let ending = try await pull("--out", brand.folder.file("out.csv"))
            #expect(ending.code == 1 && ending.errors.contains("another context than"))
            #expect(!FileManager.default.fileExists(atPath: brand.folder.file("out.csv")))
        }
        // Sent after the one that the coordinator took, and nobody knows whether it arrived.
        _ = try brand.home.keepContexts([("evening", older.json.canonicalBytes)], of: brand.agreement.id)
        try await brand.withCoordinator(answers(page, log: log)) { _ in
            let ending = try await pull("--out", brand.folder.file("out.csv"))
            #expect(ending.code == 0)
        }
    }

    @Test("A text, channel or newline that the context cannot give is refused, and the page is kept as evidence")
    func otherText() async throws {
        let log = try brand.log(allowed: [true, true, true, true])
        let good = try Self.message(0, "a")
        let texts = ["Hi!\na", "Hi;\na\nb", "a", "", "Hi;\n\(String(repeating: "x", count: 257))", "Hi;\na\u{202E}b"]
        let changed =
            texts.map {
                PlannedMessage(
                    handle: good.handle, channel: .sms, text: $0, sendAfter: good.sendAfter, notAfter: good.notAfter)
            } + [try Self.message(0, "a", channel: .mms)]
        for message in changed {
            try await brand.withCoordinator(answers([[message]], log: log)) { _ in
                let ending = try await pull("--out", brand.folder.file("out.csv"))
                #expect(ending.code == 1 && ending.errors.contains("than the context"), "\(ending.errors)")
                #expect(ending.errors.contains("/evidence/") && ending.errors.split(separator: "\n").count == 1)
                #expect(!FileManager.default.fileExists(atPath: brand.folder.file("out.csv")))
            }
        }
        #expect(try brand.home.evidence(of: brand.agreement.roundID(1)).count == changed.count)
    }

    @Test("A context that was not applied from this home is told before anything is planned")
    func notApplied() async throws {
        try brand.home.settleContexts(taken: [], removed: ["evening"], of: brand.agreement.id)
        let log = try brand.log(allowed: [true, true, true, true])
        try await brand.withCoordinator(answers([], log: log)) { server in
            let ending = try await pull("--out", "-")
            #expect(ending.code == 1 && ending.errors.contains("it is not applied from this home, or was removed"))
            #expect(!server.requests.contains { $0.method == "POST" })
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
