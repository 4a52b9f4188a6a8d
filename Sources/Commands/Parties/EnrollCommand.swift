// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CoordinatorClient
import Enrolment
import Foundation
import Home
import Messages
import Signing
import Vocabulary

/// `symbolon enroll`: gets or renews this party's client certificate.
struct EnrollCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enroll",
        abstract: "Get this party's TLS certificate from the coordinator, or renew it.",
        discussion: """
            The coordinator's operator gives you URL and invite over another channel. The invite names your party and \
            holds the fingerprint of the coordinator's authority: whoever else answers at the URL is refused before anything \
            is sent. If the connection is lost, run the same command again; the invite is not used up.

            Example: symbolon enroll https://symbolond.example:8443 --invite symbolon-invite-1.acme.…
                     symbolon enroll --renew

            JSON: {"authority", "coordinator", "coordinatorFingerprint", "party", "renewed", "url", "validUntil"}
            """)

    @OptionGroup var home: HomeOptions

    @Argument(help: "Where the coordinator is: https://HOST or https://HOST:PORT. Not needed with --renew.")
    var url: String?

    @Option(help: "The invite code; - reads it from standard input, so that it stands in no list of processes.")
    var invite: String?

    @Flag(help: "Renew the certificate with the present one; also moves the home to a new URL of the same coordinator.")
    var renew = false

    @Option(help: "How the result is printed.")
    var format = OutputFormat.text

    func validate() throws {
        guard renew != (invite != nil) else {
            throw ValidationError("Give either URL and --invite CODE, or --renew.")
        }
        guard renew || url != nil else { throw ValidationError("Give the coordinator's URL: https://HOST:PORT.") }
    }

    func run() async throws {
        let home = try home.open()
        let now = try SystemClock.now()
        let report = renew ? try await renew(home, now) : try await enrol(home, now)
        switch format {
        case .text: try StandardOutput.write(line: report.text)
        case .json: try StandardOutput.write(json: report.json)
        }
    }

    // MARK: - First certificate

    private func enrol(_ home: Home, _ now: Timestamp) async throws -> EnrolmentReport {
        let url = try CoordinatorURL(url ?? "")
        let code = try InviteCode(inviteText())
        guard code.party == home.party else {
            throw CommandFailure(
                "--invite: the invite is for party \(code.party), and this home is party \(home.party)'s: ask for one of "
                    + "your own, or name the other home with --home",
                .notPermitted)
        }
        let request = try pendingRequest(in: home, invite: code.secretHash, authority: code.authority)
        let enrolled: Enrolled
        do {
            enrolled = try await Enroller(url: url).enrol(
                with: code, request: request, identity: home.identityKey(), now: now)
        } catch let error as ClientError where error.problemCode == .inviteRefused {
            // The command was run again after it had succeeded: the certificate is here.
            guard let report = try? presentReport(home, now), report.authority == code.authority, report.url == url.text
            else { throw error }
            StandardError.write("symbolon: this invite is used up, and this home has its certificate already\n")
            return report
        }
        try requireTrusted(enrolled.authority.identity, home)
        let settings = CoordinatorSettings(
            url: url.text, identity: enrolled.authority.identity, authority: enrolled.authority.certificate.pem)
        try home.saveEnrolment(
            settings, .init(certificate: enrolled.certificate.pem, privateKey: request.privateKeyPEM))
        return EnrolmentReport(
            home.party, settings, authority: enrolled.authority.certificate.fingerprint,
            certificate: enrolled.certificate, isRenewal: false)
    }

    private func inviteText() throws -> String {
        guard let invite else { return "" }
        guard invite == "-" else { return invite }
        return String(decoding: try FileHandle.standardInput.readToEnd() ?? Data(), as: UTF8.self)
    }

    /// The request that was sent before, where there is one for the same invite; else a new one, stored first.
    private func pendingRequest(
        in home: Home, invite: InviteHash?, authority: AuthorityFingerprint
    ) throws -> CertificateRequest {
        if let bytes = try home.pendingEnrolment(), let pending = try? PendingEnrolment(parsing: bytes),
            pending.invite == invite, pending.authority == authority
        {
            return pending.request
        }
        let request = try CertificateRequest()
        try home.savePendingEnrolment(
            PendingEnrolment(invite: invite, authority: authority, request: request).bytes)
        return request
    }

    private func requireTrusted(_ identity: PublicIdentity, _ home: Home) throws {
        guard let trusted = try home.trustedFingerprint(of: .coordinator), trusted != identity.fingerprint else {
            return
        }
        throw CommandFailure(
            "the coordinator's key has the fingerprint \(identity.fingerprint), trusted is \(trusted): ask its operator over "
                + "another channel; if the new one is right: symbolon parties trust coordinator "
                + "\(identity.fingerprint) --replace, then enrol again",
            .notPermitted)
    }

    // MARK: - Renewal

    private func renew(_ home: Home, _ now: Timestamp) async throws -> EnrolmentReport {
        let pinned = try CoordinatorConnection.pinned(home)
        let url = try url.map { try CoordinatorURL($0) } ?? pinned.url
        let key = try home.identityKey()
        let request = try pendingRequest(in: home, invite: nil, authority: pinned.authority.fingerprint)
        let (document, certificate) = try await CoordinatorConnection.run(from: home, at: url) { client in
            let document = try await client.authority()
            try requireTrusted(document.identity, home)
            let certificate = try await client.renew(
                request, party: home.party, authority: pinned.authority, identity: key, now: now)
            return (document, certificate)
        }
        let settings = CoordinatorSettings(
            url: url.text, identity: document.identity, authority: document.certificate.pem)
        try home.saveEnrolment(settings, .init(certificate: certificate.pem, privateKey: request.privateKeyPEM))
        return EnrolmentReport(
            home.party, settings, authority: document.certificate.fingerprint, certificate: certificate,
            isRenewal: true)
    }

    /// What a home that has enrolled has, where its certificate is valid.
    private func presentReport(_ home: Home, _ now: Timestamp) throws -> EnrolmentReport? {
        guard let settings = try home.configuration().coordinator else { return nil }
        let authority = try AuthorityCertificate(pem: settings.authority)
        let certificate = try PartyCertificate(pem: home.clientCredentials().certificate)
        try certificate.verify(authority: authority, now: now)
        return EnrolmentReport(
            home.party, settings, authority: authority.fingerprint, certificate: certificate, isRenewal: false)
    }
}
