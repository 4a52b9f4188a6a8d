// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import CoordinatorClient
import Messages
import Segmentation
import Signing
import Testing
import Vocabulary

/// Bodies and rules that are made to break a coordinator, sent to every route that follows a match.
@Suite struct DefinitionAttackTests {
    /// The routes with bodies, for a round, an agreement and a handle.
    private func routes(_ stage: Stage, _ handle: Handle) -> [String] {
        let (round, agreement) = (stage.cast.round.hex, stage.cast.agreement.id.hex)
        return [
            "PUT /v1/rounds/\(round)/records/acme/0", "PUT /v1/rounds/\(round)/revocations/\(handle.hex)",
            "PUT /v1/agreements/\(agreement)/segments", "PUT /v1/agreements/\(agreement)/contexts",
            "POST /v1/agreements/\(agreement)/contexts/some-day/plans",
        ]
    }

    private func send(_ stage: Stage, _ parts: [[UInt8]]) async throws -> RawExchange {
        try await RawExchange.run(
            port: stage.coordinator.port, stage.coordinator.site.credentials(stage.cast.id(0)), parts)
    }

    /// After all that the brand is served as before.
    private func expectUnharmed(_ stage: Stage) async throws {
        #expect(try await stage.verifiedLog().count == 61)
        #expect(try await stage.clients[0].segments(of: stage.cast.agreement.id).entries.isEmpty)
        try await stage.applyDefinitions()
        #expect(try await stage.clients[0].segments(of: stage.cast.agreement.id).entries.map(\.size) == [50])
        let plan = try await stage.clients[0].makePlan(of: "some-day", under: stage.cast.agreement.id).body.plan
        #expect(plan?.messages == 60)
    }

    @Test("Bodies over the limit, stated or not, are refused at every route")
    func oversized() async throws {
        try await Stage.withMembers { stage in
            let handle = try #require(await stage.handles(of: 0).first)
            for route in routes(stage, handle) {
                let type = "Content-Type: application/json"
                let stated = RawExchange.request(route, headers: [type, "Content-Length: 5000000000"])
                #expect(try await send(stage, [stated]).problem?.code == .tooLarge, "\(route)")
                let text = Array("{\"a\":\"\(String(repeating: "a", count: Limits.controlBytes))\"}".utf8)
                let whole = try await send(stage, [RawExchange.request(route, body: text)])
                #expect(whole.status == nil || whole.problem?.code == .tooLarge, "\(route)")
                let part = Array("10000\r\n".utf8) + [UInt8](repeating: 0x20, count: 65_536) + Array("\r\n".utf8)
                let head = RawExchange.request(route, headers: [type, "Transfer-Encoding: chunked"])
                let endless = try await send(stage, [head] + Array(repeating: part, count: 200))
                #expect(endless.status == nil || endless.problem?.code == .tooLarge, "\(route)")
            }
            try await expectUnharmed(stage)
        }
    }

    @Test("Deeply nested, ambiguous, truncated and foreign documents are malformed at every route")
    func nested() async throws {
        try await Stage.withMembers { stage in
            let handle = try #require(await stage.handles(of: 0).first)
            let depth = 100_000
            let brackets = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
            let documents = [
                String(repeating: "[", count: depth), String(repeating: "{\"a\":", count: depth),
                brackets, "{\"body\":\(brackets),\"signature\":1}",
                "{\"body\":{},\"body\":{},\"signature\":\"00\"}", "{\"body\":{\"type\":\"records\"", "", "null", "[]",
                "\"\\ud800\"", "{\"body\":1e999}", "\u{FEFF}{}",
                "{\"body\":{\"type\":\"decision\"},\"signature\":\"\"}",
                "{\"a\":0.1}", "{\"x\":{}}",
            ]
            for route in routes(stage, handle) {
                for (index, document) in documents.enumerated() {
                    let answer = try await send(stage, [RawExchange.request(route, body: Array(document.utf8))])
                    #expect(answer.status == 400, "\(route), document \(index)")
                    #expect(answer.problem?.code == .malformed, "\(route), document \(index)")
                }
                let form = RawExchange.request(route, body: Array("{}".utf8), type: "text/plain")
                #expect(try await send(stage, [form]).problem?.code == .unsupportedMediaType, "\(route)")
            }
            try await expectUnharmed(stage)
        }
    }

