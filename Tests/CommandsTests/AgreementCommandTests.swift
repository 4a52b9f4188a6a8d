// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Commands
import CoordinatorClient
import Enrolment
import Foundation
import Home
import Messages
import ScriptedCoordinator
import Signing
import TestSupport
import Testing
import Vocabulary

@Suite("Agreements at the command line")
struct AgreementCommandTests {
    private let folder: TemporaryFolder
    private let fixture: AgreementFixture
    /// `acme`'s home, with the fixture's key.
    private let home: Home

    init() throws {
        folder = try TemporaryFolder()
        fixture = try Self.fixture()
        home = try Home.create(
            at: folder.file("home"), party: try #require(PartyID("acme")), name: "ACME", key: fixture.identities[0])
    }

    private static func fixture(
        extra: String = "disclosure: {minimumList: 1, minimumResult: 100}"
    ) throws -> AgreementFixture {
        try AgreementFixture(
            roles: [("acme", "brand"), ("streamco", "partner")], match: "acme and streamco", extra: extra)
    }

    private func trustAll() throws {
        try home.trust(.coordinator, fixture.coordinator.publicIdentity.fingerprint)
        try home.trust(fixture.agreement.parties[1].id, fixture.identities[1].publicIdentity.fingerprint)
    }

    private func write(_ bundle: SignedAgreement, _ name: String) throws -> String {
        try folder.write(String(decoding: bundle.bytes, as: UTF8.self), to: name)
    }

    private func sign(_ file: String, _ more: String...) async -> Int32 {
        await Symbolon.exitCode(
            ["agreement", "sign", file, "--home", home.path, "--format", "json"] + more)
    }

    @Test("sign refuses keys that are not trusted, then signs, keeps and writes the bundle")
    func sign() async throws {
        let path = try write(SignedAgreement(fixture.agreement), "a.json")
        let out = folder.file("bundle.json")
        #expect(await sign(path, "--out", out) == 77)
        #expect(!FileManager.default.fileExists(atPath: out))
        #expect(try home.agreements().isEmpty)
        try trustAll()
        #expect(await sign(path, "--out", out) == 0)
        let bundle = try SignedAgreement(parsing: Array(folder.text(of: "bundle.json").utf8))
        #expect(bundle.missing.map(\.name) == ["streamco"])
        #expect(try home.agreement(matching: "spring-launch").signedHere)
        // Again, by name and by digits: the same signature.
        #expect(await sign("spring-launch") == 0)
        #expect(await sign(String(fixture.agreement.id.hex.prefix(8))) == 0)
        #expect(await sign(path, "--out", out) == 73)
    }

    @Test("verify says who is missing (1), and is content when all have signed (0)")
    func verify() async throws {
        try trustAll()
        let path = try write(SignedAgreement(fixture.agreement), "a.json")
        #expect(await sign(path) == 0)
        let arguments = ["agreement", "verify", "spring-launch", "--home", home.path, "--format", "json"]
        #expect(await Symbolon.exitCode(arguments) == 1)
        let complete = try write(fixture.signed(), "all.json")
        #expect(
            await Symbolon.exitCode(["agreement", "verify", complete, "--home", home.path, "--format", "json"]) == 0)
        #expect(await Symbolon.exitCode(arguments) == 0)
    }

