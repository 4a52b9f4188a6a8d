// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Messages
package import Signing
package import Vocabulary

extension CoordinatorClient {
    /// Fetches a round's status.
    ///
    /// With `wait` (seconds, at most 30) it answers as soon as the revision differs from `since`, or after that time.
    package func status(of round: RoundID, since: Int? = nil, wait: Int? = nil) async throws -> RoundStatus {
        let answer = try await connection.answer(.round(round, since: since), wait: wait)
        let status = try answer.decoded(RoundStatus.init(json:))
        guard status.reference.round == round else { throw answer.garbage("the answer is the status of another round") }
        return status
    }

    /// Fetches what the caller can do in a round now; with `wait` as soon as there is something or the ring has ended.
    package func work(in round: RoundID, wait: Int? = nil) async throws -> RoundWork {
        let answer = try await connection.answer(.work(round), wait: wait)
        let work = try answer.decoded(RoundWork.init(json:))
        guard work.uploads.count <= Limits.workItems, work.turns.count <= Limits.workItems else {
            throw answer.garbage("the answer has more than \(Limits.workItems) uploads or turns")
        }
        return work
    }

    /// Sends the caller's commitment; the same one again is a success.
    package func put(_ commitment: Signed<Commitment>) async throws {
        let route = Route.putCommitment(commitment.body.reference.round, commitment.body.from)
        try await connection.answer(route, body: commitment.bytes).requireSuccess()
    }

    /// Fetches the commitments there are, ring order.
    package func commitments(of round: RoundID) async throws -> [Unverified<Commitment>] {
        try await statements(.commitments(round))
    }

    /// Sends the caller's signature under the transcript.
    package func put(_ transcript: Signed<TranscriptAgreement>) async throws {
        let route = Route.putTranscript(transcript.body.reference.round, transcript.body.from)
        try await connection.answer(route, body: transcript.bytes).requireSuccess()
    }

    /// Fetches the transcript statements there are, ring order.
    package func transcripts(of round: RoundID) async throws -> [Unverified<TranscriptAgreement>] {
        try await statements(.transcripts(round))
    }

    /// Stops a round.
    package func put(_ notice: Signed<StopNotice>) async throws {
        let route = Route.putStop(notice.body.reference.round, notice.body.from)
        try await connection.answer(route, body: notice.bytes).requireSuccess()
    }

    /// Fetches the coordinator's word on how a round ended; the problem `not-found` while there is none.
    package func result(of round: RoundID) async throws -> Unverified<ResultManifest> {
        try await connection.answer(.result(round)).decoded(Unverified.init(json:))
    }

    private func statements<Body: StatementBody>(_ route: Route) async throws -> [Unverified<Body>] {
        let answer = try await connection.answer(route)
        let statements: [Unverified<Body>] = try answer.decodedArray(Unverified.init(json:))
        guard statements.count <= Limits.parties else {
            throw answer.garbage("the answer has more than \(Limits.parties) statements")
        }
        return statements
    }
}
