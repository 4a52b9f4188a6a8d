// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing

/// The answer of `GET /v1/authority`: who the coordinator is and what it speaks.
///
/// Fetched without verification it proves nothing: only the certificate's fingerprint is looked at. Fetched again over
/// a connection pinned to that certificate, the rest may be believed.
package struct AuthorityDocument: Equatable, Sendable {
    /// The authority's certificate.
    package let certificate: AuthorityCertificate
    /// The coordinator's public identity key.
    package let identity: PublicIdentity
    /// The coordinator's clock.
    package let time: Timestamp
    /// The protocol versions it speaks, ascending.
    package let versions: [Int]
    /// Name and version of its software, for people.
    package let software: String

    /// The version that this code speaks.
    package static let version = 1
    /// The largest answer: 16 KiB.
    package static let maximumBytes = 16 << 10

    package init(
        certificate: AuthorityCertificate, identity: PublicIdentity, time: Timestamp, software: String,
        versions: [Int] = [version]
    ) {
        self.certificate = certificate
        self.identity = identity
        self.time = time
        self.versions = versions
        self.software = software
    }

    /// Reads an answer strictly; throws `JSONError` or `FieldError`.
    package init(parsing bytes: some Collection<UInt8>) throws {
        var reader = try ObjectReader(JSONValue(parsing: bytes, maximumBytes: Self.maximumBytes), path: "")
        let pem = try reader.string("certificate", maximumBytes: Self.maximumBytes)
        do { certificate = try AuthorityCertificate(pem: pem) } catch { throw reader.error("certificate", "\(error)") }
        identity = try reader.identity("identity")
        time = try reader.timestamp("time")
        software = try reader.string("software", maximumBytes: 128)
        versions = try reader.array("versions", count: 1...16).map { value in
            guard case .integer(let number) = value, let version = Int(exactly: number), version > 0 else {
                throw reader.error("versions", "expected version numbers")
            }
            return version
        }
        guard versions == Set(versions).sorted() else { throw reader.error("versions", "expected ascending numbers") }
        try reader.finish()
    }

    /// The canonical bytes.
    package var bytes: [UInt8] {
        JSONValue.object([
            "certificate": .string(certificate.pem), "identity": .string(identity.hex), "time": .string(time.text),
            "versions": .array(versions.map { .integer(Int64($0)) }), "software": .string(software),
        ]).canonicalBytes
    }

    /// Says whether both sides have a version in common.
    package var speaksThisVersion: Bool { versions.contains(Self.version) }
}
