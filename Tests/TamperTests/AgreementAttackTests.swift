// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Columns
import CoordinatorClient
import Enrolment
import Messages
import Signing
import Storage
import TestSupport
import Testing
import Vocabulary

/// Agreements that are not what was signed, or break the rules (protocol/v1/agreement.md).
@Suite struct AgreementAttackTests {
    private let cast: Cast

    init() throws { cast = try Cast() }

    private func put(_ bundle: JSONValue, id: AgreementID, _ coordinator: TestCoordinator) async throws -> Problem? {
        let request = RawExchange.request("PUT /v1/agreements/\(id.hex)", body: bundle.canonicalBytes)
        return try await RawExchange.run(
            port: coordinator.port, coordinator.site.credentials(cast.id(0)), [request]
        ).problem
    }

    /// A bundle of any JSON, whose id every party accepted with its key.
    private func signed(_ agreement: JSONValue) throws -> (bundle: JSONValue, id: AgreementID) {
        let id = try #require(AgreementID(bytes: Digest(sha256: agreement.canonicalBytes).bytes))
        let acceptances = try (0..<3).map {
            try Signed(Acceptance(agreement: id, from: cast.id($0)), by: cast.key($0)).json
        }
        return (.object(["agreement": agreement, "acceptances": .array(acceptances)]), id)
    }

    private func changed(_ change: (inout [String: JSONValue]) -> Void) -> JSONValue {
        guard case .object(var members) = cast.agreement.json else { return .null }
        change(&members)
        return .object(members)
    }

    @Test("Each acceptance that is forged makes the bundle void", arguments: 0..<3)
    func forgedAcceptance(index: Int) async throws {
        try await TestCoordinator.with { coordinator in
            let id = cast.agreement.id
            let acceptances = try (0..<3).map {
                try Signed(Acceptance(agreement: id, from: cast.id($0)), by: cast.key($0 == index ? ($0 + 1) % 3 : $0))
                    .json
            }
            let bundle = JSONValue.object(["agreement": cast.agreement.json, "acceptances": .array(acceptances)])
            let problem = try await put(bundle, id: id, coordinator)
            #expect(problem?.code == .badSignature && problem?.detail.contains(cast.id(index).name) == true)
            try await coordinator.withClient(of: cast.id(0)) { client in
                await expectRefusal(.notFound) { _ = try await client.agreement(id) }
            }
        }
    }

    @Test("An unsigned agreement, one without the own acceptance, and one that not all signed open no round")
    func unsigned() async throws {
        try await TestCoordinator.with { coordinator in
            try await coordinator.withClient(of: cast.id(0)) { client in
                var bundle = SignedAgreement(cast.agreement)
                await expectRefusal(.badSignature, "lacks acme's own acceptance") { try await client.put(bundle) }
                try bundle.accept(as: cast.id(1), with: cast.key(1))
                await expectRefusal(.badSignature, "lacks acme's own acceptance") { try await client.put(bundle) }
                try bundle.accept(as: cast.id(0), with: cast.key(0))
                try await client.put(bundle)
                #expect(try await client.agreement(cast.agreement.id).missing == [cast.id(2)])
                #expect(try await client.rounds(of: cast.agreement.id).isEmpty)
                await expectRefusal(.wrongState, "lacks acceptances of optouts") {
                    _ = try await client.open(cast.opening())
                }
            }
        }
    }

    /// One other value for fields of every part; what is signed is still the old form.
    static let alterations: [(field: String, value: JSONValue)] = [
        ("name", .string("summer-launch")), ("match", .string("acme and streamco or acme and streamco and optouts")),
        ("sender", .string("ACME Outlet")), ("purpose", .string("research")), ("channels", .array([.string("voice")])),
        ("chunkRows", .integer(33)), ("retentionDays", .integer(3650)), ("policies", .array([.string("us-federal")])),
        ("version", .integer(2)), ("assurance", .string("neutral-coordinator")), ("grants", .null),
    ]

