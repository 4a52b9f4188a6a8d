// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Consent
package import Home
import Lists
import PhoneNumbers
package import Signing

/// Takes a consent file into the home's register (protocol/v1/consent.md §1).
///
/// Memory: about 500 bytes a row of the file; the register itself is merged as a stream.
package struct ConsentImport: Sendable {
    /// What came of a file: each of its rows is counted once, as added, replaced, unchanged, repeated, conflicting or refused.
    package struct Report: Equatable, Sendable {
        package var rows = 0
        /// What became of the readable rows.
        package var merge = RegisterMerge.Outcome()
        /// Rows that do not count because another about the same number, sender and purpose has a more restrictive state.
        package var conflicts = 0
        /// Rows refused, by reason.
        package var refused: [String: Int] = [:]
        /// What is worth telling of the file as a whole, a line each.
        package var notices: [String] = []

        /// Rows that count, those included that are refused and withdraw their number.
        package var used: Int {
            merge.added + merge.replaced + merge.unchanged + merge.repeated + merge.withdrawn
        }
    }

    /// The reason for a readable row of a number that another row of the file says something unreadable about.
    static let unreadableElsewhere = "consent-unreadable-elsewhere"

    package let home: Home
    package let intake: ListIntake

    package init(home: Home, intake: ListIntake) {
        self.home = home
        self.intake = intake
    }

    /// Reads the file and merges it; where it throws, the register is as it was.
    package func run(holding lock: borrowing HomeLock, at now: Timestamp, progress: (Int) -> Void) throws -> Report {
        var report = Report()
        var reader = try intake.open()
        let header = try header(of: reader)
        var rejects = try OptionalRejects(path: intake.rejects, force: intake.replacesRejects)
        let (rows, withdrawn) = try read(&reader, header, &report, &rejects, progress: progress)
        report.merge = try RegisterMerge(home: home).run(rows, withdrawing: withdrawn, holding: lock, at: now) { left in
            for row in left { try rejects.write(row) }
            try rejects.finish()
        }
        for row in report.merge.left {
            if row.isConflict { report.conflicts += 1 } else { report.refused[row.reason, default: 0] += 1 }
        }
        return report
    }

    private var name: String { intake.path == "-" ? "standard input" : intake.path }

    /// The consent columns that the file has, and lacks.
    private func header(of reader: borrowing ListReader) throws -> ConsentHeader {
        let header = try ConsentHeader(of: reader, name: name, map: intake.columns)
        guard !header.columns.isEmpty || !intake.columns.constants.isEmpty else {
            throw ListError(
                .badData,
                "\(name): there are no consent columns; name them consent_state, consent_given_at and so on, or give "
                    + "--columns MAP.yaml.")
        }
        // A file of opt-outs often has little else; whatever else is missing, its withdrawals count.
        try header.check([.state])
        return header
    }

    /// Reads the rows that can be read, and the numbers of those that cannot but call the consent withdrawn: such a row is
    /// refused, and yet its no must not be lost to an older yes.
    private func read(
        _ reader: inout ListReader, _ header: ConsentHeader, _ report: inout Report,
        _ rejects: inout OptionalRejects, progress: (Int) -> Void
    ) throws -> (rows: [RegisterMerge.Row], withdrawn: Set<UInt64>) {
        let columns = header.columns
        try reader.select(columns.map { .name(intake.columns.name(of: $0)) })
        var rows: [RegisterMerge.Row] = []
        var refusedNumbers: Set<UInt64> = []
        var withdrawn: Set<UInt64> = []
        let wanted = try Set(home.brandAgreements().map(\.sender)).sorted()
        let known = Set(wanted.map { Array($0.utf8) })
        var otherSenders = SenderTally()
        var foreignWithdrawals = 0
        try intake.forEachRow(of: &reader, progress: progress) { batch, index, reading in
            var reason: String?
            var fields = ConsentFields()
            if batch[index].rejection == nil {
                for (slot, column) in columns.enumerated() { fields[column] = batch.text(of: slot + 1, at: index) }
                fields.channel = fields.channel.map(AttributeField.joined)
                intake.columns.complete(&fields)
            }
            if batch[index].rejection == nil, let number = reading?.listed(takesPossible: true) {
                switch fields.reading(number: number.digits) {
                case .absent: reason = OptInRefusal.absent.rawValue
                case .rejected(let rejection):
                    refusedNumbers.insert(number.digits)
                    if fields.isWithdrawal { withdrawn.insert(number.digits) }
                    reason = rejection.rawValue
                case .record(let record):
                    if !known.contains(Array(record.sender.utf8)) {
                        otherSenders.add(record.sender)
                        if record.state.isWithdrawal { foreignWithdrawals += 1 }
                    }
                    rows.append(
                        RegisterMerge.Row(
                            digits: number.digits, row: UInt32(clamping: batch[index].row),
                            line: UInt32(clamping: batch[index].line), record: record))
                }
            } else {
                reason = intake.reason(batch[index], reading)
                // An extension keeps a yes out of the register, not a no.
                if let number = reading?.number, fields.isWithdrawal { withdrawn.insert(number.digits) }
            }
            if let reason {
                report.refused[reason, default: 0] += 1
                try rejects.write(batch, at: index, reason: reason)
            }
        }
        report.rows = Int(reader.rowCount)
        // What the unreadable row says might be a refusal: no other row grants anything, and one that refuses counts.
        func isBlocked(_ row: RegisterMerge.Row) -> Bool {
            row.record.state.grants && refusedNumbers.contains(row.digits)
        }
        for row in rows where isBlocked(row) {
            report.refused[Self.unreadableElsewhere, default: 0] += 1
            try rejects.write(
                LeftRow(digits: row.digits, row: row.row, line: row.line, reason: Self.unreadableElsewhere))
        }
        rows.removeAll(where: isBlocked)
        if !header.missing.isEmpty {
            report.notices.append(
                "\(name): \(ConsentHeader.text(of: header.missing)): no row can grant anything, and only withdrawals count"
            )
        }
        if let senders = Self.senders(otherSenders, wanted: wanted) { report.notices.append("\(name): \(senders)") }
        if foreignWithdrawals > 0, !wanted.isEmpty {
            report.notices.append(
                "\(name): \(foreignWithdrawals) of the rows under a sender that no agreement names are withdrawals, and take "
                    + "nobody out: correct the sender, or use symbolon consents revoke NUMBER")
        }
        return (rows, withdrawn)
    }

    /// Tells of senders that none of the home's agreements names: what they were granted counts for nobody here.
    private static func senders(_ others: SenderTally, wanted: [String]) -> String? {
        guard let first = wanted.first, !others.spellings.isEmpty else { return nil }
        guard wanted.count > 1 else { return OtherSenders(wanted: first, found: others.spellings).text }
        let texts = [others.spellings, wanted].map { $0.map { "\"\($0)\"" }.joined(separator: ", ") }
        return "consents name the sender \(texts[0]), the agreements of this home \(texts[1])"
    }
}

extension ConsentFields {
    /// Fills what a row leaves open; a constant makes no record of a row that says nothing itself.
    mutating func fill(with constants: [ConsentColumn: String]) {
        guard !constants.isEmpty, reading(number: nil) != .absent else { return }
        for (column, text) in constants { fill(column, with: text) }
    }

    /// Fills a field that the row leaves open.
    mutating func fill(_ column: ConsentColumn, with text: String) {
        if self[column]?.contains(where: { !$0.isWhitespace }) != true { self[column] = text }
    }
}
