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
    /// What came of a file.
    package struct Report: Equatable, Sendable {
        package var rows = 0
        /// Records that the register did not have for this number, sender and purpose.
        package var added = 0
        /// Records that took the place of another.
        package var replaced = 0
        /// Records that changed nothing.
        package var unchanged = 0
        /// Numbers with records of different states for one sender and purpose; the most restrictive counted.
        package var conflicts = 0
        /// Rows refused, by reason.
        package var refused: [String: Int] = [:]
    }

    /// The reason for a readable row of a number that another row of the file says something unreadable about.
    static let unreadableElsewhere = "consent-unreadable-elsewhere"

    private struct Row {
        let digits: UInt64
        let row: UInt32
        let line: UInt32
        let record: ConsentRecord
    }

    package let home: Home
    package let intake: ListIntake

    package init(home: Home, intake: ListIntake) {
        self.home = home
        self.intake = intake
    }

    /// Reads the file and merges it; where it throws, the register is as it was.
    package func run(holding lock: borrowing HomeLock, at now: Timestamp, progress: (Int) -> Void) throws -> Report {
        var report = Report()
        var rows = try read(&report, progress: progress)
        rows.sort { ($0.digits, $0.row) < ($1.digits, $1.row) }
        var register = try home.consentRegister()
        try home.replaceConsents(holding: lock) { writer in
            var known = try register.next()
            var start = 0
            while start < rows.count || known != nil {
                let digits = min(start < rows.count ? rows[start].digits : .max, known?.digits ?? .max)
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
                for record in merge(records, into: held, at: now, &report) {
                    try writer.append(RegisteredConsent(digits: digits, payload: record.bytes))
                }
            }
        }
        return report
    }

    private func read(_ report: inout Report, progress: (Int) -> Void) throws -> [Row] {
        var reader = try ListReader(path: intake.path, options: intake.options)
        let columns = ConsentColumn.allCases.filter { column in
            intake.columns.consent[column] != nil || reader.hasColumn(intake.columns.name(of: column))
        }
        guard !columns.isEmpty || !intake.columns.constants.isEmpty else {
            throw ListError(
                .badData,
                "\(intake.path): there are no consent columns; name them consent_state, consent_given_at and so on, or give "
                    + "--columns MAP.yaml.")
        }
        try reader.select(columns.map { .name(intake.columns.name(of: $0)) })
        var rejects = try OptionalRejects(path: intake.rejects, force: intake.replacesRejects)
        var rows: [Row] = []
        var refusedNumbers: Set<UInt64> = []
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
                    reason = rejection.rawValue
                case .record(let record):
                    rows.append(
                        Row(
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
                row: row.row, line: row.line, reason: Self.unreadableElsewhere, digits: row.digits)
        }
        rows.removeAll { refusedNumbers.contains($0.digits) }
        try rejects.close()
        return rows
    }

    /// Brings the records of one number in the file to one for each sender and purpose, and these to what is held.
    private func merge(
        _ records: [ConsentRecord], into held: [RegisteredRecord], at now: Timestamp, _ report: inout Report
    ) -> [RegisteredRecord] {
        var chosen: [(record: ConsentRecord, isConflict: Bool)] = []
        for record in records {
            let same = RegisteredRecord(record, recordedAt: now)
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
                let next = merged[index].succeeded(by: record, at: now)
                contradicts = contradicts || next.isConflict
                if next.kept.record == merged[index].record {
                    report.unchanged += 1
                } else {
                    report.replaced += 1
                }
                merged[index] = next.kept
            } else {
                merged.append(RegisteredRecord(record, recordedAt: now))
                report.added += 1
            }
            if contradicts { report.conflicts += 1 }
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

extension ConsentFields {
    /// Fills what a row leaves open; a constant makes no record of a row that says nothing itself.
    mutating func fill(with constants: [ConsentColumn: String]) {
        guard !constants.isEmpty, reading(number: nil) != .absent else { return }
        for (column, text) in constants where self[column]?.contains(where: { !$0.isWhitespace }) != true {
            self[column] = text
        }
    }
}
