// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Blinding
import CoordinatorClient
import Home
import Messages
import Signing
import Vocabulary

extension Join {
    /// Commits, waits for all commitments, verifies them, signs T, and waits for all signatures on the same T.
    func agreeOnTranscript(
        _ round: HomeRound, status: RoundStatus, under agreement: Agreement
    ) async throws -> CommitmentSet {
        let own = try ownCommitment(of: round, under: agreement)
        if round.step == .prepared || round.step == .committed { try await commit(own, of: round) }
        let statements = try await allCommitments(of: round, under: agreement)
        let commitments: CommitmentSet
        do {
            commitments = try CommitmentSet(statements, agreement: agreement, number: round.number, own: own)
        } catch {
            try keep(.array(statements.map(\.json)), as: "commitments.json", of: round.id)
            throw error
        }
        try await sign(commitments, of: round)
        try await allSignatures(on: commitments, of: round)
        return commitments
    }

    private func ownCommitment(of round: HomeRound, under agreement: Agreement) throws -> Signed<Commitment> {
        guard let identity = agreement.identity(of: home.party) else {
            throw JoinError.unlike("\(home.party) is not a party of agreement \(agreement.name)")
        }
        return try Unverified<Commitment>(parsing: home.commitment(of: round.id)).verified(by: identity)
    }

    private func commit(_ own: Signed<Commitment>, of round: HomeRound) async throws {
        try home.markCommitted(round.id)
        do {
            try await ask { try await client.put(own) }
        } catch let error as ClientError where error.problemCode == .alreadyCommitted {
            try home.end(round.id, .burnt, at: now())
            throw JoinError.stateLost(number: round.number)
        } catch let error as ClientError where error.problemCode == .wrongState {
            // The round may have moved on with this very commitment, or ended; the status tells.
            try await checkGoingOn(round)
        }
    }

    private func allCommitments(of round: HomeRound, under agreement: Agreement) async throws -> [Unverified<
        Commitment
    >] {
        try await poll(round, until: { $0.committed.count == agreement.parties.count }) { status in
            let missing = agreement.partyIDs.filter { !status.committed.contains($0) }
            report(.waitingForCommitments(of: missing))
            return "the commitments of \(missing.map(\.name).joined(separator: ", "))"
        }
        return try await ask { try await client.commitments(of: round.id) }
    }

    private func sign(_ commitments: CommitmentSet, of round: HomeRound) async throws {
        let body = TranscriptAgreement(
            reference: commitments.reference, from: home.party, transcript: commitments.transcript)
        let signed = try Signed(body, by: home.identityKey())
        let rows = commitments.foreignRows(for: home.party)
        let exposure: Exposure
        do {
            exposure = try home.agree(
                to: commitments.transcript, of: round.id, statement: signed.bytes, foreignRows: rows,
                limit: exposureLimit)
        } catch HomeError.otherTranscript(let id) {
            // The coordinator showed this party other commitments before; these carry the signatures of the others.
            try keep(.array(commitments.commitments.map(\.json)), as: "commitments.json", of: round.id)
            throw HomeError.otherTranscript(id)
        }
        report(.agreed(foreignRows: rows, charged: exposure.charged, limit: exposure.limit))
        do {
            try await ask { try await client.put(signed) }
        } catch let error as ClientError where error.problemCode == .wrongRound {
            let shown = commitments.commitments.map(\.json)
            try keep(.array(shown), as: "commitments.json", of: round.id)
            throw BlindingError.ownTranscriptRefused
        } catch let error as ClientError where error.problemCode == .wrongState {
            try await checkGoingOn(round)
        }
    }

    private func allSignatures(on commitments: CommitmentSet, of round: HomeRound) async throws {
        let agreement = commitments.agreement
        try await poll(round, until: { $0.agreed.count == agreement.parties.count }) { status in
            let missing = agreement.partyIDs.filter { !status.agreed.contains($0) }
            report(.waitingForTranscripts(of: missing))
            return "the transcript signatures of \(missing.map(\.name).joined(separator: ", "))"
        }
        let statements = try await ask { try await client.transcripts(of: round.id) }
        do {
            guard try commitments.verify(statements) else {
                throw ClientError.garbage("the coordinator does not show all transcript signatures")
            }
        } catch BlindingError.otherTranscript(let accused) {
            try keep(.array(statements.map(\.json)), as: "transcripts.json", of: round.id)
            try keep(.array(commitments.commitments.map(\.json)), as: "commitments.json", of: round.id)
            try await stop(round, reason: .transcriptMismatch, accused: accused, under: commitments)
            throw BlindingError.otherTranscript(by: accused)
        }
    }

    /// Polls a round's status until something holds; throws when the round ends otherwise or patience does.
    func poll(
        _ round: HomeRound, until isReached: (RoundStatus) -> Bool, waiting: (RoundStatus) -> String
    ) async throws {
        var revision: Int?
        while true {
            let since = revision
            let status = try await ask {
                try await client.status(of: round.id, since: since, wait: since == nil ? nil : patience.seconds)
            }
            if isReached(status) { return }
            try await checkGoingOn(round, status: status)
            let what = waiting(status)
            try patience.check(waitingFor: what)
            if since != nil { try await patience.pause() }
            revision = status.revision
        }
    }
}
