// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Consent
import Home
import Signing
import Vocabulary

/// Brings records into the home's register, and revokes the members of earlier rounds whom it no longer lets in
/// (protocol/v1/consent.md §1 and §8).
package struct RegisterMerge: Sendable {
    /// A readable record and where it stood.
    struct Row {
        let digits: UInt64
        let row: UInt32
        let line: UInt32
        let record: ConsentRecord
    }

    /// What became of the records.
    package struct Outcome: Equatable, Sendable {
        /// Records that the register did not have for this number, sender and purpose.
        package var added = 0
        /// Records that took the place of another.
        package var replaced = 0
        /// Records that changed nothing.
        package var unchanged = 0
        /// Numbers with records of different states for one sender and purpose; the most restrictive counted.
        package var conflicts = 0
        /// Numbers that were withdrawn as a whole, because a row said so that cannot be read further.
        package var withdrawn = 0
        /// Members of this home's rounds that are to be revoked at the coordinator for it, and were not before.
        package var revoked = 0
    }

    let home: Home

    /// Merges the records whole or not at all, then records the revocations that follow.
    ///
    /// The register comes first: a process that is killed between the two revokes when the same records come again, and no
    /// export lets the number through meanwhile.
    ///
    /// - Parameter withdrawing: numbers of which every record is taken back, and one left for each agreement of the home.
    func run(
        _ unsorted: [Row], withdrawing: Set<UInt64> = [], holding lock: borrowing HomeLock, at now: Timestamp
    ) throws -> Outcome {
        let rows = unsorted.sorted { ($0.digits, $0.row) < ($1.digits, $1.row) }
        // A clock that is behind must not date a withdrawal before the consent that it takes back.
        let recordedAt = try max(now, home.latestMoment() ?? now)
        let agreements = try home.brandAgreements()
        let withdrawn = withdrawing.sorted()
        var outcome = Outcome()
        outcome.withdrawn = withdrawn.count
        var refused: [UInt64: [ConsentRecord]] = [:]
        var register = try home.consentRegister()
        try home.replaceConsents(holding: lock) { writer in
            var known = try register.next()
            var (start, whole) = (0, 0)
            while start < rows.count || whole < withdrawn.count || known != nil {
                let digits = min(
                    start < rows.count ? rows[start].digits : .max, whole < withdrawn.count ? withdrawn[whole] : .max,
                    known?.digits ?? .max)
                var held: [RegisteredRecord] = []
                while let entry = known, entry.digits == digits {
                    held.append(try RegisteredRecord(parsing: entry.payload))
                    known = try register.next()
                }
                var records: [ConsentRecord] = []
                while start < rows.count, rows[start].digits == digits {
                    records.append(rows[start].record)
                    start += 1
                }
                var merged = merge(records, into: held, at: now, recordedAt: recordedAt, &outcome)
                let isWithdrawn = whole < withdrawn.count && withdrawn[whole] == digits
                if isWithdrawn {
                    merged = Self.withdrawn(merged, under: agreements, at: recordedAt)
                    whole += 1
                }
                if isWithdrawn || !records.isEmpty {
                    let refusals = merged.map(\.record).filter { !$0.state.grants }
                    if !refusals.isEmpty { refused[digits] = refusals }
                }
                for record in merged { try writer.append(RegisteredConsent(digits: digits, payload: record.bytes)) }
            }
        }
        outcome.revoked = try revoke(refused, under: agreements, at: recordedAt)
        return outcome
    }

    /// Records a revocation for every round in which a number matched under an agreement that a refusal is about.
    private func revoke(
        _ refused: [UInt64: [ConsentRecord]], under agreements: [Agreement], at now: Timestamp
    ) throws -> Int {
        guard !refused.isEmpty else { return 0 }
        let terms = agreements.reduce(into: [AgreementID: ConsentTerms]()) { $0[$1.id] = ConsentTerms($1) }
        let members = try home.matches(ofNumbers: Set(refused.keys)).filter { match in
            guard let terms = terms[match.round.agreement] else { return false }
            return refused[match.digits]?.contains { terms.isSender(of: $0) && $0.purpose == terms.purpose } ?? false
        }
        let before = try Dictionary(
            uniqueKeysWithValues: Set(members.map(\.round.id)).map { ($0, try home.revokedHandles(of: $0)) })
        let new = members.filter { before[$0.round.id]?.contains($0.handle) != true }
        try home.recordRevocations(of: new.map { ($0.round.id, $0.handle) }, at: now)
        return new.count
    }

    /// Takes every record of a number back, and leaves one for each agreement, so that no list can bring it back.
    private static func withdrawn(
        _ held: [RegisteredRecord], under agreements: [Agreement], at now: Timestamp
    ) -> [RegisteredRecord] {
        // What was withdrawn before is taken back anew: a consent in between must not count after this.
        var records = held.map { RegisteredRecord($0.record.withdrawn(), recordedAt: max($0.recordedAt, now)) }
        for agreement in agreements {
            let record = ConsentRecord(
                sender: agreement.sender, purpose: agreement.purpose, channels: Channel.allCases, state: .withdrawn,
                givenAt: now, method: nil, notice: nil, jurisdiction: nil, evidence: nil)
            if records.contains(where: { $0.isAbout(record) }) { continue }
            records.append(RegisteredRecord(record, recordedAt: now))
        }
        return records
    }

    /// Brings the records of one number to one for each sender and purpose, and these to what is held.
    private func merge(
        _ records: [ConsentRecord], into held: [RegisteredRecord], at now: Timestamp, recordedAt: Timestamp,
        _ outcome: inout Outcome
    ) -> [RegisteredRecord] {
        var chosen: [(record: ConsentRecord, isConflict: Bool)] = []
        for record in records {
            let same = RegisteredRecord(record, recordedAt: recordedAt)
            guard let index = chosen.firstIndex(where: { same.isAbout($0.record) }) else {
                chosen.append((record, false))
                continue
            }
            let other = chosen[index].record
            let isConflict = chosen[index].isConflict || record.state != other.state
            chosen[index] = (record.wins(over: other) ? record : other, isConflict)
        }
        var merged = held
        for (record, isConflict) in chosen {
            var contradicts = isConflict
            if let index = merged.firstIndex(where: { $0.isAbout(record) }) {
                let next = merged[index].succeeded(by: record, recordedAt: recordedAt, at: now)
                contradicts = contradicts || next.isConflict
                if next.kept.record == merged[index].record {
                    outcome.unchanged += 1
                } else {
                    outcome.replaced += 1
                }
                merged[index] = next.kept
            } else {
                merged.append(RegisteredRecord(record, recordedAt: recordedAt))
                outcome.added += 1
            }
            if contradicts { outcome.conflicts += 1 }
        }
        return merged
    }
}

extension ConsentRecord {
    /// The order in which several records of one file are brought to one (protocol/v1/consent.md §1).
    fileprivate func wins(over other: ConsentRecord) -> Bool {
        if state != other.state { return state < other.state }
        if channels.count != other.channels.count { return channels.count < other.channels.count }
        let (end, otherEnd) = (expiresAt?.seconds ?? .max, other.expiresAt?.seconds ?? .max)
        return end != otherEnd ? end < otherEnd : givenAt < other.givenAt
    }
}
