// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Consent
internal import Messages
package import Signing
package import Vocabulary

extension CoordinatorClient {
    /// Sends a page of the caller's records; the same one again is a success.
    package func put(_ page: Signed<RecordPage>) async throws {
        let route = Route.putRecords(page.body.reference.round, page.body.from, page: page.body.page)
        try await connection.answer(route, body: page.bytes).requireSuccess()
    }

    /// Fetches how far the records of a round are; with `wait` as soon as they are decided or the revision differs from
    /// `since`.
    package func records(of round: RoundID, since: Int? = nil, wait: Int? = nil) async throws -> RecordsStatus {
        try await connection.answer(.records(round, since: since), wait: wait).decoded(RecordsStatus.init(json:))
    }

    /// Sends a revocation and gets the coordinator's receipt, which the caller verifies.
    package func put(_ revocation: Signed<Revocation>) async throws -> Unverified<RevocationReceipt> {
        let route = Route.putRevocation(revocation.body.reference.round, revocation.body.handle)
        return try await connection.answer(route, body: revocation.bytes).decoded(Unverified.init(json:))
    }

    /// Fetches what the coordinator knows of one of the brand's own rows.
    package func member(_ handle: Handle, in round: RoundID) async throws -> MemberStory {
        let answer = try await connection.answer(.member(round, handle))
        let story = try answer.decoded(MemberStory.init(json:))
        guard story.handle == handle else { throw answer.garbage("the answer is about another row") }
        return story
    }

    /// Fetches the log's entries after one, as the canonical bytes of their envelopes; at most 1,000, none at the end.
    ///
    /// Nothing is verified here: the caller checks signatures and chain.
    package func log(of agreement: AgreementID, after sequence: Int64) async throws -> [[UInt8]] {
        let answer = try await connection.answer(.log(agreement, after: sequence))
        let entries = try answer.decodedArray { $0.canonicalBytes }
        guard entries.count <= Limits.pageEntries else {
            throw answer.garbage("the answer has more than \(Limits.pageEntries) entries")
        }
        return entries
    }
}
