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

    /// What an entry says otherwise than an honest one; nil for what stays.
    struct Change {
        var transcript: Digest?
        var subject: Digest?
        var record: Digest?
        var allowed: Int?
        /// Seconds to add to its moment.
        var delay: Int64 = 0
    }

    /// What an entry says, signed for another place, and perhaps for another moment.
    func signed(
        _ entry: LogEntry, sequence: Int, previous: Digest, at moment: Timestamp? = nil, _ change: Change = Change()
    ) throws -> LogEntry {
        let reference = RoundReference(agreement: agreement.id, round: entry.reference.round)
        guard let moment = moment ?? Timestamp(seconds: entry.at.seconds + change.delay) else { throw NoMoment() }
        switch entry {
        case .decision(let decision):
            let body = decision.body
            let basis = body.basis.map {
                Decision.Basis(subject: change.subject ?? $0.subject, record: change.record ?? $0.record)
            }
            return .decision(
                try Signed(
                    Decision(
                        reference: reference, transcript: change.transcript ?? body.transcript, handle: body.handle,
                        basis: basis,
                        verdict: body.verdict, at: moment, sequence: sequence, previous: previous), by: key))
        case .decided(let decided):
            let body = decided.body
            return .decided(
                try Signed(
                    RoundDecided(
                        reference: reference, transcript: change.transcript ?? body.transcript, at: moment,
                        allowed: change.allowed ?? body.allowed,
                        refused: body.refused, sequence: sequence, previous: previous), by: key))
        case .revocation(let receipt):
            let body = receipt.body
            return .revocation(
                try Signed(
                    RevocationReceipt(
                        reference: reference, transcript: change.transcript ?? body.transcript, handle: body.handle,
                        revocation: body.revocation, at: moment, sequence: sequence, previous: previous), by: key))
        }
    }

    /// The same entry a second later.
    func later(_ entry: LogEntry) throws -> LogEntry {
        guard let moment = Timestamp(seconds: entry.at.seconds + 1) else { throw NoMoment() }
        return try signed(entry, sequence: entry.sequence, previous: entry.previous, at: moment)
    }

    /// The same things said one after the other in one chain from the log's beginning.
    ///
    /// - Parameter changes: what entries say otherwise, by their index.
    func chained(_ entries: [LogEntry], _ changes: [Int: Change] = [:]) throws -> [LogEntry] {
        var chain = LogChain(of: agreement.id)
        return try entries.enumerated().map { index, entry in
            let entry = try signed(
                entry, sequence: chain.sequence + 1, previous: chain.hash, changes[index] ?? Change())
            try chain.append(entry)
            return entry
        }
    }
}
