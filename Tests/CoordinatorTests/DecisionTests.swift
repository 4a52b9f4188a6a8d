// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Columns
import Consent
import Coordinator
import Messages
import NIOHTTP1
import Signing
import Storage
import Testing
import Vocabulary

@Suite("Decisions as they are logged")
struct DecisionTests {
    private static func reasons(_ verdict: Verdict) -> [String] {
        verdict.reasons.map { [$0.code.rawValue, $0.rule].compactMap(\.self).joined(separator: " ") }
    }

    @Test("Each record is decided on with all reasons and their rules, in order, and with what it allows")
    func table() async throws {
        let cases = try DecisionCase.all()
        try await MemberStage.run(channels: [.sms, .voice]) { stage in
            #expect(cases.count <= stage.handles.count)
            for (row, item) in cases.enumerated() where item.isRevoked { try await stage.revoke(row) }
            let records = try cases.enumerated().compactMap { row, item in
                try item.record.map { try stage.record(row, $0) }
            }
            #expect(try await stage.send(stage.page(records)).status == 201)
            try await stage.sendPartner()
            let decisions = try await stage.decisions()
            let library = try PolicyLibrary.builtIn()
            for (row, item) in cases.enumerated() {
                let decision = try #require(decisions[stage.handles[row]], "\(item.title)")
                let verdict = decision.verdict
                #expect(Self.reasons(verdict) == item.reasons, "\(item.title)")
                #expect(verdict.isAllowed == item.reasons.isEmpty, "\(item.title)")
                #expect(verdict.policies == item.packs.compactMap { library[$0]?.reference }, "\(item.title)")
                #expect(verdict.channels == (verdict.isAllowed ? item.channels : []), "\(item.title)")
                #expect(verdict.until == item.until, "\(item.title)")
                #expect(verdict.hours == (verdict.isAllowed ? .standard : nil), "\(item.title)")
                #expect(decision.basis?.record == item.record?.digest, "\(item.title)")
                #expect(decision.basis?.subject == item.record.map { _ in stage.subject(row) }, "\(item.title)")
                #expect(decision.at == (try MemberStage.moment()), "\(item.title)")
            }
            // Who is allowed is a member, and nobody else is.
            let allowed = cases.indices.filter { cases[$0].reasons.isEmpty }.map { stage.handles[$0] }
            #expect(Set(try stage.facts().members.map(\.handle)) == Set(allowed))
        }
    }

    @Test("Every code of the specification is provoked by a record here")
    func codes() throws {
        let codes = try DecisionCase.all().flatMap(\.reasons).compactMap {
            DecisionCode(rawValue: String($0.prefix { $0 != " " }))
        }
        // The last one takes a coordinator that lost a pack.
        #expect(Set(codes).union([.policyUnknown]) == Set(DecisionCode.allCases))
    }

    @Test("A coordinator that lost a pack of the agreement refuses everything, and keeps refusing nothing else")
    func unknownPack() async throws {
        let home = try TestHome(atNoon: true)
        let agreement = try MemberStage.agreement(on: home)
        try await home.serve { try await agreement.upload(to: $0) }
        let packs = try PolicyLibrary.builtIn().packs.filter { $0.name != "uk-pecr" }
        try await home.serve(home.server(policies: PolicyLibrary(packs))) { service in
            let ring = MemberStage.ring(agreement)
            try await ring.gather(service)
            try await ring.travel(service)
            #expect(try await ring.end(service).state == .matched)
            let stage = try await MemberStage(service, matched: ring)
            try await stage.sendPartner()
            let records = try [
                stage.record(0), stage.record(1, .sample(state: .withdrawn)),
                stage.record(2, .sample(jurisdiction: "GB")),
            ]
            #expect(try await stage.send(stage.page(records)).status == 201)
            let decisions = try await stage.decisions()
            let found = try stage.handles[..<4].map { Self.reasons(try #require(decisions[$0]).verdict) }
            #expect(
                found == [
                    ["policy-unknown"], ["withdrawn us-federal/revocation", "policy-unknown"],
                    ["jurisdiction-not-covered", "policy-unknown"], ["no-record", "policy-unknown"],
                ])
            #expect(try stage.facts().members.isEmpty)
        }
    }

    @Test("An agreement without policies covers nothing: everything is refused")
    func withoutPolicies() async throws {
        let home = try TestHome(atNoon: true)
        let agreement = try MemberStage.agreement(on: home, policies: [])
        try await home.serve { service in
            let stage = try await MemberStage(service, agreement)
            try await stage.decide()
            let decisions = try await stage.decisions()
            #expect(decisions.count == 60)
            #expect(decisions.values.allSatisfy { Self.reasons($0.verdict) == ["jurisdiction-not-covered"] })
        }
    }

    @Test("A decision is made at the moment of its page, not at the end of the round")
    func moment() async throws {
        try await MemberStage.run { stage in
            let record = try ConsentRecord.sample(expiresAt: 100)
            let first = try [stage.record(0, record)]
            #expect(try await stage.send(stage.page(first, isLast: false)).status == 201)
            stage.home.advance(100)
            #expect(try await stage.send(stage.page([stage.record(1, record)], number: 1)).status == 201)
            try await stage.sendPartner()
            let decisions = try await stage.decisions()
            #expect(decisions[stage.handles[0]]?.verdict.isAllowed == true)
            #expect(decisions[stage.handles[1]].map { Self.reasons($0.verdict) } == ["expired"])
            #expect(decisions[stage.handles[1]]?.at == (try MemberStage.moment(100)))
        }
    }
}
