// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Agreements
package import Messages
package import Signing
package import Vocabulary

extension CoordinatorClient {
    /// Lists the caller's agreements.
    package func agreements() async throws -> [AgreementSummary] {
        try await connection.answer(.agreements).decodedArray(AgreementSummary.init(json:))
    }

    /// Fetches an agreement with the acceptances the coordinator has, every one of them verified.
    ///
    /// With `wait` (seconds, at most 30) it answers as soon as there are more than `since` acceptances, or after that
    /// time with what there is. An agreement with another identifier than the one asked for is refused.
    package func agreement(_ id: AgreementID, since: Int? = nil, wait: Int? = nil) async throws -> SignedAgreement {
        let answer = try await connection.answer(.agreement(id, since: since), wait: wait)
        let bundle = try answer.decoded(SignedAgreement.init(json:))
        guard bundle.agreement.id == id else { throw answer.garbage("the answer is another agreement") }
        return bundle
    }

    /// Uploads an agreement with the acceptances this party has; the coordinator merges them with its own.
    package func put(_ bundle: SignedAgreement) async throws {
        try await connection.answer(.putAgreement(bundle.agreement.id), body: bundle.bytes).requireSuccess()
    }

    /// Fetches the statuses of an agreement's rounds, newest first.
    package func rounds(of agreement: AgreementID) async throws -> [RoundStatus] {
        let answer = try await connection.answer(.rounds(agreement))
        let statuses = try answer.decodedArray(RoundStatus.init(json:))
        guard statuses.allSatisfy({ $0.reference.agreement == agreement }) else {
            throw answer.garbage("a round of the answer belongs to another agreement")
        }
        let numbers = statuses.map(\.number)
        guard zip(numbers, numbers.dropFirst()).allSatisfy({ $0 > $1 }) else {
            throw answer.garbage("the rounds of the answer are not in order, newest first")
        }
        return statuses
    }

    /// Opens a round.
    ///
    /// The number in the statement makes it open one round at most. When the answer to it was lost, asking again may be
    /// refused with `round-open`: `rounds(of:)` then shows the round.
    package func open(_ opening: Signed<RoundOpening>) async throws -> RoundStatus {
        let reference = opening.body.reference
        let answer = try await connection.answer(.openRound(reference.agreement), body: opening.bytes)
        let status = try answer.decoded(RoundStatus.init(json:))
        guard status.reference == reference else { throw answer.garbage("the answer is the status of another round") }
        return status
    }
}
