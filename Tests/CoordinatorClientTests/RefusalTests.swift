// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CoordinatorClient
import Messages
import ScriptedCoordinator
import Testing
import Vocabulary

@Suite("Refusals by the coordinator")
struct RefusalTests {
    @Test("Every problem of the protocol arrives as itself", arguments: ProblemCode.allCases)
    func problems(code: ProblemCode) async throws {
        let problem = Problem(code, "the field agreement cannot be read: send it again")
        let samples = try Samples()
        try await Site().with({ _ in .problem(problem) }) { client, _ in
            await #expect(throws: ClientError.problem(problem)) { try await client.status(of: samples.round) }
            await #expect(throws: ClientError.problem(problem)) { try await client.put(samples.stop()) }
        }
    }

    @Test("A status that is not the problem's is refused")
    func otherStatus() async throws {
        let answer = ScriptedAnswer.problem(Problem(.notFound, "no such round"), status: "422 Refused")
        try await expectGarbage(answer, containing: "the status 422 does not belong to the problem not-found")
    }

    @Test(
        "A refusal without a problem document is refused with its status",
        arguments: ["400 Bad Request", "404 Not Found", "500 Internal Server Error", "502 Bad Gateway"])
    func page(status: String) async throws {
        let answer = ScriptedAnswer.http(status, type: "text/html", body: Array("<p>secret-marker</p>".utf8))
        try await expectGarbage(answer, containing: "refused with the status \(status.prefix(3)) and no problem")
    }

    @Test("A problem with an unknown code is refused")
    func unknownCode() async throws {
        let body = #"{"code":"secret-marker","detail":"x","status":422,"title":"x","type":"x"}"#
        let answer = ScriptedAnswer.http("422 Refused", type: "application/problem+json", body: Array(body.utf8))
        try await expectGarbage(answer, containing: "a problem that cannot be read")
    }
}

/// Asks for a status, and expects an error that names the route and what is wrong, and repeats no body.
func expectGarbage(
    _ answer: ScriptedAnswer, containing text: String, sourceLocation: SourceLocation = #_sourceLocation
) async throws {
    let samples = try Samples()
    try await Site().with({ _ in answer }) { client, _ in
        let error = await #expect(throws: ClientError.self, sourceLocation: sourceLocation) {
            try await client.status(of: samples.round)
        }
        guard case .garbage(let sentence) = error else {
            Issue.record("expected garbage, found \(String(describing: error))", sourceLocation: sourceLocation)
            return
        }
        let route = "GET /v1/rounds/\(samples.round.hex.prefix(8))…: "
        #expect(sentence.hasPrefix(route), sourceLocation: sourceLocation)
        #expect(sentence.contains(text), sourceLocation: sourceLocation)
        #expect(!sentence.contains("secret-marker"), sourceLocation: sourceLocation)
    }
}