    @Test("Queries and places that are none are malformed")
    func queries() async throws {
        try await Stage.withMembers { stage in
            let (round, agreement) = (stage.cast.round.hex, stage.cast.agreement.id.hex)
            let plan = String(repeating: "0", count: 32)
            for path in [
                "/v1/agreements/\(agreement)/log?after=-1", "/v1/agreements/\(agreement)/log?after=1e3",
                "/v1/agreements/\(agreement)/log?after=99999999999999999999", "/v1/rounds/\(round)/records?since=x",
                "/v1/agreements/\(agreement)/log?after=+1", "/v1/rounds/\(round)/members/00",
                "/v1/rounds/\(round)/members/\(String(repeating: "F", count: 32))",
                "/v1/plans/\(plan)/messages?after=1", "/v1/plans/..%2f..%2fstate/messages",
            ] {
                let answer = try await send(stage, [RawExchange.request("GET \(path)")])
                #expect(answer.status == 400 || answer.status == 404, "\(path)")
                #expect([.malformed, .notFound].contains(answer.problem?.code), "\(path)")
            }
            // The end of time is no error: there is nothing behind it.
            let after = try await stage.clients[0].log(of: stage.cast.agreement.id, after: Limits.integer)
            #expect(after.isEmpty)
            try await expectUnharmed(stage)
        }
    }

    /// Rules that are too much, or nothing.
    static let bombs: [(String, String)] = [
        ("parentheses", String(repeating: "(", count: 2000) + "true" + String(repeating: ")", count: 2000)),
        ("one level too deep", String(repeating: "(", count: 33) + "true" + String(repeating: ")", count: 33)),
        ("brackets", String(repeating: "[", count: 4096)),
        ("negations", String(repeating: "!", count: 4000) + "true"),
        ("operators", Array(repeating: "true", count: 400).joined(separator: " && ")),
        ("one operand too many", Array(repeating: "true", count: 129).joined(separator: "||")),
        ("a list of thousands", "1 in [\(Array(repeating: "1", count: 2000).joined(separator: ","))]"),
        ("has within has", String(repeating: "has(", count: 900)),
        ("an open string", "'" + String(repeating: "a", count: 4000)),
        ("only blanks", String(repeating: " ", count: 4096)),
        ("backquotes", String(repeating: "`", count: 4001)),
        ("digits", "1" + String(repeating: "0", count: 4000) + " == 1"),
        ("an exponent", "1e999999999 == 1.0"),
        ("a name of parts", Array(repeating: "a", count: 2000).joined(separator: ".")),
        ("no truth", "1"), ("a name that is not granted", "streamco.balance > 1"), ("NUL", "true\u{0}"),
        ("a text that is not a time zone list", "number.timezones == 'film'"),
    ]

    @Test("Rules that nest, grow or never end are refused, and nothing of them is stored")
    func bombs() async throws {
        try await Stage.withMembers { stage in
            for (name, rule) in Self.bombs {
                let segments = [
                    SegmentDefinition(name: "good", description: nil, when: "true"),
                    SegmentDefinition(name: "bomb", description: nil, when: rule),
                ]
                await expectRefusal(.badRule, "segments[1].when") { try await put(segments, stage) }
                #expect(try await stage.clients[0].segments(of: stage.cast.agreement.id).entries.isEmpty, "\(name)")
            }
            try await expectUnharmed(stage)
        }
    }

