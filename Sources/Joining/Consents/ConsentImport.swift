// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

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
        var reader = try ListReader(path: intake.path, options: intake.options)
        let columns = try columns(of: reader)
        var rejects = try OptionalRejects(path: intake.rejects, force: intake.replacesRejects)
        let (rows, withdrawn) = try read(&reader, columns, &report, &rejects, progress: progress)
        report.merge = try RegisterMerge(home: home).run(rows, withdrawing: withdrawn, holding: lock, at: now) { left in
            for row in left { try rejects.write(row) }
            try rejects.finish()
        }
        for row in report.merge.left {
            if row.isConflict { report.conflicts += 1 } else { report.refused[row.reason, default: 0] += 1 }
        }
        return report
    }

    /// The columns that the file has.
    private func columns(of reader: borrowing ListReader) throws -> [ConsentColumn] {
        let columns = ConsentColumn.allCases.filter { column in
            intake.columns.consent[column] != nil || reader.hasColumn(intake.columns.name(of: column))
        }
        guard !columns.isEmpty || !intake.columns.constants.isEmpty else {
            throw ListError(
                .badData,
                "\(intake.path): there are no consent columns; name them consent_state, consent_given_at and so on, or give "
                    + "--columns MAP.yaml.")
        }
        return columns
    }

    /// Reads the rows that can be read, and the numbers of those that cannot but call the consent withdrawn: such a row is
    /// refused, and yet its no must not be lost to an older yes.
    private func read(
        _ reader: inout ListReader, _ columns: [ConsentColumn], _ report: inout Report,
        _ rejects: inout OptionalRejects, progress: (Int) -> Void
    ) throws -> (rows: [RegisterMerge.Row], withdrawn: Set<UInt64>) {
        try reader.select(columns.map { .name(intake.columns.name(of: $0)) })
        var rows: [RegisterMerge.Row] = []
        var refusedNumbers: Set<UInt64> = []
        var withdrawn: Set<UInt64> = []
        try intake.forEachRow(of: &reader, progress: progress) { batch, index, assessment in
            var reason: String?
            if batch[index].rejection == nil, let number = assessment?.number {
                var fields = ConsentFields()
                for (slot, column) in columns.enumerated() { fields[column] = batch.text(of: slot + 1, at: index) }
                fields.channel = fields.channel.map(AttributeField.joined)
                fields.fill(with: intake.columns.constants)
                switch fields.reading(number: number.digits) {
                case .absent: reason = OptInRefusal.absent.rawValue
                case .rejected(let rejection):
                    refusedNumbers.insert(number.digits)
                    if fields.isWithdrawal { withdrawn.insert(number.digits) }
                    reason = rejection.rawValue
                case .record(let record):
                    rows.append(
                        RegisterMerge.Row(
                            digits: number.digits, row: UInt32(clamping: batch[index].row),
                            line: UInt32(clamping: batch[index].line), record: record))
                }
            } else {
                reason = ListIntake.reason(batch[index], assessment)
            }
            if let reason {
                report.refused[reason, default: 0] += 1
                try rejects.write(batch, at: index, reason: reason)
            }
        }
        report.rows = Int(reader.rowCount)
        // What the unreadable row says might be a refusal.
        for row in rows where refusedNumbers.contains(row.digits) {
            report.refused[Self.unreadableElsewhere, default: 0] += 1
            try rejects.write(
                LeftRow(digits: row.digits, row: row.row, line: row.line, reason: Self.unreadableElsewhere))
        }
        rows.removeAll { refusedNumbers.contains($0.digits) }
        return (rows, withdrawn)
    }
}

extension ConsentFields {
    /// Fills what a row leaves open; a constant makes no record of a row that says nothing itself.
    mutating func fill(with constants: [ConsentColumn: String]) {
        guard !constants.isEmpty, reading(number: nil) != .absent else { return }
        for (column, text) in constants where self[column]?.contains(where: { !$0.isWhitespace }) != true {
            self[column] = text
        }
    }
}
