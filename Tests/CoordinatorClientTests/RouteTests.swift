// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Consent
import CoordinatorClient
import Enrolment
import Foundation
import Messages
import ScriptedCoordinator
import Segmentation
import Signing
import TestSupport
import Testing
import Vocabulary

@Suite("The routes of protocol/v1/http.md")
struct RouteTests {
    /// `GET /v1/rounds/{round}` and so on, as the specification's table has them.
    static func specified() throws -> [String] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "protocol/v1/http.md")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
            guard let match = line.firstMatch(of: /^\| `((?:GET|PUT|POST) \/v1\/[^`?]*)(?:\?[^`]*)?` \|/) else {
                return nil
            }
            return String(match.1)
        }
    }

    /// Whether a request line fits a template, each `{part}` standing for one path component.
    static func fits(_ line: String, _ template: String) -> Bool {
        let path = line.prefix { $0 != "?" }
        let (parts, places) = (path.split(separator: "/"), template.split(separator: "/"))
        return parts.count == places.count && zip(parts, places).allSatisfy { $1.hasPrefix("{") || $0 == $1 }
    }

    @Test("Every route is called by one of the client's methods, and nothing else is")
    func all() async throws {
        let samples = try Samples()
        let site = try Site()
        let request = try CertificateRequest()
        let answers: @Sendable (SeenRequest) -> ScriptedAnswer = { seen in
            (try? Self.answer(seen, samples: samples, site: site, request: request)) ?? .cut
        }
        try await site.with(answers) { client, server in
            let (round, agreement) = (samples.round, samples.reference.agreement)
            let place = ChunkPlace(list: samples.acme, hop: 0, chunk: 4)
            #expect(try await client.authority() == site.document())
            let renewed = try await client.renew(
                request, party: Site.acme, authority: site.authority.certificate, identity: samples.key, now: site.now)
            #expect(renewed.party == Site.acme)
            #expect(try await client.agreements().map(\.name) == ["spring-launch"])
            #expect(try await client.agreement(agreement, since: 1, wait: 5) == samples.fixture.signed())
            try await client.put(samples.fixture.signed())
            #expect(try await client.rounds(of: agreement) == [samples.status()])
            #expect(try await client.open(samples.opening()) == samples.status())
            #expect(try await client.status(of: round, since: 17, wait: 99) == samples.status())
            try await client.put(samples.commitment())
            #expect(try await client.commitments(of: round) == [Unverified(samples.commitment())])
            try await client.put(samples.agreed())
            #expect(try await client.transcripts(of: round) == [Unverified(samples.agreed())])
            #expect(try await client.work(in: round, wait: 30) == samples.work())
            try await client.upload([], kind: .elements, at: place, in: round)
            _ = try await client.download(place, of: round, count: 0)
            #expect(try await client.result(of: round) == Unverified(samples.manifest()))
            #expect(try await client.rows(of: samples.acme, page: 2, in: round).isEmpty)
            try await client.put(samples.stop())
            try await Self.callForMembers(client, samples)

            let lines = server.requests.map(\.line)
            let templates = try Self.specified()
            #expect(templates.count == 29)
            for template in templates { #expect(lines.contains { Self.fits($0, template) }, "\(template)") }
            for line in lines { #expect(templates.contains { Self.fits(line, $0) }, "\(line)") }

            #expect(lines.contains("GET /v1/rounds/\(round.hex)?since=17"))
            #expect(lines.contains("GET /v1/agreements/\(agreement.hex)?since=1"))
            #expect(lines.contains("GET /v1/rounds/\(round.hex)/lists/acme/hops/0/chunks/4"))
            #expect(lines.contains("GET /v1/rounds/\(round.hex)/records?since=3"))
            #expect(lines.contains("GET /v1/agreements/\(agreement.hex)/log?after=7"))
            let (plan, row) = (try samples.handle(2).hex, try samples.handle(1).hex)
            #expect(lines.contains("GET /v1/plans/\(plan)/messages?after=\(row)"))
            #expect(
                server.requests.compactMap { $0.headers["prefer"]?.first } == [
                    "wait=5", "wait=30", "wait=30", "wait=9",
                ])
            let bodies = server.requests.filter { $0.method != "GET" && !$0.line.contains("/chunks/") }
            #expect(bodies.allSatisfy { $0.headers["content-type"] == ["application/json"] && !$0.body.isEmpty })
            #expect(server.requests.filter { $0.method == "GET" }.allSatisfy { $0.body.isEmpty })
        }
    }

    /// Calls what follows a match.
    private static func callForMembers(_ client: CoordinatorClient, _ samples: Samples) async throws {
        let (round, agreement) = (samples.round, samples.reference.agreement)
        try await client.put(samples.recordPage())
        #expect(try await client.records(of: round, since: 3, wait: 9) == samples.records())
        #expect(try await client.put(samples.revocation()) == Unverified(samples.receiptOfRevocation()))
        #expect(try await client.member(samples.handle(1), in: round) == samples.story())
        #expect(try await client.log(of: agreement, after: 7) == [samples.receiptOfRevocation().bytes])
        #expect(try await client.segments(of: agreement) == samples.segments())
        try await client.put(samples.segmentsStatement())
        #expect(try await client.contexts(of: agreement) == [samples.context])
        try await client.put(samples.contextsStatement())
        #expect(try await client.makePlan(of: samples.context.name, under: agreement) == samples.plan())
        #expect(try await client.messages(of: samples.handle(2), after: samples.handle(1)) == samples.page())
    }

    private static func answer(
        _ seen: SeenRequest, samples: Samples, site: Site, request: CertificateRequest
    ) throws -> ScriptedAnswer {
        if seen.method == "PUT" {
            guard seen.target.contains("/revocations/") else { return .http("201 Created") }
            return .json(try samples.receiptOfRevocation().json)
        }
        let path = seen.target.prefix { $0 != "?" }
        let row = try samples.handle(1).hex
        return switch path.split(separator: "/").last.map(String.init) {
        case "authority": .json(String(decoding: try site.document().bytes, as: UTF8.self))
        case "enrolment":
            .json(String(decoding: EnrolmentGrant(try site.issue(for: request.der)).bytes, as: UTF8.self))
        case "agreements":
            .json(
                .array([
                    AgreementSummary(id: samples.reference.agreement, name: "spring-launch", missing: []).json
                ]))
        case samples.reference.agreement.hex: .json(try samples.fixture.signed().json)
        case "rounds": .json(seen.method == "POST" ? samples.status().json : .array([samples.status().json]))
        case samples.round.hex: .json(samples.status().json)
        case "commitments": .json(.array([try samples.commitment().json]))
        case "transcripts": .json(.array([try samples.agreed().json]))
        case "work": .json(samples.work().json)
        case "result": .json(try samples.manifest().json)
        case "records": .json(samples.records().json)
        case row: .json(try samples.story().json)
        case "log": .json(.array([try samples.receiptOfRevocation().json]))
        case "segments": .json(try samples.segments().json)
        case "contexts": .json(.array([samples.context.json]))
        case "plans": .json(try samples.plan().json)
        case "messages": .json(try samples.page().json)
        default: .column([], type: path.contains("/rows/") ? MediaType.rows : MediaType.elements)
        }
    }
}
