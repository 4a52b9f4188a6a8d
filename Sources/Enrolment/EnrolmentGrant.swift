// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing
package import Vocabulary

/// The answer of `POST /v1/enrolment`: the client certificate.
package struct EnrolmentGrant: Equatable, Sendable {
    /// The party it is for.
    package let party: PartyID
    /// The certificate.
    package let certificate: PartyCertificate

    /// The largest answer: 16 KiB.
    package static let maximumBytes = 16 << 10

    package init(_ certificate: PartyCertificate) {
        party = certificate.party
        self.certificate = certificate
    }

    /// Reads an answer strictly; throws `JSONError` or `FieldError`.
    package init(parsing bytes: some Collection<UInt8>) throws {
        var reader = try ObjectReader(JSONValue(parsing: bytes, maximumBytes: Self.maximumBytes), path: "")
        party = try reader.party("party")
        let pem = try reader.string("certificate", maximumBytes: Self.maximumBytes)
        do { certificate = try PartyCertificate(pem: pem) } catch { throw reader.error("certificate", "\(error)") }
        guard certificate.party == party else {
            throw reader.error("certificate", "expected one for the party of this answer")
        }
        try reader.finish()
    }

    /// The canonical bytes.
    package var bytes: [UInt8] {
        JSONValue.object(["party": .string(party.name), "certificate": .string(certificate.pem)]).canonicalBytes
    }

    /// Checks at the client that this is what was asked for: right party, own key, pinned authority, valid now.
    package func accepted(
        for party: PartyID, request: CertificateRequest, authority: AuthorityCertificate, now: Timestamp
    ) throws(CertificateFault) -> PartyCertificate {
        guard party == self.party else { throw .otherParty(expected: party, found: self.party) }
        try certificate.require(keyOf: request)
        try certificate.verify(authority: authority, now: now)
        return certificate
    }
}
