// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Columns
import Consent
import Messages
import Signing
import Vocabulary

/// Makes entries of a log that never were.
struct Forger: Sendable {
    /// The agreement that they name.
    let agreement: Agreement
    let key: IdentityKey

    struct NoMoment: Error {}

    /// What an entry says, signed for another place, and perhaps for another moment.
    func signed(_ entry: LogEntry, sequence: Int, previous: Digest, at moment: Timestamp? = nil) throws -> LogEntry {
        let reference = RoundReference(agreement: agreement.id, round: entry.reference.round)
        let moment = moment ?? entry.at
        switch entry {
        case .decision(let decision):
            let body = decision.body
            return .decision(
                try Signed(
                    Decision(
                        reference: reference, transcript: body.transcript, handle: body.handle, basis: body.basis,
                        verdict: body.verdict, at: moment, sequence: sequence, previous: previous), by: key))
        case .decided(let decided):
            let body = decided.body
            return .decided(
                try Signed(
                    RoundDecided(
                        reference: reference, transcript: body.transcript, at: moment, allowed: body.allowed,
                        refused: body.refused, sequence: sequence, previous: previous), by: key))
        case .revocation(let receipt):
            let body = receipt.body
            return .revocation(
                try Signed(
                    RevocationReceipt(
                        reference: reference, transcript: body.transcript, handle: body.handle,
                        revocation: body.revocation, at: moment, sequence: sequence, previous: previous), by: key))
        }
    }

    /// The same entry a second later.
    func later(_ entry: LogEntry) throws -> LogEntry {
        guard let moment = Timestamp(seconds: entry.at.seconds + 1) else { throw NoMoment() }
        return try signed(entry, sequence: entry.sequence, previous: entry.previous, at: moment)
    }

    /// The same things said one after the other in one chain from the log's beginning.
    func chained(_ entries: [LogEntry]) throws -> [LogEntry] {
        var chain = LogChain(of: agreement.id)
        return try entries.map { entry in
            let entry = try signed(entry, sequence: chain.sequence + 1, previous: chain.hash)
            try chain.append(entry)
            return entry
        }
    }
}
