// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Enrolment
internal import Messages
internal import Signing

extension Connection {
    /// Fetches the authority's document.
    func authority() async throws -> AuthorityDocument {
        try await answer(.authority).decoded { try AuthorityDocument(parsing: $0.canonicalBytes) }
    }

    /// Sends a submission and checks that the grant is what was asked for.
    func submit(
        _ submission: EnrolmentSubmission, request: CertificateRequest, authority: AuthorityCertificate, now: Timestamp
    ) async throws -> PartyCertificate {
        let answer = try await answer(.enrolment, body: submission.bytes)
        let grant = try answer.decoded { try EnrolmentGrant(parsing: $0.canonicalBytes) }
        do {
            return try grant.accepted(
                for: submission.statement.body.from, request: request, authority: authority, now: now)
        } catch {
            throw answer.garbage("the certificate that was granted cannot be used: \(error)")
        }
    }
}
