// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Agreements
import Blinding
import Columns
import Consent
package import Home
import Messages
import PhoneNumbers
import Ristretto
import Secrets
package import Signing

/// Makes a party's list of a round: read, normalise, draw the key, blind, and store everything in the home.
///
/// It needs no network. The round's key and number are durable before anything is derived from them, and stay the same
/// where a process is killed meanwhile; list, row map and commitment become a prepared round in one step
/// (protocol/v1/matching.md §1 and §4.1).
package struct ListPreparation: Sendable {
    package let home: Home
    package let agreement: Agreement
    package let intake: ListIntake
    /// Parts of the list that were blinded before.
    package let parts: [String]

    package init(home: Home, agreement: Agreement, intake: ListIntake, parts: [String] = []) {
        self.parts = parts
        self.home = home
        self.agreement = agreement
        self.intake = intake
    }

    /// Prepares a round; blocks its thread.
    package func prepare(
        round number: UInt32, holding lock: borrowing HomeLock, at now: Timestamp, progress: (JoinEvent) -> Void
    ) throws -> HomeRound {
        try checkRound(number)
        try checkPlan()
        // Before a list is read that may be long, and the round's number is spent.
        try home.checkCanBegin(of: agreement.id, number: number)
        let merge = try PartsMerge(parts, of: agreement.roundID(number), in: home)
        let source = try SourceDigest.ofFile(intake.path)
        guard let party = agreement.party(home.party) else {
            throw JoinError.unlike("\(home.party) is not a party of agreement \(agreement.name)")
        }
        guard intake.takesPossible == (party.role == .suppression) else {
            // A suppression list read like a positive one would leave numbers unsuppressed, and nobody would see it.
            throw JoinError.unlike("the list must be read as the role \(party.role.rawValue) of \(party.id) asks")
        }
        var spool: SpoolWriter?
        let (numbers, report): (NumberSet, ListReport)
        try checkColumns(of: party)
        if party.role == .brand { try ClockCheck.check(now, of: home) }
        if party.role == .brand || agreement.grant(of: party.id) != nil {
            var claims = RowClaims(
                terms: party.role == .brand ? ConsentTerms(agreement) : nil,
                attributes: agreement.grant(of: party.id)?.attributes ?? [], map: intake.columns,
                spool: try home.beginSpool(holding: lock))
            (numbers, report) = try intake.read(
                claims: &claims, register: { try home.consentRegister() }, at: now
            ) { progress(.reading(rows: $0)) }
            if !claims.withdrawals.isEmpty || !claims.withdrawnNumbers.isEmpty {
                _ = try RegisterMerge(home: home).run(
                    claims.withdrawals, withdrawing: claims.withdrawnNumbers, holding: home.lockConsents(), at: now)
            }
            if let notice = Self.notice(of: claims.attributesWithoutColumn, path: intake.path) {
                progress(.notice(notice))
            }
            let whole = claims.takeSpool()
            whole.beginWritingBack()
            spool = consume whole
        } else {
            (numbers, report) = try intake.read { progress(.reading(rows: $0)) }
        }
        progress(.read(report))
        try check(numbers, report: report, of: party)
        let change = try change(of: numbers)
        progress(.blinding(rows: numbers.count))
        var writer = try home.beginRound(of: agreement.id, number: number, holding: lock) {
            try Scalar.random().withUnsafeBytes { try SecretBytes(copying: $0) }
        }
        let key = try Scalar(canonical: writer.secret())
        var chunks = try ChunkDigester(chunkRows: agreement.chunkRows)
        try ListBlinding(round: writer.round).blind(
            numbers, key: key, known: parts.isEmpty ? nil : { try merge.element(of: $0, to: $1) }
        ) {
            progress(.blinded(rows: $0, total: numbers.count))
        } into: { block in
            try block.elements.withUnsafeBytes {
                try writer.append(elements: $0)
                chunks.append($0)
            }
            try writer.append(digits: block.digits, rows: block.rows)
        }
        try merge.finish()
        if !parts.isEmpty { progress(.merged(rows: merge.found, total: numbers.count)) }
        if let spool = spool.take() { try writer.adopt(spool) }
        let commitment = Commitment(
            reference: RoundReference(agreement: agreement.id, round: writer.round), from: home.party, number: number,
            key: try Element.generatorMultiplied(by: key).encoded, count: numbers.count,
            chunks: try chunks.finished(), previous: change.previous,
            added: change.added, removed: change.removed, plan: intake.plan.version)
        let signed = try Signed(commitment, by: home.identityKey())
        let preparation = RoundPreparation(
            commitment: signed.bytes, count: numbers.count, plan: intake.plan.version, source: source,
            summary: report.json)
        return try writer.commit(preparation, at: now)
    }

    func checkRound(_ number: UInt32) throws {
        guard (1...agreement.rounds.maximum).contains(Int(number)) else {
            // A number that was begun is spent, and all below it: one that is out of range would spend them all.
            throw JoinError.unlike(
                "round \(number): agreement \(agreement.name) has rounds 1 to \(agreement.rounds.maximum)")
        }
    }

    func checkPlan() throws {
        let version = intake.plan.version.split(separator: "-").last.flatMap { PlanVersion($0) }
        guard let version, agreement.plan.contains(version) else {
            throw JoinError.planOutOfRange(version: intake.plan.version, agreement: agreement.name)
        }
    }

    /// Refuses a map with attributes that the agreement does not let the party tell: nobody would notice that they are not told.
    private func checkColumns(of party: Agreement.Party) throws {
        let granted = Set(agreement.grant(of: party.id)?.attributes.map(\.name) ?? [])
        for name in intake.columns.attributes.keys.sorted() {
            guard !name.hasPrefix(Agreement.numberPrefix) else {
                throw JoinError.badColumns("the attribute \(name) is derived from the number, and read from no column")
            }
            guard granted.contains(name) else {
                throw JoinError.badColumns("the attribute \(name) is not granted to \(party.id) by \(agreement.name)")
            }
        }
        guard party.role == .brand || (intake.columns.consent.isEmpty && intake.columns.constants.isEmpty) else {
            throw JoinError.badColumns(
                "\(party.id) is not the brand, which alone tells consents; take them out of the map")
        }
    }

    /// Granted attributes without a column are not told, and nobody would see why segments over them stay empty.
    private static func notice(of attributes: [String], path: String) -> String? {
        guard !attributes.isEmpty else { return nil }
        let isOne = attributes.count == 1
        return "\(path == "-" ? "standard input" : path): there is no column \(attributes.joined(separator: ", ")): "
            + "\(isOne ? "this granted attribute is" : "these granted attributes are") not told to the coordinator; where "
            + "\(isOne ? "its column is" : "their columns are") called otherwise, name \(isOne ? "it" : "them") with --columns MAP.yaml."
    }

    /// Refuses what the coordinator would refuse, before a round's number is spent on it.
    private func check(_ numbers: NumberSet, report: ListReport, of party: Agreement.Party) throws {
        let count = numbers.count
        guard count <= party.cap else { throw JoinError.capExceeded(rows: count, cap: party.cap) }
        guard count <= Limits.chunks * agreement.chunkRows else {
            throw JoinError.capExceeded(rows: count, cap: Limits.chunks * agreement.chunkRows)
        }
        guard party.role != .suppression else {
            if count == 0, !agreement.disclosure.allowShrunkSuppression { throw JoinError.emptyList(intake.path) }
            return
        }
        guard count > 0 else {
            throw report.lacksConsents ? JoinError.noConsents(intake.path) : JoinError.emptyList(intake.path)
        }
        guard count >= agreement.disclosure.minimumList else {
            throw JoinError.listTooSmall(rows: count, minimum: agreement.disclosure.minimumList)
        }
    }

    private func change(of numbers: NumberSet) throws -> ListChange {
        guard let previous = try home.previousList(of: agreement.id) else { return ListChange(first: numbers) }
        let change = try ListChange(from: previous, to: numbers)
        let sum = change.added + change.removed
        guard sum == 0 || sum >= agreement.disclosure.minimumChange else {
            throw JoinError.changeTooSmall(
                rows: sum, round: change.previous, minimum: agreement.disclosure.minimumChange)
        }
        return change
    }
}
