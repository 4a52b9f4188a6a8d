// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Consent
import Messages
import NIOHTTP1
import Signing
import Testing
import Vocabulary

@Suite("The log, as the brand fetches it")
struct LogRouteTests {
    private static func entries(_ reply: TestClient.Reply) throws -> [JSONValue] {
        guard case .array(let envelopes) = try reply.json else { throw Problem(.malformed, "expected an array") }
        return envelopes
    }

    @Test("is one chain over all rounds of the agreement, from its beginning, in the order of what happened")
    func chain() async throws {
        let home = try TestHome(atNoon: true)
        let agreement = try MemberStage.agreement(on: home)
        let other = try MemberStage.agreement(on: home, parties: agreement.parties, name: "autumn")
        try await home.serve { service in
            let first = try await MemberStage(service, agreement)
            let path = agreement.path + "/log"
            #expect(try await Self.entries(first.acme.get(path)).isEmpty)
            try await first.revoke(4)
            try await first.decide { try .sample(state: $0 < 7 ? .withdrawn : .given) }
            let foreign = try await MemberStage(service, other)
            try await foreign.revoke(0)
            home.advance(60)
            let second = try await MemberStage(service, agreement, number: 2)
            try await second.decide()
            try await first.revoke(5)
            let entries = try await first.log()
            let kinds = entries.map { entry -> String in
                switch entry {
                case .decision: "decision"
                case .decided: "decided"
                case .revocation: "revocation"
                }
            }
            let decisions = [String](repeating: "decision", count: 60)
            #expect(kinds == ["revocation"] + decisions + ["decided"] + decisions + ["decided", "revocation"])
            #expect(entries.map(\.sequence) == Array(1...124))
            #expect(entries.map(\.at) == entries.map(\.at).sorted())
            let end = try #require(try await first.decided())
            #expect(end.allowed == 53 && end.refused == 7)
            #expect(try await second.decided()?.allowed == 60)
            #expect(try await foreign.log().count == 1)
            // What was fetched before is the beginning of what is fetched later.
            let all = try await Self.entries(first.acme.get(path + "?after=0"))
            #expect(try await Self.entries(first.acme.get(path + "?after=61")) == Array(all[61...]))
            #expect(try await Self.entries(first.acme.get(path + "?after=124")).isEmpty)
            for entry in entries {
                guard case .decision(let signed) = entry else { continue }
                #expect(entry.reference == (signed.body.sequence <= 61 ? first : second).ring.reference)
            }
        }
    }

    @Test("is told to nobody but the brand")
    func brandOnly() async throws {
        try await MemberStage.run { stage in
            try await stage.decide()
            for client in [stage.streamco, stage.hub] {
                let reply = try await client.get(stage.agreement.path + "/log?after=0")
                #expect(try reply.problem.code == .notEntitled)
            }
        }
    }

    @Test(
        "is asked for with a number in its one spelling",
        arguments: ["-1", "01", "x", "", "1.0", "99999999999999999999"])
    func malformed(after: String) async throws {
        let home = try TestHome(atNoon: true)
        let agreement = try MemberStage.agreement(on: home)
        try await home.serve { service in
            try await agreement.upload(to: service)
            let reply = try await service.client(agreement.parties[0]).get("\(agreement.path)/log?after=\(after)")
            #expect(try reply.problem.code == .malformed)
        }
    }
}
