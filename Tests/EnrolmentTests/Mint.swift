// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Crypto
import Enrolment
import FoundationEssentials
import Signing
import SwiftASN1
import TestSupport
import Vocabulary
import X509

/// A fixed clock, fixed randomness and certificates of every shape, made in process.
struct Mint {
    static let now = moment("2026-03-01T12:00:00Z")
    static let year: Int64 = 365 * 86_400

    static func moment(_ text: String) -> Timestamp {
        guard let moment = Timestamp(text) else { preconditionFailure("the test's own time is wrong: \(text)") }
        return moment
    }

    static func later(_ seconds: Int64) -> Timestamp {
        guard let moment = Timestamp(seconds: now.seconds + seconds) else { preconditionFailure("beyond 9999") }
        return moment
    }

    static func party(_ name: String = "acme") -> PartyID {
        guard let party = PartyID(name) else { preconditionFailure("the test's own name is wrong: \(name)") }
        return party
    }

    static func authority(_ name: String = "Example", now: Timestamp = now, seed: UInt64 = 1) throws
        -> CertificateAuthority
    {
        var generator = SeededGenerator(seed: seed)
        return try CertificateAuthority.create(name: name, now: now, using: &generator)
    }

    static func code(_ party: PartyID = party(), authority: CertificateAuthority, seed: UInt64 = 7) throws -> InviteCode
    {
        var generator = SeededGenerator(seed: seed)
        return try InviteCode(for: party, authority: authority.certificate.fingerprint, using: &generator)
    }

    static func issue(
        _ authority: CertificateAuthority, to party: PartyID = party(), request: CertificateRequest? = nil,
        now: Timestamp = now
    ) throws -> PartyCertificate {
        var generator = SeededGenerator(seed: 99)
        let request = try request ?? CertificateRequest()
        return try authority.clientCertificate(for: party, request: request.der, now: now, using: &generator)
    }

    /// A certificate of any shape, signed with a key of its own unless one is given.
    static func certificate(
        names: [GeneralName] = [.uniformResourceIdentifier("symbolon:party:acme")],
        usages: [ExtendedKeyUsage.Usage] = [.clientAuth],
        constraints: BasicConstraints? = .notCertificateAuthority,
        keyUsage: KeyUsage = KeyUsage(digitalSignature: true), pathSubject: String = "acme",
        key: P256.Signing.PrivateKey = P256.Signing.PrivateKey(), issuer: String = "acme",
        signer: P256.Signing.PrivateKey? = nil
    ) throws -> [UInt8] {
        let certificate = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: Certificate.PublicKey(key.publicKey),
            notValidBefore: Date(timeIntervalSince1970: Double(now.seconds - 300)),
            notValidAfter: Date(timeIntervalSince1970: Double(now.seconds + year)),
            issuer: try DistinguishedName { CommonName(issuer) },
            subject: try DistinguishedName { CommonName(pathSubject) },
            extensions: try Certificate.Extensions {
                if let constraints { Critical(constraints) }
                Critical(keyUsage)
                if !usages.isEmpty { try ExtendedKeyUsage(usages) }
                if !names.isEmpty { SubjectAlternativeNames(names) }
            },
            issuerPrivateKey: Certificate.PrivateKey(signer ?? key))
        return try serialized(certificate)
    }

    static func serialized(_ element: some DERSerializable) throws -> [UInt8] {
        var serializer = DER.Serializer()
        try serializer.serialize(element)
        return serializer.serializedBytes
    }
}
