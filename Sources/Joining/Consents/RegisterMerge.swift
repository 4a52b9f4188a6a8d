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

    /// What became of the records; each is counted once.
    package struct Outcome: Equatable, Sendable {
        /// Records that the register did not have for this number, sender and purpose.
        package var added = 0
        /// Records that took the place of another.
        package var replaced = 0
        /// Records that changed nothing.
        package var unchanged = 0
        /// Records that repeat another about the same number, sender and purpose, in the same state.
        package var repeated = 0
        /// Records that do not count: another has a more restrictive state, or the register holds a refusal that they do not
        /// lift.
        var left: [LeftRow] = []
        /// Numbers that were withdrawn as a whole, because a row said so that cannot be read further.
        package var withdrawn = 0
        /// Members of this home's rounds that are to be revoked at the coordinator for it, and were not before.
        package var revoked = 0
    }

    let home: Home

    /// Merges the records whole or not at all, then records the revocations that follow.
    ///
    /// The register comes first: what a process that was killed between the two left undone the next one does (``settle``),
    /// and no export lets the number through meanwhile.
    ///
    /// - Parameters:
    ///   - withdrawing: numbers of which everything is taken back, for agreements of later too.
    ///   - report: gets the rows that do not count, by number and row; where it throws, nothing is merged.
    func run(
        _ unsorted: [Row], withdrawing: Set<UInt64> = [], holding lock: borrowing HomeLock, at now: Timestamp,
        report: ([LeftRow]) throws -> Void = { _ in }
    ) throws -> Outcome {
        // What a process that died before left undone would pass for done at the end of this one.
        try settle(holding: lock, at: now)
        let rows = unsorted.sorted { ($0.digits, $0.row) < ($1.digits, $1.row) }
        // A clock that is behind must not date a withdrawal before the consent that it takes back.
        let recordedAt = try max(now, home.latestMoment() ?? now)
        let agreements = try home.brandAgreements()
        let withdrawn = withdrawing.sorted()
        var outcome = Outcome()
        outcome.withdrawn = withdrawn.count
        var refused: [UInt64: Set<AgreementID>] = [:]
        var register = RegisterNumbers(try home.consentRegister())
        try home.replaceConsents(holding: lock) { writer in
            var known = try register.next()
            var (start, whole) = (0, 0)
            while start < rows.count || whole < withdrawn.count || known != nil {
                let digits = min(
                    start < rows.count ? rows[start].digits : .max, whole < withdrawn.count ? withdrawn[whole] : .max,
                    known?.digits ?? .max)
                var payloads: [[UInt8]] = []
                if let entries = known, entries.digits == digits {
                    payloads = entries.payloads
                    known = try register.next()
                }
                let end = rows[start...].firstIndex { $0.digits != digits } ?? rows.count
                let isWithdrawn = whole < withdrawn.count && withdrawn[whole] == digits
                // What nothing is said about stays byte for byte, readable or not.
                if isWithdrawn || end > start {
                    var number = RegisteredNumber(parsing: payloads)
                    merge(rows[start..<end], into: &number, at: now, recordedAt: recordedAt, &outcome)
                    if isWithdrawn {
                        number.withdrawEverything(recordedAt: recordedAt)
                        whole += 1
                    }
                    start = end
                    payloads = number.payloads
                    refused[digits] = Self.refusing(number, among: agreements)
                }
                for payload in payloads { try writer.append(RegisteredConsent(digits: digits, payload: payload)) }
            }
            try report(outcome.left)
        }
        outcome.revoked = try revoke(refused, at: recordedAt)
        try home.markConsentsSettled()
        return outcome
    }

    /// Records the revocations that follow from the register, where a process died before it did.
    func settle(holding lock: borrowing HomeLock, at now: Timestamp) throws {
        guard try !home.areConsentsSettled() else { return }
        let agreements = try home.brandAgreements()
        var refused: [UInt64: Set<AgreementID>] = [:]
        var register = RegisterNumbers(try home.consentRegister())
        while let (digits, payloads) = try register.next() {
            refused[digits] = Self.refusing(RegisteredNumber(parsing: payloads), among: agreements)
        }
        _ = try revoke(refused, at: max(now, home.latestMoment() ?? now))
        try home.markConsentsSettled()
    }

    /// The agreements for which a number is refused; nil where there is none.
    private static func refusing(_ number: RegisteredNumber, among agreements: [Agreement]) -> Set<AgreementID>? {
        let refusing = agreements.filter { number.refuses(under: ConsentTerms($0)) }
        return refusing.isEmpty ? nil : Set(refusing.map(\.id))
    }

    /// Records a revocation for every round in which a number matched under an agreement that it is refused for.
    private func revoke(_ refused: [UInt64: Set<AgreementID>], at now: Timestamp) throws -> Int {
        guard !refused.isEmpty else { return 0 }
        let members = try home.matches(ofNumbers: Set(refused.keys)).filter { match in
            refused[match.digits]?.contains(match.round.agreement) ?? false
        }
        let before = try Dictionary(
            uniqueKeysWithValues: Set(members.map(\.round.id)).map { ($0, try home.revokedHandles(of: $0)) })
        let new = members.filter { before[$0.round.id]?.contains($0.handle) != true }
        try home.recordRevocations(of: new.map { ($0.round.id, $0.handle) }, at: now)
        return new.count
    }

    /// Brings the rows of one number to one for each sender and purpose, and these to what is held.
    private func merge(
        _ rows: ArraySlice<Row>, into number: inout RegisteredNumber, at now: Timestamp, recordedAt: Timestamp,
        _ outcome: inout Outcome
    ) {
        var rest = Array(rows)
        while let first = rest.first {
            let about = RegisteredRecord(first.record, recordedAt: recordedAt)
            let same = rest.filter { about.isAbout($0.record) }
            rest.removeAll { about.isAbout($0.record) }
            let counting = same.reduce(first) { $1.precedence < $0.precedence ? $1 : $0 }
            for row in same where row.row != counting.row {
                if row.record.state == counting.record.state {
                    outcome.repeated += 1
                } else {
                    outcome.left.append(row.left(LeftRow.conflict))
                }
            }
            switch number.take(counting.record, recordedAt: recordedAt, at: now) {
            case .added: outcome.added += 1
            case .replaced: outcome.replaced += 1
            case .unchanged: outcome.unchanged += 1
            case .refused(let state): outcome.left.append(counting.left("consent-\(state.rawValue)"))
            }
        }
    }
}

extension RegisterMerge.Row {
    fileprivate var precedence: ConsentPrecedence { ConsentPrecedence(of: record, row: Int(row)) }

    fileprivate func left(_ reason: String) -> LeftRow {
        LeftRow(digits: digits, row: row, line: line, reason: reason)
    }
}
