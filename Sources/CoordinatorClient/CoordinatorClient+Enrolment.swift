// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Enrolment
package import Signing
package import Vocabulary

extension CoordinatorClient {
    /// Fetches the authority's document over this pinned connection, so that all of it may be believed.
    ///
    /// Refuses a document with another authority than the pinned one.
    package func authority() async throws -> AuthorityDocument { try await connection.authority() }

    /// Renews the party's certificate over a connection with its present one, and checks the new one.
    package func renew(
        _ request: CertificateRequest, party: PartyID, authority: AuthorityCertificate, identity: IdentityKey,
        now: Timestamp
    ) async throws -> PartyCertificate {
        let submission = try EnrolmentSubmission(
            renewing: request, party: party, authority: authority.fingerprint, by: identity)
        return try await connection.submit(submission, request: request, authority: authority, now: now)
    }
}
