// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Enrolment
import Signing

/// What was sent to enrol, kept in the home until the answer is stored.
///
/// The coordinator knows a repeated enrolment by the bytes of its request: the same ones must be sent again after a lost
/// reply, or the invite would be burnt. Holds a private key.
package struct PendingEnrolment {
    /// SHA-256 of the invite's secret; nil for a renewal.
    package let invite: InviteHash?
    /// Of the coordinator's authority.
    package let authority: AuthorityFingerprint
    package let request: CertificateRequest

    package init(invite: InviteHash?, authority: AuthorityFingerprint, request: CertificateRequest) {
        self.invite = invite
        self.authority = authority
        self.request = request
    }

    /// Reads what `bytes` wrote; throws where it was damaged.
    package init(parsing bytes: [UInt8]) throws {
        var reader = try ObjectReader(JSONValue(parsing: bytes), path: "")
        guard try reader.integer("version") == 1 else { throw reader.error("version", "expected 1") }
        guard let authority = AuthorityFingerprint(hex: try reader.string("authority")) else {
            throw reader.error("authority", "expected 64 hexadecimal digits")
        }
        self.authority = authority
        invite = reader.has("invite") ? InviteHash(hex: try reader.string("invite")) : nil
        request = try CertificateRequest(
            pem: reader.string("request", maximumBytes: 1 << 16),
            privateKeyPEM: reader.string("privateKey", maximumBytes: 1 << 16))
    }

    /// The file's bytes.
    package var bytes: [UInt8] {
        var members: [String: JSONValue] = [
            "version": .integer(1), "authority": .string(authority.hex), "request": .string(request.pem),
            "privateKey": .string(request.privateKeyPEM),
        ]
        if let invite { members["invite"] = .string(invite.hex) }
        return JSONValue.object(members).canonicalBytes
    }
}

extension PendingEnrolment: CustomStringConvertible, CustomReflectable {
    /// The key is never printed.
    package var description: String { "PendingEnrolment(private)" }

    package var customMirror: Mirror { Mirror(self, children: EmptyCollection()) }
}
