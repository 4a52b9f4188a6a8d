// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Agreements
package import Columns
package import Messages
package import Signing
package import Vocabulary

/// One round as the coordinator sees it: a state machine without I/O (protocol/v1/matching.md §3 and §4).
///
/// Every message is first *admitted* (checked against the state, nothing changes), then stored by the caller, then *applied*.
/// A round is rebuilt after a restart by applying its stored events in order.
package struct Round: Sendable {
    package let agreement: Agreement
    package let number: UInt32
    package let reference: RoundReference
    /// Seconds since 1970.
    package let openedAt: Int64

    package internal(set) var state = RoundState.gathering
    /// The number of events applied.
    package internal(set) var revision = 0
    /// Ring order; nil where a party has not committed.
    package internal(set) var commitments: [Signed<Commitment>?]
    /// Ring order; nil where a party has not signed T.
    package internal(set) var agreed: [Signed<TranscriptAgreement>?]
    /// T, once all commitments are there.
    package internal(set) var transcript: Digest?
    package internal(set) var board: ChunkBoard?
    package internal(set) var stop: Signed<StopNotice>?
    package internal(set) var result: Signed<ResultManifest>?

    /// Opens a round.
    package init(agreement: Agreement, number: UInt32, openedAt: Int64) {
        self.agreement = agreement
        self.number = number
        self.openedAt = openedAt
        reference = RoundReference(agreement: agreement.id, round: agreement.roundID(number))
        commitments = Array(repeating: nil, count: agreement.parties.count)
        agreed = commitments.map { _ in nil }
    }

    /// Seconds since 1970; after it the round expires.
    package var deadline: Int64 { openedAt + Int64(agreement.rounds.deadlineHours) * 3600 }

    /// Whether every hop of every list is stored, so that tokens can be compared.
    package var isRingComplete: Bool { state == .ring && board?.isComplete == true }

    /// Whether the deadline has passed while the round was still under way.
    package func isOverdue(at now: Int64) -> Bool { !state.isFinal && now >= deadline }

    /// The position of a party in the ring.
    package func position(of party: PartyID) throws -> Int {
        guard let index = agreement.index(of: party) else {
            throw Problem(.wrongParty, "\(party) is not a party of this round's agreement.")
        }
        return index
    }

    /// What the round's parties may know about its progress.
    package var status: RoundStatus {
        let ids = agreement.partyIDs
        return RoundStatus(
            reference: reference, number: number, state: state, revision: revision, openedAt: openedAt,
            deadline: deadline, committed: zip(ids, commitments).filter { $1 != nil }.map(\.0),
            agreed: zip(ids, agreed).filter { $1 != nil }.map(\.0), transcript: transcript,
            chunksDone: board?.stored ?? 0, chunksTotal: board?.total ?? 0, stop: stop.map { Unverified($0) })
    }

    /// Takes an event that was admitted and stored.
    package mutating func apply(_ event: RoundEvent) throws {
        revision += 1
        switch event {
        case .committed(let commitment):
            commitments[try position(of: commitment.body.from)] = commitment
            try formTranscript()
        case .agreed(let agreement):
            agreed[try position(of: agreement.body.from)] = agreement
            if agreed.allSatisfy({ $0 != nil }) { state = .ring }
        case .stored(let chunk):
            guard board != nil, (try? byteCount(at: chunk.place)) != nil else {
                throw Problem(.internal, "A chunk is recorded where the round has no place for one.")
            }
            let list = try position(of: chunk.place.list)
            board?.store(chunk.digest, list: list, hop: chunk.place.hop, chunk: chunk.place.chunk, last: chunk.last)
        case .finished(let manifest):
            result = manifest
            state = manifest.body.decision == .matched ? .matched : .belowMinimum
        case .stopped(let notice):
            stop = notice
            state = .stopped
        case .expired:
            state = .expired
        }
    }

    private mutating func formTranscript() throws {
        let all = commitments.compactMap { $0 }
        guard all.count == commitments.count else { return }
        transcript = Transcript.digest(of: all.map(\.body))
        let layouts = try all.map { try ChunkLayout(rowCount: $0.body.count, chunkRows: agreement.chunkRows) }
        board = ChunkBoard(layouts: layouts)
    }

    /// Refuses a statement that belongs to another agreement or round, or whose signer is not the caller.
    func checkOrigin(of statement: some RoundStatement, caller: PartyID) throws {
        guard statement.reference == reference else {
            throw Problem(.wrongRound, "The statement belongs to another agreement or round.")
        }
        guard statement.from == caller else {
            throw Problem(.wrongParty, "The statement is from \(statement.from), the certificate is \(caller)'s.")
        }
    }

    /// Verifies a statement under the key that the agreement names for its signer.
    func verified<Body: RoundStatement>(_ statement: Unverified<Body>) throws -> Signed<Body> {
        let key = agreement.parties[try position(of: statement.body.from)].key
        do {
            return try statement.verified(by: key)
        } catch {
            throw Problem(
                .badSignature, "The \(Body.type) statement does not verify under \(statement.body.from)'s key.")
        }
    }

    /// Refuses a message that the round's state does not take.
    func require(_ expected: RoundState, for message: String) throws {
        guard state == expected else {
            throw Problem(
                .wrongState, "The round is \(state.rawValue); a \(message) needs it to be \(expected.rawValue).")
        }
    }
}
