// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import CoordinatorClient
import Messages
import ScriptedCoordinator
import Signing
import TestSupport
import Testing
import Vocabulary

@Suite("Answers that are not the protocol")
struct GarbageTests {
    @Test(
        "An answer of another shape is refused with its route",
        arguments: [
            (ScriptedAnswer.http("200 OK", type: "text/html", body: Array("secret-marker".utf8)), "not of the type"),
            (.http("200 OK", body: Array("{}".utf8)), "not of the type"),
            (
                .http("200 OK", type: "application/json", headers: [("Content-Type", "text/plain")]),
                "not of the type"
            ),
            (.json(#"{"agreement":"secret-marker"#), "byte 27"),
            (.json(#"{"state":"ring","state":"secret-marker"}"#), #"the key "state" stands twice"#),
            (.json(""), "byte 0"),
            (.json(#"["secret-marker"]"#), "expected an object"),
            (.json(String(repeating: "[", count: 100_000)), "nested more than 32 deep"),
            (.json("{}"), "missing"),
            (.json("1.5"), "only integers"),
            (.json("\"" + String(repeating: "x", count: 10 << 20) + "\""), "larger than the 4194304 bytes"),
            (.http("204 No Content"), "has the status 204"),
            (.http("206 Partial Content", type: "application/json", body: Array("{}".utf8)), "has the status 206"),
            (.raw("SSH-2.0-secret-marker\r\n\r\n", closes: true), "does not speak HTTP"),
        ] as [(ScriptedAnswer, String)])
    func shapes(answer: ScriptedAnswer, text: String) async throws {
        try await expectGarbage(answer, containing: text)
    }

    @Test("A body without a declared end is cut off at the limit")
    func endless() async throws {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
        let answer = ScriptedAnswer(bytes: Array(head.utf8) + [UInt8](repeating: 0x20, count: 10 << 20))
        try await expectGarbage(answer, containing: "larger than the 4194304 bytes")
    }

    @Test("A redirect is refused and not followed", arguments: ["301 Moved", "302 Found", "307 Temporary Redirect"])
    func redirects(status: String) async throws {
        let samples = try Samples()
        let answer = ScriptedAnswer.http(status, headers: [("Location", "/v1/elsewhere")])
        try await Site().with({ _ in answer }) { client, server in
            await #expect(throws: ClientError.self) { try await client.put(samples.commitment()) }
            #expect(server.requests.count == 1)
        }
        try await expectGarbage(answer, containing: "is a redirect (\(status.prefix(3)))")
    }

    @Test("The status of another round is refused")
    func otherRound() async throws {
        try await expectGarbage(.json(Samples().status(round: 2).json), containing: "another round")
    }

    @Test("Another agreement than the one asked for is refused")
    func otherAgreement() async throws {
        let samples = try Samples()
        let other = try #require(AgreementID(bytes: [UInt8](repeating: 7, count: 32)))
        let bundle = try samples.fixture.signed()
        try await Site().with({ _ in .json(bundle.json) }) { client, _ in
            let error = await #expect(throws: ClientError.self) { try await client.agreement(other) }
            #expect(error?.description.contains("another agreement") == true)
        }
    }

    @Test("Rounds of another agreement, and rounds out of order, are refused")
    func rounds() async throws {
        let samples = try Samples()
        let list = JSONValue.array([samples.status(round: 1).json, samples.status(round: 2).json])
        try await Site().with({ _ in .json(list) }) { client, _ in
            let error = await #expect(throws: ClientError.self) {
                try await client.rounds(of: samples.reference.agreement)
            }
            #expect(error?.description.contains("newest first") == true)
            let other = try #require(AgreementID(bytes: [UInt8](repeating: 7, count: 32)))
            let second = await #expect(throws: ClientError.self) { try await client.rounds(of: other) }
            #expect(second?.description.contains("belongs to another agreement") == true)
        }
    }

    @Test("An answer that is cut off counts as unreachable")
    func cut() async throws {
        let samples = try Samples()
        let half = ScriptedAnswer.raw(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{", closes: true)
        for answer in [half, .cut] {
            try await Site().with({ _ in answer }) { client, _ in
                let error = await #expect(throws: ClientError.self) { try await client.status(of: samples.round) }
                guard case .unreachable = error else {
                    Issue.record("expected unreachable, found \(String(describing: error))")
                    return
                }
            }
        }
    }
}
