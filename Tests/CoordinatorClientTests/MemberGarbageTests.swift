// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Consent
import CoordinatorClient
import Messages
import ScriptedCoordinator
import Segmentation
import Signing
import Testing
import Vocabulary

@Suite("Answers about members that are not the protocol")
struct MemberGarbageTests {
    private let samples: Samples

    init() throws { samples = try Samples() }

    /// Expects that an answer is refused, with the request's name, and without what it said.
    private func expectGarbage(
        _ answer: JSONValue, _ name: String, containing text: String = "",
        sourceLocation: SourceLocation = #_sourceLocation,
        _ request: (CoordinatorClient) async throws -> Void
    ) async throws {
        try await Site().with({ _ in .json(answer) }) { client, _ in
            let error = await #expect(throws: ClientError.self, sourceLocation: sourceLocation) {
                try await request(client)
            }
            guard case .garbage(let told) = error else {
                Issue.record("expected garbage, found \(String(describing: error))", sourceLocation: sourceLocation)
                return
            }
            #expect(told.contains(name) && told.contains(text), "\(told)", sourceLocation: sourceLocation)
            #expect(!told.contains("\n") && !told.contains("secret-marker"), "\(told)", sourceLocation: sourceLocation)
        }
    }

    private var round: String { "/v1/rounds/\(samples.round.hex.prefix(8))…" }
    private var agreement: String { "/v1/agreements/\(samples.reference.agreement.hex.prefix(8))…" }

    /// A document with changed fields; nil removes one.
    private func changed(_ json: JSONValue, _ changes: [String: JSONValue?]) -> JSONValue {
        guard case .object(var fields) = json else { return json }
        for (name, value) in changes { fields[name] = value }
        return .object(fields)
    }

    @Test("The state of the records of another shape is refused")
    func records() async throws {
        let good = samples.records().json
        for (json, text) in [
            (changed(good, ["state": .string("secret-marker")]), "records.state"),
            (changed(good, ["state": nil]), "records.state"),
            (changed(good, ["revision": .integer(-1)]), "records.revision"),
            (changed(good, ["more": .string("secret-marker")]), "records.more"),
            (changed(good, ["parties": .object([:])]), "records.parties"),
            (changed(good, ["allowed": .integer(1)]), "records.refused"),
            (changed(good, ["parties": .array(Array(repeating: .object([:]), count: 9))]), "records.parties"),
        ] {
            try await expectGarbage(json, "GET \(round)/records", containing: text) {
                _ = try await $0.records(of: samples.round)
            }
        }
    }

    @Test("What is told of another row, or in another shape, is refused")
    func member() async throws {
        let (handle, other) = (try samples.handle(1), try samples.handle(2))
        let good = try samples.story().json
        let name = "GET \(round)/members/\(handle.hex.prefix(8))…"
        for (json, text) in [
            (changed(good, ["handle": .string(other.hex)]), "another row"),
            (changed(good, ["handle": .integer(1)]), "member.handle"),
            (changed(good, ["segments": .string("a")]), "member.segments"),
            (changed(good, ["number": .string("+12015550100")]), "member.number"),
            (changed(good, ["plans": .array([.object(["plan": .string("x")])])]), "member.plans[0]"),
            (changed(good, ["decision": .integer(1)]), ""), (.array([]), "expected an object"),
        ] {
            try await expectGarbage(json, name, containing: text) { _ = try await $0.member(handle, in: samples.round) }
        }
    }

    @Test("A log of more than 1,000 entries at once, or that is no array, is refused; of 1,000 it is taken")
    func log() async throws {
        let entry = try samples.receiptOfRevocation().json
        let id = samples.reference.agreement
        try await expectGarbage(
            .array(Array(repeating: entry, count: 1001)), "GET \(agreement)/log", containing: "more than 1000 entries"
        ) { _ = try await $0.log(of: id, after: 0) }
        try await expectGarbage(.object([:]), "GET \(agreement)/log") { _ = try await $0.log(of: id, after: 0) }
        try await Site().with({ _ in .json(.array(Array(repeating: entry, count: 1000))) }) { client, _ in
            let entries = try await client.log(of: id, after: 0)
            #expect(entries.count == 1000)
        }
    }

    @Test("A receipt that is no signed statement is refused")
    func receipt() async throws {
        let revocation = try samples.revocation()
        let name = "PUT \(round)/revocations/\(try samples.handle(1).hex.prefix(8))…"
        let good = try samples.receiptOfRevocation().json
        for json in [
            .object([:]), .array([good]), changed(good, ["body": .string("secret-marker")]),
            changed(good, ["signature": nil]),
        ] {
            try await expectGarbage(json, name) { _ = try await $0.put(revocation) }
        }
    }

    @Test("Segments of another shape are refused")
    func segments() async throws {
        let good = try samples.segments().json
        let entry = JSONValue.object(["name": .string("a"), "when": .string("true")])
        for (json, text) in [
            (
                changed(good, ["segments": .array([changed(entry, ["size": .string("50")])])]),
                "segments.segments[0].size"
            ),
            (
                changed(good, ["segments": .array([changed(entry, ["size": .integer(-50)])])]),
                "segments.segments[0].size"
            ),
            (
                changed(good, ["segments": .array([changed(entry, ["members": .integer(1)])])]),
                "segments.segments[0].members"
            ),
            (
                changed(good, ["segments": .array([changed(entry, ["name": .string("A secret-marker")])])]),
                "segments.segments[0].name"
            ),
            (changed(good, ["segments": .array(Array(repeating: entry, count: 1001))]), "segments.segments"),
            (changed(good, ["round": .string("00")]), "segments.round"), (changed(good, ["x": .null]), "segments.x"),
        ] {
            try await expectGarbage(json, "GET \(agreement)/segments", containing: text) {
                _ = try await $0.segments(of: samples.reference.agreement)
            }
        }
    }

    @Test("Contexts of another shape are refused")
    func contexts() async throws {
        let good = samples.context.json
        for (json, text) in [
            (changed(good, ["channel": .string("secret-marker")]), "channel"), (changed(good, ["text": nil]), "text"),
            (changed(good, ["horizonHours": .integer(385)]), "horizonHours"),
            (changed(good, ["from": .string("24:01")]), "from"),
            (changed(good, ["days": .array([.string("fri"), .string("fri")])]), "days[1]"),
            (changed(good, ["x": .integer(1)]), "x"),
        ] {
            try await expectGarbage(.array([json]), "GET \(agreement)/contexts", containing: text) {
                _ = try await $0.contexts(of: samples.reference.agreement)
            }
        }
    }

    @Test("A plan that is neither made nor withheld is refused")
    func plan() async throws {
        let envelope = try samples.plan()
        let good = envelope.body.json
        for (json, text) in [
            (changed(good, ["state": .string("secret-marker")]), "plan.state"),
            (changed(good, ["messages": .integer(-1)]), "plan.messages"),
            (changed(good, ["plan": nil]), "plan.plan"),
            (changed(good, ["state": .string("withheld")]), "plan.messages"),
            (changed(good, ["size": .integer(3)]), "plan.size"),
        ] {
            let answer = changed(envelope.json, ["body": json])
            try await expectGarbage(answer, "POST \(agreement)/contexts/evening/plans", containing: text) {
                _ = try await $0.makePlan(of: "evening", under: samples.reference.agreement)
            }
        }
    }

    @Test("Messages that are more than 1,000, or of another shape, are refused")
    func messages() async throws {
        let plan = try samples.handle(2)
        let name = "GET /v1/plans/\(plan.hex.prefix(8))…/messages"
        let good = try samples.message().json
        let envelope = try samples.page()
        func page(_ messages: JSONValue?) -> JSONValue {
            changed(envelope.json, ["body": changed(envelope.body.json, ["messages": messages])])
        }
        for (json, text) in [
            (page(.array(Array(repeating: good, count: 1001))), "more than 1000 messages"),
            (page(.array([changed(good, ["number": .string("+12015550100")])])), "messages.messages[0].number"),
            (
                page(.array([changed(good, ["notAfter": .string("2026-01-01T00:00:00Z")])])),
                "messages.messages[0].notAfter"
            ),
            (page(.array([changed(good, ["channel": .string("fax")])])), "messages.messages[0].channel"),
            (page(.array([.integer(1)])), "messages.messages[0]"), (.array([good]), "expected an object"),
            (page(nil), "messages.messages"), (.object(["messages": .array([])]), "body"),
        ] {
            try await expectGarbage(json, name, containing: text) { _ = try await $0.messages(of: plan, after: nil) }
        }
    }

    @Test("A refusal names the route with identifiers cut to eight digits")
    func refusalNames() async throws {
        let (handle, id) = (try samples.handle(1), samples.reference.agreement)
        let full = [samples.round.hex, id.hex, handle.hex]
        let requests: [(String, (CoordinatorClient) async throws -> Void)] = try [
            ("PUT \(round)/records/acme/0", { [page = samples.recordPage()] in try await $0.put(page) }),
            ("GET \(round)/records", { [samples] in _ = try await $0.records(of: samples.round, since: 3) }),
            ("PUT \(round)/revocations/01010101…", { [word = samples.revocation()] in _ = try await $0.put(word) }),
            ("GET \(round)/members/01010101…", { [samples] in _ = try await $0.member(handle, in: samples.round) }),
            ("GET \(agreement)/log", { _ = try await $0.log(of: id, after: 7) }),
            ("GET \(agreement)/segments", { _ = try await $0.segments(of: id) }),
            ("PUT \(agreement)/segments", { [word = samples.segmentsStatement()] in try await $0.put(word) }),
            ("GET \(agreement)/contexts", { _ = try await $0.contexts(of: id) }),
            ("PUT \(agreement)/contexts", { [word = samples.contextsStatement()] in try await $0.put(word) }),
            ("POST \(agreement)/contexts/evening/plans", { _ = try await $0.makePlan(of: "evening", under: id) }),
            ("GET /v1/plans/01010101…/messages", { _ = try await $0.messages(of: handle, after: handle) }),
        ]
        for (name, request) in requests {
            try await Site().with({ _ in .http("302 Found", headers: [("Location", "/v1/elsewhere")]) }) { client, _ in
                let error = await #expect(throws: ClientError.self) { try await request(client) }
                let told = error?.description ?? ""
                #expect(told.contains(name), "\(told)")
                for identifier in full { #expect(!told.contains(identifier)) }
            }
        }
    }
}
