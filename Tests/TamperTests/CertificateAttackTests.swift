// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Coordinator
import CoordinatorClient
import Enrolment
import Messages
import Signing
import TestSupport
import Testing
import Vocabulary

/// Clients that are not who they must be (protocol/v1/http.md §1).
@Suite struct CertificateAttackTests {
    /// Expects TLS itself to fail, with a sentence and not a library's error.
    private func expectHandshakeFails(
        _ text: String, sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> Void
    ) async {
        do {
            try await body()
            Issue.record("the connection was accepted", sourceLocation: sourceLocation)
        } catch ClientError.tls(let sentence) {
            #expect(sentence.contains(text), "\(sentence)", sourceLocation: sourceLocation)
            #expect(!sentence.contains("BoringSSL"), sourceLocation: sourceLocation)
        } catch {
            Issue.record("\(error); expected TLS to fail", sourceLocation: sourceLocation)
        }
    }

    @Test("Another party's certificate opens none of a party's routes")
    func otherParty() async throws {
        try await Stage.with { stage in
            let (acme, thief) = (stage.cast.id(0), stage.clients[1])
            await expectRefusal(.wrongParty) { try await thief.put(stage.cast.commitment(0)) }
            try await stage.enterRing()
            await expectRefusal(.wrongParty) { try await thief.put(stage.cast.agreed(0)) }
            await expectRefusal(.wrongParty) { try await thief.put(stage.cast.stop(0)) }
            await expectRefusal(.wrongParty) { try await stage.upload(0, 0, from: 1) }
            try await stage.finish()
            await expectRefusal(.wrongParty, "This route is acme's") {
                _ = try await thief.rows(of: acme, page: 0, in: stage.cast.round)
            }
            await expectRefusal(.notEntitled) {
                _ = try await thief.rows(of: stage.cast.id(1), page: 0, in: stage.cast.round)
            }
        }
    }

    @Test("A party of no agreement sees none of its rounds")
    func stranger() async throws {
        try await Stage.with { stage in
            let stranger = try #require(PartyID("stranger"))
            try await stage.coordinator.withClient(of: stranger) { client in
                let agreements = try await client.agreements()
                #expect(agreements.isEmpty)
                await expectRefusal(.wrongParty) { _ = try await client.agreement(stage.cast.agreement.id) }
                await expectRefusal(.wrongParty) { _ = try await client.rounds(of: stage.cast.agreement.id) }
                await expectRefusal(.wrongParty) { _ = try await client.status(of: stage.cast.round) }
                await expectRefusal(.wrongParty) { _ = try await client.commitments(of: stage.cast.round) }
                await expectRefusal(.wrongParty) { _ = try await client.transcripts(of: stage.cast.round) }
                await expectRefusal(.wrongParty) { _ = try await client.work(in: stage.cast.round) }
                await expectRefusal(.wrongParty) { _ = try await client.result(of: stage.cast.round) }
                await expectRefusal(.wrongParty) { try await client.put(stage.cast.fixture.signed()) }
            }
        }
    }

    @Test("Without a certificate everything but authority and enrolment is closed")
    func none() async throws {
        try await Stage.with { stage in
            try await stage.coordinator.withClient(nil) { client in
                let document = try await client.authority()
                #expect(document.certificate == stage.coordinator.site.authority.certificate)
                await expectRefusal(.certificateRequired) { _ = try await client.agreements() }
                await expectRefusal(.certificateRequired) { _ = try await client.status(of: stage.cast.round) }
                await expectRefusal(.certificateRequired) { try await client.put(stage.cast.commitment(0)) }
                await expectRefusal(.certificateRequired) {
                    try await client.upload(
                        stage.cast.chunk(0), kind: .elements, at: stage.cast.place(0, hop: 0), in: stage.cast.round)
                }
            }
        }
    }

    @Test("An expired certificate fails the handshake")
    func expired() async throws {
        try await TestCoordinator.with { coordinator in
            let acme = try #require(PartyID("acme"))
            let old = try coordinator.site.credentials(acme, ago: 370 * 86_400)
            await expectHandshakeFails("expired") {
                try await coordinator.withClient(old) { _ = try await $0.agreements() }
            }
        }
    }

    @Test("A certificate of a self-made authority fails the handshake, whatever name it bears")
    func selfMade() async throws {
        try await TestCoordinator.with { coordinator in
            let acme = try #require(PartyID("acme"))
            let forged = try Site(seed: 2).credentials(acme)
            await expectHandshakeFails("") {
                try await coordinator.withClient(forged) { _ = try await $0.agreements() }
            }
        }
    }

    @Test("A server of a self-made authority is refused before anything is sent")
    func wrongServer() async throws {
        try await TestCoordinator.with(site: Site(seed: 2)) { impostor in
            let home = try Site()
            let credentials = try home.credentials(#require(PartyID("acme")))
            let url = try CoordinatorURL("https://127.0.0.1:\(impostor.port)")
            await expectHandshakeFails("") {
                try await CoordinatorClient.withClient(
                    of: url, authority: home.authority.certificate, credentials: credentials
                ) { _ = try await $0.agreements() }
            }
        }
    }

    @Test("A certificate of the authority that is no party's opens nothing")
    func noParty() async throws {
        try await TestCoordinator.with { coordinator in
            let keys = try coordinator.site.serverKeys()
            let credentials = ClientCredentials(certificatePEM: keys.certificatePEM, privateKeyPEM: keys.privateKeyPEM)
            do {
                try await coordinator.withClient(credentials) { _ = try await $0.agreements() }
                Issue.record("the server's own certificate passed for a party's")
            } catch let error as ClientError {
                // TLS refuses its purpose, or else the application its name.
                if case .tls = error { return }
                #expect(error.problemCode == .wrongParty, "\(error)")
            }
        }
    }
}
