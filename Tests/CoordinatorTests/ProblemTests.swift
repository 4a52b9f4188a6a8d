// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Messages
import NIOHTTP1
import Signing
import Testing

@Suite("Problem documents")
struct ProblemTests {
    private static let id = String(repeating: "a", count: 64)

    @Test(
        "What cannot be read is 400 and names the field",
        arguments: [
            ("/v1/rounds/ABC", "path.round"), ("/v1/agreements/12", "path.agreement"),
            ("/v1/rounds/\(id)/rows/Acme/0", "path.party"), ("/v1/rounds/\(id)/rows/acme/01", "path.page"),
            ("/v1/rounds/\(id)/lists/acme/hops/8/chunks/0", "path.hop"),
            ("/v1/rounds/\(id)/lists/acme/hops/0/chunks/+1", "path.chunk"),
            ("/v1/rounds/\(id)/lists/A/hops/0/chunks/1", "path.list"),
        ])
    func path(_ path: String, _ field: String) async throws {
        let home = try TestHome()
        let acme = try TestParty("acme", of: home)
        try await home.serve { service in
            let problem = try await service.client(acme).get(path).problem
            #expect(problem.code == .malformed)
            #expect(problem.detail.contains(field))
        }
    }

    @Test("A query or preference that cannot be read is 400 and names it")
    func query() async throws {
        let home = try TestHome()
        let agreement = try TestAgreement([TestParty("acme", of: home), TestParty("streamco", of: home)], home: home)
        try await home.serve { service in
            try await agreement.upload(to: service)
            let ring = TestRing(agreement, rows: [0..<60, 0..<60])
            let client = try service.client(agreement.parties[0])
            for (path, header, field) in [
                (ring.path + "?since=-1", "", "query.since"), (agreement.path + "?since=x", "", "query.since"),
                (ring.path, "wait=soon", "prefer"), (ring.path, "wait", "prefer"),
            ] {
                let problem = try await client.send(.GET, path, headers: ["prefer": header]).problem
                #expect(problem.code == .malformed)
                #expect(problem.detail.contains(field))
            }
            // Other preferences are no business of ours (RFC 7240).
            let reply = try await client.send(.GET, ring.path, headers: ["prefer": "respond-async, wait=1"])
            #expect(reply.status == 200)
            #expect(reply.headers["preference-applied"] == ["wait=1"])
        }
    }

    @Test("Unknown routes are 404, wrong methods 405 with what is allowed")
    func routes() async throws {
        try await TestHome().serve { service in
            let client = try service.client()
            for path in ["/", "/v1", "/v2/agreements", "/v1/authority/x", "/healthz"] {
                #expect(try await client.get(path).problem.code == .notFound, "\(path)")
            }
            for (method, path, allowed) in [
                (HTTPMethod.DELETE, "/v1/agreements/\(Self.id)", "GET, PUT"), (.GET, "/v1/enrolment", "POST"),
                (.POST, "/v1/rounds/\(Self.id)", "GET"),
            ] {
                let reply = try await client.send(method, path)
                #expect(reply.status == 405)
                #expect(reply.headers["allow"] == [allowed])
                #expect(reply.headers["content-type"] == [MediaType.problem])
            }
        }
    }

    @Test("Bodies of the wrong type are 415, too large ones 413, and broken ones 400 with the place")
    func bodies() async throws {
        let home = try TestHome()
        let agreement = try TestAgreement([TestParty("acme", of: home), TestParty("streamco", of: home)], home: home)
        try await home.serve { service in
            let client = try service.client(agreement.parties[0])
            let large = [UInt8](repeating: 0x20, count: (4 << 20) + 1)
            #expect(
                try await client.send(.PUT, agreement.path, [0x7B], type: nil).problem.code == .unsupportedMediaType)
            #expect(
                try await client.send(.PUT, agreement.path, [0x7B], type: "text/plain").problem.code
                    == .unsupportedMediaType)
            #expect(try await client.send(.PUT, agreement.path, large).problem.code == .tooLarge)
            let broken = try await client.send(.PUT, agreement.path, Array("{\"agreement\":1.5}".utf8)).problem
            #expect(broken.code == .malformed)
            #expect(broken.detail.contains("byte 13"))
            let missing = try await client.send(.PUT, agreement.path, Array("{}".utf8)).problem
            #expect(missing.code == .malformed)
            #expect(missing.detail.contains("agreement"))
            let typed = try await client.send(
                .PUT, agreement.path, agreement.bundle(signedBy: agreement.parties).bytes,
                type: "Application/JSON; charset=utf-8")
            #expect(typed.status == 201)
        }
    }

    @Test("An agreement that breaks a rule is 422 and names the field; another one than the path's is 400")
    func agreements() async throws {
        let home = try TestHome()
        let agreement = try TestAgreement([TestParty("acme", of: home), TestParty("streamco", of: home)], home: home)
        let other = try TestAgreement(agreement.parties, home: home, name: "other")
        try await home.serve { service in
            let client = try service.client(agreement.parties[0])
            guard case .object(var bundle) = try agreement.bundle(signedBy: agreement.parties).json,
                case .object(var fields)? = bundle["agreement"]
            else { throw FieldError(path: "bundle", problem: "no object") }
            fields["chunkRows"] = .integer(0)
            bundle["agreement"] = .object(fields)
            let problem = try await client.send(.PUT, agreement.path, JSONValue.object(bundle).canonicalBytes).problem
            #expect(problem.code == .badAgreement)
            #expect(problem.detail.contains("chunkRows"))
            let wrong = try await client.send(.PUT, other.path, agreement.bundle(signedBy: agreement.parties).bytes)
            #expect(try wrong.problem.code == .malformed)
            let unsigned = try await client.send(.PUT, agreement.path, agreement.bundle(signedBy: []).bytes)
            #expect(try unsigned.problem.code == .badSignature)
        }
    }
}
