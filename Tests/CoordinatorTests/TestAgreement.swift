// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import NIOHTTP1
import Signing
import Testing
import Vocabulary

/// An agreement of a brand, partners and nobody else, and its signatures.
struct TestAgreement: Sendable {
    let parties: [TestParty]
    let agreement: Agreement

    /// The first party is the brand; the first and the last learn their matched rows.
    init(
        _ parties: [TestParty], home: TestHome, name: String = "spring", cap: Int64 = 1000, chunkRows: Int64 = 32,
        budgetFactor: Int64 = 12, intervalHours: Int64 = 0, from: Int64 = TestHome.start - 10,
        disclosure: [String: JSONValue] = [:], channels: [Channel] = [.sms], policies: [String] = [],
        grants: [JSONValue] = []
    ) throws {
        self.parties = parties
        let rules: [String: JSONValue] = [
            "minimumList": .integer(1), "minimumResult": .integer(50), "windowDays": .integer(30),
            "budgetFactor": .integer(budgetFactor), "budgetRounds": .integer(12), "minimumChange": .integer(50),
            "allowShrunkSuppression": .bool(false),
        ]
        let members = parties.enumerated().map { index, party in
            JSONValue.object([
                "id": .string(party.id.name), "role": .string(index == 0 ? "brand" : "partner"),
                "key": .string(party.key.publicIdentity.hex), "cap": .integer(cap),
                "entitled": .bool(index == 0 || index == parties.count - 1),
            ])
        }
        let validFrom = try #require(Timestamp(seconds: from))
        let validUntil = try #require(Timestamp(seconds: TestHome.start + 90 * 86_400))
        agreement = try Agreement(
            json: .object([
                "version": .integer(1), "name": .string(name),
                "coordinator": .object([
                    "name": .string("Test"), "key": .string(home.identity.publicIdentity.hex),
                ]),
                "parties": .array(members),
                "match": .string(parties.map(\.id.name).joined(separator: " and ")),
                "assurance": .string("collusion-resistant"), "sender": .string("Acme"),
                "purpose": .string("marketing"),
                "channels": .array(channels.map { .string($0.rawValue) }),
                "policies": .array(policies.map { .string($0) }), "grants": .array(grants),
                "disclosure": .object(rules.merging(disclosure) { _, new in new }),
                "plan": .object([
                    "canonicalization": .string("e164-1"), "from": .string("8"), "until": .string("9"),
                ]),
                "chunkRows": .integer(chunkRows), "retentionDays": .integer(30),
                "validity": .object(["from": .string(validFrom.text), "until": .string(validUntil.text)]),
                "rounds": .object([
                    "maximum": .integer(12), "intervalHours": .integer(intervalHours), "deadlineHours": .integer(24),
                ]),
            ]))
    }

    var path: String { "/v1/agreements/\(agreement.id.hex)" }

    /// The bundle with the acceptances of some parties.
    func bundle(signedBy signers: [TestParty]) throws -> SignedAgreement {
        var bundle = SignedAgreement(agreement)
        for party in signers { try bundle.accept(as: party.id, with: party.key) }
        return bundle
    }

    /// Uploads the agreement with all signatures, which opens round 1.
    func upload(to service: TestService) async throws {
        let reply = try await service.client(parties[0]).send(.PUT, path, bundle(signedBy: parties).bytes)
        #expect(reply.status == 201)
    }
}
