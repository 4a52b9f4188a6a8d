// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Agreements
package import Signing
import Vocabulary

/// An agreement of invented parties with fixed identity keys, for tests and vectors.
package struct AgreementFixture: Sendable {
    /// The parties' names in ring order.
    package let names: [String]
    package let agreement: Agreement
    /// Ring order.
    package let identities: [IdentityKey]
    package let coordinator: IdentityKey

    /// Makes an agreement.
    ///
    /// - Parameters:
    ///   - roles: for each party its name and role; the first is entitled.
    ///   - match: the match expression.
    ///   - extra: further YAML lines, such as `disclosure:`.
    package init(
        roles: [(name: String, role: String)], match: String, chunkRows: Int = 65_535, cap: Int = 2_000_000,
        entitled: Set<String>? = nil, extra: String = "disclosure: {minimumList: 1, minimumResult: 50}",
        name: String = "spring-launch", purpose: String = "marketing"
    ) throws {
        names = roles.map(\.name)
        identities = try roles.indices.map { try Self.identity(UInt8($0 + 1)) }
        coordinator = try Self.identity(0xC0)
        let keys = identities.map(\.publicIdentity.hex)
        let learners = entitled ?? [roles[0].name]
        let parties = roles.indices.map {
            "  - {id: \(roles[$0].name), role: \(roles[$0].role), key: \"\(keys[$0])\", cap: \(cap), "
                + "entitled: \(learners.contains(roles[$0].name))}"
        }
        let yaml = """
            version: 1
            name: \(name)
            coordinator: {name: symbolond.example, key: "\(coordinator.publicIdentity.hex)"}
            parties:
            \(parties.joined(separator: "\n"))
            match: \(match)
            assurance: collusion-resistant
            sender: ACME Stores
            purpose: \(purpose)
            channels: [sms]
            chunkRows: \(chunkRows)
            retentionDays: 90
            plan: {canonicalization: e164-1, from: "8.12", until: "10"}
            validity: {from: "2026-01-01T00:00:00Z", until: "2027-01-01T00:00:00Z"}
            rounds: {maximum: 12, intervalHours: 0, deadlineHours: 24}
            \(extra)
            """
        agreement = try Agreement(yaml: yaml.utf8, file: "fixture.yaml")
    }

    /// An identity key whose 32-byte seed repeats one byte.
    package static func identity(_ byte: UInt8) throws -> IdentityKey {
        try IdentityKey(rawRepresentation: [UInt8](repeating: byte, count: 32))
    }

    /// The agreement with every party's acceptance.
    package func signed() throws -> SignedAgreement {
        var bundle = SignedAgreement(agreement)
        for (party, key) in zip(agreement.parties, identities) { try bundle.accept(as: party.id, with: key) }
        return bundle
    }
}
