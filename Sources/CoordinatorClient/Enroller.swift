// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Enrolment
package import Signing

/// Enrols a party with an invite, so that a wrong coordinator learns nothing.
///
/// 1. Fetches the authority's certificate from whoever answers; this request holds nothing but its path.
/// 2. Compares it with the fingerprint in the invite, and stops there if it is another one.
/// 3. Connects anew, trusting that certificate alone, and only now sends invite, certificate request and identity key.
package struct Enroller: Sendable {
    private let url: CoordinatorURL

    package init(url: CoordinatorURL) { self.url = url }

    /// Enrols the party of the invite.
    ///
    /// The request must have been stored before: sent again after a lost reply it brings the same certificate.
    ///
    /// Throws `ClientError`: `tls` for a wrong authority, `problem` where the invite is refused.
    package func enrol(
        with code: InviteCode, request: CertificateRequest, identity: IdentityKey, now: Timestamp
    ) async throws -> Enrolled {
        let seen = try await Connection(unverified: url).use { try await $0.authority() }.certificate
        do { try seen.require(code.authority) } catch { throw ClientError.tls("\(error)") }
        return try await Connection(url: url, authority: seen, credentials: nil).use { connection in
            let document = try await connection.authority()
            guard document.certificate == seen else {
                throw ClientError.garbage("GET /v1/authority: the coordinator showed two authorities: do not go on")
            }
            guard document.speaksThisVersion else {
                throw ClientError.garbage(
                    "GET /v1/authority: the coordinator speaks the protocol versions "
                        + "\(document.versions.map(String.init).joined(separator: ", ")), this program version "
                        + "\(AuthorityDocument.version): update the older of the two")
            }
            let submission = try EnrolmentSubmission(enrolling: request, with: code, by: identity)
            let certificate = try await connection.submit(submission, request: request, authority: seen, now: now)
            return Enrolled(authority: document, certificate: certificate)
        }
    }
}
