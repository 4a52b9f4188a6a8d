// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import CoordinatorClient
import Messages
import Segmentation
import Signing
import Testing
import Vocabulary

/// Identifiers that are something else: refused by their type before a store or a file sees them.
@Suite struct InjectionTests {
    static let identifiers = [
        "' OR '1'='1", "1;DROP TABLE round;--", "..", "../../etc/passwd", "..%2f..%2f..%2fetc%2fpasswd", "%2e%2e",
        "%00", "a%00b",
        "ACME", "acme/../streamco", "acme%2f..", "-1", "0x10", "+1", "1e3", "00", "٣", "99999999999999999999",
        "\u{202E}emca", "%F0%9F%92%A9", "%", "%zz", "*", "?", "acme%20", " acme", "symbolon:party:acme",
    ]

    /// Percent-encodes what may not stand in a request line, so that the attack arrives as it is meant.
    private static func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            (0x21...0x7e).contains(byte) && byte != UInt8(ascii: "?") ? String(UnicodeScalar(byte)) : percent(byte)
        }.joined()
    }

    private static func percent(_ byte: UInt8) -> String { "%" + Hexadecimal.encode([byte]) }

    @Test("No identifier in a path reaches a store")
    func paths() async throws {
        try await Stage.with { stage in
            try await stage.enterRing()
            try await stage.upload(0, 0)
            let (round, agreement) = (stage.cast.round.hex, stage.cast.agreement.id.hex)
            // As streamco, which may fetch acme's chunk 0: an identifier that slipped through would find it.
            let credentials = try stage.coordinator.site.credentials(stage.cast.id(1))
            for text in Self.identifiers.map(Self.encoded) {
                let lines = [
                    "GET /v1/agreements/\(text)", "GET /v1/agreements/\(agreement)\(text)",
                    "GET /v1/agreements/\(text)/rounds", "GET /v1/rounds/\(text)",
                    "GET /v1/rounds/\(text)/commitments", "GET /v1/rounds/\(text)/work",
                    "GET /v1/rounds/\(round)/rows/\(text)/0", "GET /v1/rounds/\(round)/rows/acme/\(text)",
                    "GET /v1/rounds/\(round)/lists/\(text)/hops/0/chunks/0",
                    "GET /v1/rounds/\(round)/lists/acme/hops/\(text)/chunks/0",
                    "GET /v1/rounds/\(round)/lists/acme/hops/0/chunks/\(text)", "GET /v1/rounds/\(round)?since=\(text)",
                ]
                for line in lines {
                    let answer = try await RawExchange.run(
                        port: stage.coordinator.port, credentials, [RawExchange.request(line)])
                    // Where even the request line cannot be read the connection may end without an answer.
                    let status = answer.status ?? 400
                    #expect((400..<500).contains(status), "\(line) was answered with \(status)")
                }
            }
            #expect(try await stage.chunksDone() == 1)
        }
    }

    @Test("Nor does any in the paths of what follows a match")
    func pathsAfterTheMatch() async throws {
        try await Stage.withMembers { stage in
            try await stage.applyDefinitions()
            let (round, agreement) = (stage.cast.round.hex, stage.cast.agreement.id.hex)
            let handle = try #require(await stage.handles(of: 0).first).hex
            let made = try await stage.clients[0].makePlan(of: "some-day", under: stage.cast.agreement.id)
            let plan = try #require(made.body.plan).id
            let credentials = try stage.coordinator.site.credentials(stage.cast.id(0))
            for text in Self.identifiers.map(Self.encoded) {
                let lines = [
                    "GET /v1/rounds/\(text)/records", "GET /v1/rounds/\(text)/members/\(handle)",
                    "GET /v1/rounds/\(round)/members/\(text)", "GET /v1/rounds/\(round)/members/\(handle)\(text)",
                    "GET /v1/agreements/\(text)/log", "GET /v1/agreements/\(agreement)/log?after=\(text)",
                    "GET /v1/agreements/\(text)/segments", "GET /v1/agreements/\(text)/contexts",
                    "GET /v1/plans/\(text)/messages", "GET /v1/plans/\(plan.hex)/messages?after=\(text)",
                    "PUT /v1/rounds/\(round)/records/\(text)/0", "PUT /v1/rounds/\(round)/records/acme/\(text)",
                    "PUT /v1/rounds/\(round)/revocations/\(text)",
                    "POST /v1/agreements/\(agreement)/contexts/\(text)/plans",
                ]
                for line in lines {
                    let body = line.hasPrefix("GET") ? nil : Array("{}".utf8)
                    let answer = try await RawExchange.run(
                        port: stage.coordinator.port, credentials, [RawExchange.request(line, body: body)])
                    let status = answer.status ?? 400
                    #expect((400..<500).contains(status), "\(line) was answered with \(status)")
                }
            }
            #expect(try await stage.members(of: plan).count == 60)
            #expect(try await stage.verifiedLog().count == 61)
        }
    }

    @Test("Identifiers within documents are held to their types too")
    func documents() async throws {
        try await Stage.with { stage in
            let honest = String(decoding: try stage.cast.stop(0).bytes, as: UTF8.self)
            let forged = [
                honest.replacing(#""from":"acme""#, with: #""from":"acme' --""#),
                honest.replacing(#""from":"acme""#, with: #""from":"../acme""#),
                honest.replacing(stage.cast.round.hex, with: stage.cast.round.hex.uppercased()),
                honest.replacing(stage.cast.round.hex, with: "' OR ''='"),
                honest.replacing(#""reason":"#, with: #""reason":"cancelled","reason":"#),
                honest.replacing(#"{"body""#, with: #"{"extra":1,"body""#), String(honest.dropLast()), honest + "x",
                "\u{FEFF}" + honest, String(repeating: "[", count: 10_000),
            ]
            let credentials = try stage.coordinator.site.credentials(stage.cast.id(0))
            for text in forged {
                let request = RawExchange.request(
                    "PUT /v1/rounds/\(stage.cast.round.hex)/stops/acme", body: Array(text.utf8))
                let problem = try await RawExchange.run(port: stage.coordinator.port, credentials, [request]).problem
                #expect(problem?.code == .malformed, "\(text.prefix(80))")
            }
            #expect(try await stage.clients[0].status(of: stage.cast.round).state == .gathering)
        }
    }
}
