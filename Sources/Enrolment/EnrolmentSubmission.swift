// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing
package import Vocabulary

/// The body of `POST /v1/enrolment`: the signed statement, and beside it the invite's secret where there is one.
package struct EnrolmentSubmission: Equatable, Sendable {
    /// The statement as it came.
    package let statement: Unverified<EnrolmentRequest>
    /// The 16 bytes of the invite's secret; nil for renewal.
    package let secret: [UInt8]?

    /// The largest body: 16 KiB.
    package static let maximumBytes = 16 << 10

    /// Makes the submission of a party that enrols with a code.
    package init(
        enrolling request: CertificateRequest, with code: InviteCode, by key: IdentityKey
    ) throws {
        let body = EnrolmentRequest(
            from: code.party, authority: code.authority, request: request.der, identity: key.publicIdentity,
            invite: code.secretHash)
        statement = Unverified(try Signed(body, by: key))
        secret = code.secret
    }

    /// Makes the submission of a party that renews over a connection with its present certificate.
    package init(
        renewing request: CertificateRequest, party: PartyID, authority: AuthorityFingerprint, by key: IdentityKey
    ) throws {
        let body = EnrolmentRequest(
            from: party, authority: authority, request: request.der, identity: key.publicIdentity, invite: nil)
        statement = Unverified(try Signed(body, by: key))
        secret = nil
    }

    /// Reads a body strictly; throws `JSONError`, `FieldError` or `SignatureError`.
    package init(parsing bytes: some Collection<UInt8>) throws {
        var reader = try ObjectReader(JSONValue(parsing: bytes, maximumBytes: Self.maximumBytes), path: "")
        statement = try Unverified(json: try reader.value("statement"))
        secret = try reader.optionalBytes("secret", count: InviteCode.secretBytes)
        try reader.finish()
    }

    /// The canonical bytes.
    package var bytes: [UInt8] {
        var members: [String: JSONValue] = [
            "statement": .object([
                "body": statement.body.json, "signature": .string(statement.signature.hex),
            ])
        ]
        if let secret { members["secret"] = .string(Hexadecimal.encode(secret)) }
        return JSONValue.object(members).canonicalBytes
    }

    /// Checks all that needs no record: authority, signature, secret against its hash, and the certificate request.
    package func verified(for authority: AuthorityFingerprint) throws(EnrolmentRefusal) -> Signed<EnrolmentRequest> {
        let signed: Signed<EnrolmentRequest>
        do { signed = try statement.verified(by: statement.body.identity) } catch { throw .notSignedByIdentity }
        guard signed.body.authority == authority else { throw .otherAuthority }
        guard secret.map(InviteHash.init(ofSecret:)) == signed.body.invite else { throw .secretMismatch }
        do { _ = try CertificateRequest.verifiedKey(in: signed.body.request) } catch { throw .certificate(error) }
        return signed
    }
}

extension EnrolmentSubmission: CustomStringConvertible, CustomReflectable {
    /// The party alone; the secret is never printed.
    package var description: String { "EnrolmentSubmission(\(statement.body.from))" }

    package var customMirror: Mirror { Mirror(self, children: EmptyCollection()) }
}