    @Test("A rule of 4,097 bytes is malformed; the largest, deepest and longest there may be are evaluated")
    func limits() async throws {
        try await Stage.withMembers { stage in
            let end = "number.timezones == ['America/New_York']"
            let rules = [
                "'\(String(repeating: "a", count: 4096 - end.utf8.count - 12))' == '' || " + end,
                String(repeating: "(", count: 32) + "true" + String(repeating: ")", count: 32),
                Array(repeating: "true", count: 128).joined(separator: "&&"),
                String(repeating: "!", count: 32) + "true",
            ]
            let segments = rules.enumerated().map { index, rule in
                SegmentDefinition(name: "rule-\(index)", description: nil, when: rule)
            }
            // Too long by one: no client of ours can even sign it.
            #expect(rules[0].utf8.count == 4096)
            let long = SegmentDefinition(name: "long", description: nil, when: rules[0] + " ")
            #expect(throws: (any Error).self) { try signed([long], stage) }
            let body =
                "{\"body\":{\"agreement\":\"\(stage.cast.agreement.id.hex)\",\"at\":\"2026-06-01T00:00:00Z\","
                + "\"from\":\"acme\",\"remove\":[],\"segments\":[{\"name\":\"long\",\"when\":\""
                + "\(String(repeating: " ", count: 4093))true\"}],\"type\":\"segments\"},"
                + "\"signature\":\"\(String(repeating: "0", count: 128))\"}"
            let request = RawExchange.request(
                "PUT /v1/agreements/\(stage.cast.agreement.id.hex)/segments", body: Array(body.utf8))
            let answer = try await send(stage, [request])
            #expect(answer.status == 400 && answer.problem?.detail.contains("when") == true)
            try await put(segments, stage)
            let entries = try await stage.clients[0].segments(of: stage.cast.agreement.id).entries
            #expect(entries.map(\.size) == [50, 50, 50, 50])
        }
    }

    @Test("A statement of definitions is good for its own agreement, party and kind alone")
    func foreignStatements() async throws {
        try await Stage.withMembers { stage in
            let segment = SegmentDefinition(name: "all", description: nil, when: "true")
            let honest = try signed([segment], stage)
            func code(_ bytes: [UInt8], _ kind: String = "segments", as party: Int = 0) async throws -> ProblemCode? {
                let request = RawExchange.request(
                    "PUT /v1/agreements/\(stage.cast.agreement.id.hex)/\(kind)", body: bytes)
                return try await RawExchange.run(
                    port: stage.coordinator.port, stage.coordinator.site.credentials(stage.cast.id(party)), [request]
                ).problem?.code
            }
            #expect(try await code(honest.bytes, as: 1) == .notEntitled)
            #expect(try await code(honest.bytes, "contexts") == .malformed)
            let altered = String(decoding: honest.bytes, as: UTF8.self).replacing("\"true\"", with: "\"false\"")
            #expect(try await code(Array(altered.utf8)) == .badSignature)
            let other = try Cast(name: "autumn-launch", extra: Cast.members)
            let foreign = SegmentsStatement(
                agreement: other.agreement.id, from: stage.cast.id(0), at: try Stage.moment(), definitions: [segment],
                remove: [])
            #expect(try await code(Signed(foreign, by: stage.cast.key(0)).bytes) == .malformed)
            let partners = SegmentsStatement(
                agreement: stage.cast.agreement.id, from: stage.cast.id(1), at: try Stage.moment(),
                definitions: [segment], remove: [])
            #expect(try await code(Signed(partners, by: stage.cast.key(1)).bytes, as: 1) == .notEntitled)
            #expect(try await code(Signed(partners, by: stage.cast.key(1)).bytes) == .malformed)
            try await expectUnharmed(stage)
        }
    }

    private func signed(_ segments: [SegmentDefinition], _ stage: Stage) throws -> Signed<SegmentsStatement> {
        try Signed(
            SegmentsStatement(
                agreement: stage.cast.agreement.id, from: stage.cast.id(0), at: Stage.moment(), definitions: segments,
                remove: []),
            by: stage.cast.key(0))
    }

    private func put(_ segments: [SegmentDefinition], _ stage: Stage) async throws {
        try await stage.clients[0].put(signed(segments, stage))
    }
}
