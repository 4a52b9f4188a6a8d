// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns
import Consent
import Home
import Messages
import Signing
import Vocabulary

/// Holds what the entries of a log say against what the brand knows itself (protocol/v1/consent.md §7).
///
/// Signatures, numbers and chain are checked before; this is about a coordinator that signs what is not so.
struct LogCheck {
    /// What does not hold: the field, and why.
    struct Fault: Error, CustomStringConvertible {
        let field: String
        let why: String

        var description: String { "\(field): \(why)" }
    }

    /// A round of which the home still knows its members.
    private struct Place {
        let round: HomeRound
        let sent: [Handle: [SentRecord]]
        var allowed: Int
        var refused: Int
    }

    private let home: Home
    private let agreement: AgreementID
    /// Receipts that this home has for entries to be checked, by number.
    private var receipts: [Int: [[UInt8]]] = [:]
    private var places: [RoundID: Place] = [:]
    /// The moment of the entry before.
    private var latest: Timestamp?

    /// - Parameter latest: the moment of the last entry that was verified before; nil before the first.
    init(home: Home, agreement: AgreementID, latest: Timestamp?) {
        self.home = home
        self.agreement = agreement
        self.latest = latest
    }

    /// Looks up what the home knows of the rounds of entries that are to be checked; decisions of before are stored.
    mutating func prepare(for entries: [LogEntry]) throws {
        places = [:]
        receipts = [:]
        if let first = entries.first, let last = entries.last {
            receipts = try home.receipts(of: agreement, in: first.sequence...last.sequence)
        }
        var handles: [RoundID: [Handle]] = [:]
        for entry in entries {
            handles[entry.reference.round, default: []] += entry.decision.map { [$0.handle] } ?? []
        }
        for (id, handles) in handles {
            guard let round = try home.round(id), !round.isErased else { continue }
            let counts = try home.decisionCounts(of: id)
            places[id] = Place(
                round: round, sent: try home.sentRecords(of: handles, in: id), allowed: counts.allowed,
                refused: counts.refused)
        }
    }

    /// Checks the next entry.
    mutating func check(_ entry: LogEntry, at now: Timestamp) throws(Fault) {
        let ahead = entry.at.seconds - now.seconds
        guard ahead <= ClockCheck.toleranceSeconds else {
            throw Fault(
                field: "at",
                why:
                    "it is \(entry.at), \(ahead) seconds ahead of this machine's clock; one of the two clocks is wrong, and "
                    + "an entry from the future is taken once its time has come")
        }
        if let latest, entry.at < latest {
            throw Fault(field: "at", why: "it is \(entry.at), before the entry before it at \(latest)")
        }
        latest = entry.at
        if receipts[entry.sequence, default: []].contains(where: { $0 != entry.envelope }) {
            throw Fault(
                field: "entry",
                why:
                    "it is not the receipt that the coordinator gave this home for a revocation, as entry \(entry.sequence)"
            )
        }
        let id = entry.reference.round
        guard var place = places[id] else { return }
        if let transcript = place.round.transcript, entry.transcript != transcript {
            throw Fault(field: "transcript", why: "it is not that of round \(place.round.number)")
        }
        switch entry {
        case .decision(let decision):
            try Self.check(decision.body, sent: place.sent[decision.body.handle] ?? [])
            if decision.body.verdict.isAllowed { place.allowed += 1 } else { place.refused += 1 }
        case .decided(let decided):
            try Self.check("allowed", decided.body.allowed, place.allowed)
            try Self.check("refused", decided.body.refused, place.refused)
            if let count = place.round.rowCount, decided.body.allowed + decided.body.refused != count {
                throw Fault(field: "allowed, refused", why: "they are not \(count) together, this party's matched rows")
            }
        case .revocation: break
        }
        places[id] = place
    }

    /// A home that does not know what was sent, because an earlier release or another home sent it, cannot tell.
    private static func check(_ decision: Decision, sent: [SentRecord]) throws(Fault) {
        guard let basis = decision.basis, !sent.isEmpty else { return }
        let known = sent.filter { $0.subject == basis.subject }
        guard !known.isEmpty else {
            throw Fault(
                field: "subject", why: "it is not the commitment that was sent for the handle \(decision.handle)")
        }
        guard known.contains(where: { $0.record == basis.record }) else {
            throw Fault(
                field: "record",
                why: "it is not the digest of the record that was sent for the handle \(decision.handle)")
        }
    }

    private static func check(_ field: String, _ told: Int, _ counted: Int) throws(Fault) {
        guard told == counted else {
            throw Fault(field: field, why: "it is \(told), and the log holds \(counted) such decisions of the round")
        }
    }
}

extension LogEntry {
    fileprivate var decision: Decision? {
        guard case .decision(let decision) = self else { return nil }
        return decision.body
    }
}
