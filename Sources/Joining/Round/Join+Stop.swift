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
    /// Tells all parties that the round cannot go on, ends it here, and keeps the notice.
    ///
    /// A coordinator that cannot be reached, or refuses the notice, is reported and hides nothing: the caller throws why the
    /// round cannot go on.
    func stop(
        _ round: HomeRound, reason: StopReason, accused: PartyID, at place: ChunkPlace? = nil, row: Int? = nil,
        under commitments: CommitmentSet
    ) async throws {
        let body = StopNotice(
            reference: commitments.reference, from: home.party, transcript: commitments.transcript, reason: reason,
            accused: accused, place: place, row: row)
        let notice = try Signed(body, by: home.identityKey())
        try keep(notice.json, as: "stop.json", of: round.id)
        try home.end(round.id, .stopped, at: now())
        do {
            try await ask { try await client.put(notice) }
        } catch let error as ClientError {
            report(
                .notice(
                    "The coordinator did not take the notice that stops the round (\(error)); it is kept as evidence."))
        }
    }

    /// Throws where the round has ended without a result, after ending it in the home too.
    func checkGoingOn(_ round: HomeRound, status known: RoundStatus? = nil) async throws {
        let status: RoundStatus
        if let known { status = known } else { status = try await ask { try await client.status(of: round.id) } }
        switch status.state {
        case .gathering, .ring, .matched, .belowMinimum:
            return
        case .expired:
            try home.end(round.id, .expired, at: now())
            throw JoinError.roundOver(
                number: round.number, state: .expired, why: "its deadline passed before all parties had done their part"
            )
        case .stopped:
            let why = try stopText(status)
            if let notice = status.stop { try keep(notice.json, as: "stop.json", of: round.id) }
            try home.end(round.id, .stopped, at: now())
            throw JoinError.roundOver(number: round.number, state: .stopped, why: why)
        }
    }

    /// Verifies the notice that stopped the round, and tells what it says.
    private func stopText(_ status: RoundStatus) throws -> String {
        guard let notice = status.stop else { return "the coordinator shows no notice of who stopped it" }
        guard let identity = bundle.agreement.identity(of: notice.body.from),
            let verified = try? notice.verified(by: identity), verified.body.reference == status.reference
        else { return "the coordinator shows a notice whose signature does not verify" }
        let accused = verified.body.accused.map { ", which accuses \($0)" } ?? ""
        return "stopped by \(verified.body.from): \(verified.body.reason.rawValue)\(accused)"
    }

    func keep(_ json: JSONValue, as name: String, of round: RoundID) throws {
        try home.keepEvidence(of: round, named: name, json.canonicalBytes)
    }
}