    @Test("A field that was altered after signing makes every signature void", arguments: alterations.map(\.field))
    func altered(field: String) async throws {
        let value = try #require(Self.alterations.first { $0.field == field }?.value)
        try await TestCoordinator.with { coordinator in
            let honest = try cast.fixture.signed()
            guard case .object(var bundle) = honest.json else { return }
            let agreement = changed { $0[field] = value }
            bundle["agreement"] = agreement
            let id = try #require(AgreementID(bytes: Digest(sha256: agreement.canonicalBytes).bytes))
            for path in [id, cast.agreement.id] {
                let problem = try await put(.object(bundle), id: path, coordinator)
                #expect(
                    [.badSignature, .badAgreement, .malformed].contains(problem?.code), "\(String(describing: problem))"
                )
            }
            // Whoever holds the signed form sees which field it is.
            if let other = try? Agreement(json: agreement) {
                let paths = other.differences(from: cast.agreement).map(\.path)
                #expect(!paths.isEmpty && paths.allSatisfy { $0 == field || $0 == "\(field)[0]" })
            }
        }
    }

    @Test(
        "An expression with a cell that breaks the rules is refused though all have signed it",
        arguments: [
            ("acme or streamco and not optouts", "holds one party"), ("acme and streamco and optouts", "suppression"),
            ("acme and streamco", "optouts"), ("streamco and not optouts", ""),
            ("acme and streamco and not stranger", ""),
        ])
    func cells(match: String, why: String) async throws {
        try await TestCoordinator.with { coordinator in
            let (bundle, id) = try signed(changed { $0["match"] = .string(match) })
            let problem = try await put(bundle, id: id, coordinator)
            #expect(problem?.code == .badAgreement)
            #expect(
                problem?.detail.contains("match") == true && problem?.detail.contains(why) == true,
                "\(problem?.detail ?? "")")
        }
    }

    @Test("An agreement with another coordinator is refused")
    func otherCoordinator() async throws {
        try await TestCoordinator.with { coordinator in
            let key = try AgreementFixture.identity(0x77).publicIdentity.hex
            let (bundle, id) = try signed(
                changed { $0["coordinator"] = .object(["name": .string("symbolond.example"), "key": .string(key)]) })
            let problem = try await put(bundle, id: id, coordinator)
            #expect(problem?.code == .badAgreement && problem?.detail.contains("coordinator.key") == true)
        }
    }

    @Test("An agreement that gives an enrolled party another key is refused")
    func otherIdentity() async throws {
        try await TestCoordinator.with { coordinator in
            var generator = SystemRandomNumberGenerator()
            let authority = coordinator.site.authority
            let code = try InviteCode(for: cast.id(1), authority: authority.certificate.fingerprint, using: &generator)
            let now = try Site.moment()
            _ = try coordinator.enrolment.add(Invite(code, expires: #require(Timestamp(seconds: now.seconds + 60))))
            let request = try CertificateRequest()
            let submission = try EnrolmentSubmission(
                enrolling: request, with: code, by: AgreementFixture.identity(0x55))
            let certificate = try authority.clientCertificate(
                for: cast.id(1), request: request.der, now: now, using: &generator)
            _ = try coordinator.enrolment.redeem(
                submission.verified(for: authority.certificate.fingerprint), certificate: certificate, at: now)
            try await coordinator.withClient(of: cast.id(0)) { client in
                await expectRefusal(.identityRefused, "streamco") { try await client.put(cast.fixture.signed()) }
            }
        }
    }

    @Test("A second live agreement over the same lists with another expression is refused")
    func overlapping() async throws {
        try await Stage.with(cast) { stage in
            let other = try AgreementFixture(
                roles: [("acme", "brand"), ("streamco", "partner")], match: "acme and streamco", name: "side-deal")
            await expectRefusal(.overlappingAgreement, "would reveal their difference") {
                try await stage.clients[0].put(other.signed())
            }
        }
    }
}
