// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Crypto
package import Signing
package import Vocabulary

/// What a party signs to get a client certificate: enrolment with an invite, or renewal without.
///
/// Signed by the identity key it holds, which proves possession. The invite's secret is not part of it, only its hash:
/// the statement can be kept as evidence without making the code known.
package struct EnrolmentRequest: StatementBody {
    package static let type = "enrolment"

    /// The largest certificate request taken, in bytes; a P-256 request has about 200.
    package static let maximumRequestBytes = 2048

    /// The party that wants the certificate.
    package let from: PartyID
    /// The authority that is to issue it: binds the statement to one coordinator.
    package let authority: AuthorityFingerprint
    /// The DER encoding of the certificate request.
    package let request: [UInt8]
    /// The identity key that signs.
    package let identity: PublicIdentity
    /// The hash of the invite's secret; nil for renewal.
    package let invite: InviteHash?

    package init(
        from: PartyID, authority: AuthorityFingerprint, request: [UInt8], identity: PublicIdentity, invite: InviteHash?
    ) {
        self.from = from
        self.authority = authority
        self.request = request
        self.identity = identity
        self.invite = invite
    }

    package init(reading reader: inout ObjectReader) throws {
        from = try reader.party("from")
        guard from != .coordinator else { throw reader.error("from", "no party may be called coordinator") }
        authority = try reader.fingerprint("authority")
        let digits = try reader.string("request", maximumBytes: 2 * Self.maximumRequestBytes)
        guard !digits.isEmpty, let request = Hexadecimal.decode(digits, count: digits.utf8.count / 2) else {
            throw reader.error("request", "expected 1 to \(Self.maximumRequestBytes) bytes in lowercase hexadecimal")
        }
        self.request = request
        identity = try reader.identity("identity")
        if let bytes = try reader.optionalBytes("invite", count: 32) {
            invite = InviteHash(hex: Hexadecimal.encode(bytes))
        } else {
            invite = nil
        }
    }

    package var fields: [String: JSONValue] {
        var fields: [String: JSONValue] = [
            "from": .string(from.name), "authority": .string(authority.hex),
            "request": .string(Hexadecimal.encode(request)), "identity": .string(identity.hex),
        ]
        if let invite { fields["invite"] = .string(invite.hex) }
        return fields
    }

    /// What makes two requests the same use of an invite: SHA-256(SHA-256(request) ‖ identity), 32 bytes.
    package var useDigest: [UInt8] {
        var hash = SHA256()
        hash.update(data: Array(SHA256.hash(data: request)))
        hash.update(data: identity.bytes)
        return Array(hash.finalize())
    }
}
