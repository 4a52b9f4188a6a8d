// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Coordinator
internal import Enrolment
internal import Logging
internal import Signing

/// Certificates and keys of a coordinator, read from its home.
struct ServerMaterial {
    let authority: CertificateAuthority
    let credentials: ServerKeyPair
    let identity: IdentityKey

    /// A server certificate that ends within this many seconds is renewed at a start: 30 days.
    private static let renewalWindow: Int64 = 30 * 86_400

    /// Reads everything, and renews the server's certificate where it ends soon or is for other hosts.
    init(of configuration: ServerConfiguration, now: Timestamp, logger: Logger) throws {
        let files = configuration.files
        do {
            authority = try CertificateAuthority(
                certificatePEM: PrivateDocument.read(files.authorityCertificate, isPrivate: false),
                privateKeyPEM: PrivateDocument.read(files.authorityKey))
        } catch let fault as CertificateFault {
            throw CommandFailure(.badConfiguration, "\(files.authorityCertificate): \(fault)")
        }
        guard authority.certificate.isValid(at: now) else {
            throw CommandFailure(
                .badConfiguration, "\(files.authorityCertificate): not valid now; check the clock, or make a new home")
        }
        if authority.certificate.notAfter.seconds - now.seconds < 2 * Self.renewalWindow {
            logger.warning(
                "the authority's certificate ends soon: plan a new home and new enrolments",
                metadata: ["until": "\(authority.certificate.notAfter)"])
        }
        identity = try IdentityFile.read(files.identityKey)
        credentials = try Self.credentials(of: configuration, by: authority, now: now, logger: logger)
    }

    private static func credentials(
        of configuration: ServerConfiguration, by authority: CertificateAuthority, now: Timestamp, logger: Logger
    ) throws -> ServerKeyPair {
        let files = configuration.files
        let pem = try PrivateDocument.read(files.serverCertificate, isPrivate: false)
        let key = try PrivateDocument.read(files.serverKey)
        let present: ServerCertificate
        do { present = try ServerCertificate(pem: pem) } catch {
            throw CommandFailure(.badConfiguration, "\(files.serverCertificate): \(error)")
        }
        let isCurrent = present.notAfter.seconds - now.seconds >= renewalWindow
        guard !isCurrent || hostKeys(present.hosts) != hostKeys(configuration.hosts) else {
            return ServerKeyPair(certificatePEM: pem, privateKeyPEM: key)
        }
        var generator = SystemRandomNumberGenerator()
        let renewed = try authority.serverCredentials(for: configuration.hosts, now: now, using: &generator)
        // Each start makes a new pair where the last one was cut short between the two files.
        try PrivateDocument.replace(files.serverKey, with: renewed.privateKeyPEM)
        try PrivateDocument.replace(files.serverCertificate, with: renewed.certificatePEM)
        logger.notice(
            "the server's certificate was renewed",
            metadata: ["reason": isCurrent ? "other hosts" : "it ends soon", "until": "\(present.notAfter)"])
        return ServerKeyPair(certificatePEM: renewed.certificatePEM, privateKeyPEM: renewed.privateKeyPEM)
    }

    /// Compares addresses by their bytes, names by their letters.
    private static func hostKeys(_ hosts: [ServerHost]) -> Set<[UInt8]> {
        Set(hosts.map { $0.address ?? Array("name \($0.text)".utf8) })
    }
}
