// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Blinding
import Consent
import Dispatch
import Home
package import Lists
package import PhoneNumbers
import Signing

/// Reads a party's list: numbers normalised on all cores, refused rows counted and written to the rejects.
package struct ListIntake: Sendable {
    /// The list's file, `-` for standard input.
    package let path: String
    package let options: ListOptions
    /// By which numbers are read.
    package let plan: NumberingPlan
    /// Where national formats are read as dialled.
    package let region: Region?
    /// Suppression lists take every possible number, positive lists only valid ones (protocol/v1/matching.md §2).
    package let takesPossible: Bool
    /// Suppression lists take numbers with an extension too, without it.
    package let takesExtensions: Bool
    /// Where refused rows go; nil for nowhere.
    package let rejects: String?
    /// Whether an existing rejects file is replaced.
    package let replacesRejects: Bool
    /// Which columns hold consents and attributes.
    package let columns: ColumnMap
    /// Gets what a person should know of how the list is read, a line at a time.
    package let tell: @Sendable (String) -> Void

    package init(
        path: String, options: ListOptions, plan: NumberingPlan = NumberingPlan(), region: Region?, takesPossible: Bool,
        takesExtensions: Bool = false, rejects: String? = nil, replacesRejects: Bool = false,
        columns: ColumnMap = ColumnMap(),
        tell: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.plan = plan
        self.path = path
        self.options = options
        self.region = region
        self.takesPossible = takesPossible
        self.takesExtensions = takesExtensions
        self.rejects = rejects
        self.replacesRejects = replacesRejects
        self.columns = columns
        self.tell = tell
    }

    /// Opens the list.
    func open() throws(ListError) -> ListReader {
        let reader = try ListReader(path: path, options: options)
        if let notice = reader.notice { tell(notice) }
        return reader
    }

    /// Rows of a batch: enough for all cores, small enough to keep memory flat.
    private static let batchRows = 16_384
    private static let sliceRows = 512

    /// Reads the whole list of a party that has nothing to say beside its numbers.
    ///
    /// Blocks its thread. Memory does not grow with the list.
    ///
    /// - Parameter progress: gets the rows read so far, about every 16,384 rows.
    package func read(progress: (Int) -> Void) throws -> (numbers: NumberSet, report: ListReport) {
        var reader = try open()
        var writer = try OptionalRejects(path: rejects, force: replacesRejects)
        var numbers = NumberCollector()
        var refused: [String: Int] = [:]
        try forEachRow(of: &reader, progress: progress) { batch, index, reading in
            if batch[index].rejection == nil,
                let number = reading?.listed(takesPossible: takesPossible, takesExtensions: takesExtensions)
            {
                try numbers.append(number, row: UInt32(clamping: batch[index].row))
            } else {
                let reason = self.reason(batch[index], reading)
                refused[reason, default: 0] += 1
                try writer.write(batch, at: index, reason: reason)
            }
        }
        try writer.finish()
        let distinct = try numbers.sealed()
        let report = ListReport(
            rows: Int(reader.rowCount), accepted: distinct.count, duplicates: distinct.duplicates, refused: refused)
        return (distinct, report)
    }

    /// Reads some rows of a list, to make a part of it; what is refused is counted and told when the whole list is read.
    ///
    /// - Parameter wanted: numbers of rows, the first being 1; the rows behind them are not read.
    package func read(rows wanted: ClosedRange<UInt64>, progress: (Int) -> Void) throws -> (
        numbers: NumberSet, report: ListReport
    ) {
        var reader = try open()
        var numbers = NumberCollector()
        var refused: [String: Int] = [:]
        var rows = 0
        var batch = RowBatch(capacity: Self.batchRows)
        while reader.rowCount < wanted.upperBound, try reader.next(into: &batch) {
            progress(Int(reader.rowCount))
            guard reader.rowCount >= wanted.lowerBound else { continue }
            for (index, reading) in assess(batch).enumerated() where wanted.contains(batch[index].row) {
                rows += 1
                if batch[index].rejection == nil,
                    let number = reading?.listed(takesPossible: takesPossible, takesExtensions: takesExtensions)
                {
                    try numbers.append(number, row: UInt32(clamping: batch[index].row))
                } else {
                    refused[reason(batch[index], reading), default: 0] += 1
                }
            }
        }
        let distinct = try numbers.sealed()
        let report = ListReport(
            rows: rows, accepted: distinct.count, duplicates: distinct.duplicates, refused: refused)
        return (distinct, report)
    }

    /// Reads the whole list with what its rows say beside their numbers, and keeps the numbers that may be blinded.
    ///
    /// - Parameters:
    ///   - claims: gets what the rows say.
    ///   - register: opens what the home holds of numbers from before; called behind the last row, because a list may take
    ///     long and a withdrawal meanwhile counts.
    ///   - now: the moment at which consents must be current.
    func read(
        claims: inout RowClaims, register: () throws -> ConsentRegisterReader, at now: Timestamp,
        progress: (Int) -> Void
    ) throws -> (numbers: NumberSet, report: ListReport) {
        var reader = try open()
        try claims.select(in: &reader, name: path == "-" ? "standard input" : path)
        var writer = try OptionalRejects(path: rejects, force: replacesRejects)
        var refused: [String: Int] = [:]
        var batch = RowBatch(capacity: Self.batchRows)
        while try reader.next(into: &batch) {
            let readings = assess(batch)
            let contents = contents(of: batch, readings, by: claims.contents)
            for (index, reading) in readings.enumerated() {
                let refusal: RowRefusal?
                if let content = contents[index], let number = listed(batch[index], reading) {
                    refusal = try claims.take(content, of: batch[index], number: number)
                } else {
                    refusal = RowRefusal(reason(batch[index], reading))
                    if batch[index].rejection == nil, let number = reading?.number {
                        claims.takeWithdrawal(batch, at: index, number: number)
                    }
                }
                if let refusal {
                    refused[refusal.reason, default: 0] += 1
                    try writer.write(batch, at: index, reason: refusal.reason, detail: refusal.detail)
                }
            }
            progress(Int(reader.rowCount))
        }
        let resolved = try claims.resolve(with: register(), at: now)
        var conflicts = 0
        for left in resolved.left {
            if left.isConflict { conflicts += 1 } else { refused[left.reason, default: 0] += 1 }
            try writer.write(left)
        }
        try writer.finish()
        let report = ListReport(
            rows: Int(reader.rowCount), accepted: resolved.numbers.count, duplicates: resolved.duplicates,
            refused: refused, conflicts: conflicts, senders: resolved.senders)
        return (resolved.numbers, report)
    }

    func forEachRow(
        of reader: inout ListReader, progress: (Int) -> Void, _ body: (RowBatch, Int, Reading?) throws -> Void
    ) throws {
        var batch = RowBatch(capacity: Self.batchRows)
        while try reader.next(into: &batch) {
            for (index, reading) in assess(batch).enumerated() { try body(batch, index, reading) }
            progress(Int(reader.rowCount))
        }
    }

    /// The number of a row that may be on the list.
    private func listed(_ row: RowBatch.Row, _ reading: Reading?) -> PhoneNumber? {
        row.rejection == nil
            ? reading?.listed(takesPossible: takesPossible, takesExtensions: takesExtensions) : nil
    }

    /// Reads what the rows of a batch say beside their numbers, on all cores; nil where the row is not taken.
    private func contents(
        of batch: RowBatch, _ readings: [Reading?], by reader: RowContentReader
    ) -> [RowContent?] {
        let slices = (batch.count + Self.sliceRows - 1) / Self.sliceRows
        return [RowContent?](unsafeUninitializedCapacity: batch.count) { buffer, initialized in
            // Safe: every slice initialises its own places only, and all end before concurrentPerform returns.
            nonisolated(unsafe) let places = buffer
            DispatchQueue.concurrentPerform(iterations: slices) { slice in
                var reader = reader
                for index in slice * Self.sliceRows..<min((slice + 1) * Self.sliceRows, batch.count) {
                    let content = listed(batch[index], readings[index]).map {
                        reader.content(of: batch, at: index, number: $0)
                    }
                    (places.baseAddress.unsafelyUnwrapped + index).initialize(to: content)
                }
            }
            initialized = batch.count
        }
    }

    /// Why a row that is not taken is refused.
    func reason(_ row: RowBatch.Row, _ reading: Reading?) -> String {
        let refusal = reading?.refusal(takesPossible: takesPossible, takesExtensions: takesExtensions)
        return row.rejection?.rawValue ?? refusal?.rawValue ?? "empty"
    }

    /// Judges the rows of a batch on all cores; nil where the row itself was refused.
    private func assess(_ batch: RowBatch) -> [Reading?] {
        let slices = (batch.count + Self.sliceRows - 1) / Self.sliceRows
        return [Reading?](unsafeUninitializedCapacity: batch.count) { buffer, initialized in
            // Safe: every slice initialises its own places only, and all end before concurrentPerform returns.
            nonisolated(unsafe) let places = buffer
            DispatchQueue.concurrentPerform(iterations: slices) { slice in
                for index in slice * Self.sliceRows..<min((slice + 1) * Self.sliceRows, batch.count) {
                    let reading: Reading? =
                        batch[index].rejection == nil
                        ? batch.withNumber(at: index) { plan.read($0, region: region) } : nil
                    (places.baseAddress.unsafelyUnwrapped + index).initialize(to: reading)
                }
            }
            initialized = batch.count
        }
    }
}