    @Test("A name that does not exist is missing input, a broken file bad input")
    func missing() async throws {
        let broken = try folder.write("version: 1\nname: [", to: "broken.yaml")
        let json = try folder.write("{\"a\":1.5}", to: "broken.json")
        for (file, code): (String, Int32) in [
            ("no-such-name", 66), ("nowhere.yaml", 66), (broken, 65), (json, 65), (folder.path + "/", 65),
        ] {
            #expect(
                await Symbolon.exitCode(["agreement", "show", file, "--home", home.path, "--format", "json"]) == code)
        }
    }

    @Test("new writes a file that show refuses only for its missing keys, and never over another one")
    func new() async throws {
        let out = folder.file("new.yaml")
        try await Symbolon.run(
            "agreement", "new", "--home", home.path, "--with", "streamco:partner", "--with", "nco:consent", "--out", out
        )
        let text = try folder.text(of: "new.yaml")
        #expect(text.contains(fixture.identities[0].publicIdentity.hex))
        #expect(text.contains("match: acme and streamco and nco"))
        #expect(await Symbolon.exitCode(["agreement", "new", "--home", home.path, "--out", out]) == 73)
        let filled = text.replacing("FILL-IN-64-HEX-DIGITS", with: "@@")
        var keys = (0x10..<0x13).map { $0 }[...]
        var result = ""
        for part in filled.split(separator: "@@", omittingEmptySubsequences: false) {
            result += part
            if let byte = keys.popFirst() { result += try AgreementFixture.identity(UInt8(byte)).publicIdentity.hex }
        }
        // One gap a missing key: coordinator and two parties.
        let lines = result.split(separator: "\n", omittingEmptySubsequences: false)
        let path = try folder.write(lines.joined(separator: "\n"), to: "filled.yaml")
        #expect(filled.components(separatedBy: "@@").count == 4)
        #expect(await Symbolon.exitCode(["agreement", "show", path, "--home", home.path, "--format", "json"]) == 0)
    }

    // MARK: - What signing refuses

    private func refusal(
        _ agreement: Agreement? = nil, key: IdentityKey? = nil, party: String = "acme",
        trusted: [PartyID: Fingerprint]? = nil, enrolledWith: PublicIdentity? = nil, signed: [Agreement] = []
    ) throws -> CommandFailure? {
        let all = [
            PartyID.coordinator: fixture.coordinator.publicIdentity.fingerprint,
            fixture.agreement.parties[1].id: fixture.identities[1].publicIdentity.fingerprint,
        ]
        return SigningRefusal(
            agreement: agreement ?? fixture.agreement, party: try #require(PartyID(party)),
            identity: (key ?? fixture.identities[0]).publicIdentity, trusted: trusted ?? all,
            enrolledWith: enrolledWith,
            signed: signed
        ).reason
    }

    @Test("Nothing stands against an agreement whose keys are trusted")
    func acceptable() throws {
        #expect(try refusal() == nil)
        #expect(try refusal(enrolledWith: fixture.coordinator.publicIdentity, signed: [fixture.agreement]) == nil)
    }

    @Test("An untrusted key is refused with the exact commands")
    func untrusted() throws {
        let coordinator = fixture.coordinator.publicIdentity.fingerprint
        let streamco = fixture.identities[1].publicIdentity.fingerprint
        let first = try #require(try refusal(trusted: [:]))
        #expect(
            first.message.hasSuffix(
                "then run: symbolon parties trust coordinator \(coordinator) && symbolon parties trust streamco \(streamco)"
            ))
        let second = try #require(try refusal(trusted: [.coordinator: coordinator]))
        #expect(second.code == .notPermitted)
        #expect(second.message.hasSuffix("then run: symbolon parties trust streamco \(streamco)"))
        let other = try #require(
            try refusal(trusted: [.coordinator: coordinator, fixture.agreement.parties[1].id: coordinator]))
        #expect(other.message.contains("ANOTHER key is trusted for streamco"))
        #expect(other.message.hasSuffix("symbolon parties trust streamco \(streamco) --replace"))
    }

    @Test("Another own key, no part in it, and another coordinator are refused")
    func foreign() throws {
        #expect(try refusal(key: fixture.identities[1])?.message.contains("this home's is") == true)
        #expect(try refusal(party: "nobody")?.message.contains("nobody is no party of it") == true)
        let other = try AgreementFixture.identity(0x77).publicIdentity
        let reason = try #require(try refusal(enrolledWith: other))
        #expect(reason.message.contains(other.fingerprint.text))
        #expect(reason.code == .notPermitted)
    }

    @Test("A changed agreement under a signed name is refused with the fields that differ")
    func namesake() throws {
        let changed = try Self.fixture(extra: "disclosure: {minimumList: 1, minimumResult: 50}")
        let reason = try #require(try refusal(changed.agreement, signed: [fixture.agreement]))
        #expect(reason.code == .no)
        #expect(reason.message.contains("disclosure.minimumResult: signed 100, here 50"))
    }

    /// Signs one agreement, and then a changed one under its name while a coordinator answers about the first.
    private func signAgain(
        others: Bool = false, _ answer: @escaping @Sendable (SeenRequest) -> ScriptedAnswer
    ) async throws -> Int32 {
        try trustAll()
        #expect(await sign(try write(SignedAgreement(fixture.agreement), "a.json")) == 0)
        if others { try home.save(fixture.signed()) }
        let changed = try Self.fixture(extra: "disclosure: {minimumList: 1, minimumResult: 50}")
        let path = try write(SignedAgreement(changed.agreement), "b.json")
        let site = try Site()
        return try await site.with(answer) { _, server in
            let credentials = try site.credentials()
            try home.saveEnrolment(
                CoordinatorSettings(
                    url: server.url.description, identity: fixture.coordinator.publicIdentity,
                    authority: site.authority.certificate.pem),
                .init(certificate: credentials.certificatePEM, privateKey: credentials.privateKeyPEM))
            return await sign(path)
        }
    }

    @Test("What the coordinator refused can be corrected and signed under the same name")
    func corrected() async throws {
        let first = fixture.agreement.id
        let code = try await signAgain { seen in
            seen.target.contains(first.hex)
                ? .problem(Problem(.notFound, "There is no such agreement here."))
                : .problem(Problem(.badAgreement, "policies: no such pack."))
        }
        // The new one is refused as well, and is kept all the same.
        #expect(code == 65)
        #expect(try home.agreements().map(\.agreement.disclosure.minimumResult) == [50])
        #expect(try home.agreement(matching: "spring-launch").signedHere)
    }

    @Test(
        "A name stays taken where the coordinator has the agreement, cannot be asked for it (69), or another has signed it",
        arguments: ["there", "failing", "countersigned"])
    func taken(how: String) async throws {
        let bytes = try fixture.signed().bytes
        let code = try await signAgain(others: how == "countersigned") { _ in
            switch how {
            case "there": .json(String(decoding: bytes, as: UTF8.self))
            case "failing": .problem(Problem(.internal, "A fault."))
            default: .problem(Problem(.notFound, "There is no such agreement here."))
            }
        }
        #expect(code == (how == "failing" ? 69 : 1))
        #expect(try home.agreements().map(\.agreement.id) == [fixture.agreement.id])
    }

    // MARK: - What was changed

    @Test("A changed file names the changed fields against the signed form")
    func changed() throws {
        let changed = try Self.fixture(extra: "disclosure: {minimumList: 1, minimumResult: 50}")
        let verdict = AgreementVerdict(
            bundle: SignedAgreement(changed.agreement), signedID: nil, known: [try fixture.signed()])
        #expect(verdict.isChanged)
        let standing = AgreementStanding(verdict.bundle, own: nil, trusted: [:])
        #expect(verdict.text(standing).contains("  disclosure.minimumResult: signed 100, here 50"))
        let json = String(decoding: verdict.json(standing).canonicalBytes, as: UTF8.self)
        #expect(json.contains(#""changed":[{"field":"disclosure.minimumResult","here":50,"signed":100}]"#))
        #expect(json.contains(#""signedId":"\#(fixture.agreement.id.hex)""#))
    }

    @Test("A bundle that was changed after signing is told apart, with both identifiers where nothing else is known")
    func changedBundle() throws {
        var bundle = try JSONDecoder().decode(Bundle.self, from: Data(fixture.signed().bytes))
        bundle.agreement.disclosure["minimumResult"] = .number(50)
        let file = try AgreementFile([UInt8](JSONEncoder().encode(bundle)), name: "a.json")
        #expect(file.signedElsewhere == fixture.agreement.id)
        #expect(throws: CommandFailure.self) { try file.requireIntact(name: "a.json") }
        let unknown = AgreementVerdict(bundle: file.bundle, signedID: file.signedElsewhere, known: [])
        #expect(unknown.isChanged)
        let text = unknown.text(AgreementStanding(unknown.bundle, own: nil, trusted: [:]))
        #expect(text.contains(fixture.agreement.id.hex.prefix(16)))
        #expect(text.contains(file.bundle.agreement.id.hex.prefix(16)))
        let known = AgreementVerdict(
            bundle: file.bundle, signedID: file.signedElsewhere, known: [try fixture.signed()])
        #expect(known.changes.map(\.path) == ["disclosure.minimumResult"])
    }

    /// Just enough of a bundle to change a value in it.
    private struct Bundle: Codable {
        enum Value: Codable {
            case number(Int)
            case bool(Bool)

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                if let bool = try? container.decode(Bool.self) {
                    self = .bool(bool)
                } else {
                    self = .number(try container.decode(Int.self))
                }
            }

            func encode(to encoder: any Encoder) throws {
                var container = encoder.singleValueContainer()
                switch self {
                case .number(let number): try container.encode(number)
                case .bool(let bool): try container.encode(bool)
                }
            }
        }

        struct Inner: Codable {
            struct Coordinator: Codable { let name, key: String }
            struct Party: Codable {
                let id, role, key: String
                let cap: Int
                let entitled: Bool
            }
            struct Plan: Codable { let canonicalization, from, until: String }
            struct Validity: Codable { let from, until: String }
            struct Rounds: Codable { let maximum, intervalHours, deadlineHours: Int }

            let version: Int
            let name: String
            let coordinator: Coordinator
            let parties: [Party]
            let match, assurance, sender, purpose: String
            let channels, policies, grants: [String]
            var disclosure: [String: Value]
            let plan: Plan
            let chunkRows, retentionDays: Int
            let validity: Validity
            let rounds: Rounds
        }

        struct Envelope: Codable {
            struct Body: Codable { let agreement, from, type: String }
            let body: Body
            let signature: String
        }

        var agreement: Inner
        let acceptances: [Envelope]
    }
}
