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

    /// Reads the list of a party that has nothing to say beside its numbers, or some of its rows, to make a part of it.
    ///
    /// Blocks its thread. Memory does not grow with the list.
    ///
    /// - Parameters:
    ///   - wanted: numbers of rows, the first being 1; the rows behind them are not read.
    ///   - progress: gets the rows read so far, about every 16,384 rows.
    package func read(
        rows wanted: ClosedRange<UInt64> = 1...UInt64.max, progress: (Int) -> Void
    ) throws -> (numbers: NumberSet, report: ListReport) {
        var reader = try open()
        var writer = try OptionalRejects(path: rejects, force: replacesRejects)
        var numbers = NumberCollector()
        var refused: [String: Int] = [:]
        var rows = 0
        try forEachRow(of: &reader, in: wanted, progress: progress) { batch, index, reading in
            rows += 1
            if let number = listed(batch[index], reading) {
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
                if let content = contents[index] {
                    refusal = try claims.take(content, of: batch[index])
                } else {
                    refusal = RowRefusal(reason(batch[index], reading))
                    if batch[index].rejection == nil, let number = reading?.number {
                        try claims.takeWithdrawal(batch, at: index, number: number)
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
        try resolved.left.forEach { left in
            if left.isConflict { conflicts += 1 } else { refused[left.reason, default: 0] += 1 }
            try writer.write(left)
        }
        try writer.finish()
        let report = ListReport(
            rows: Int(reader.rowCount), accepted: resolved.numbers.count, duplicates: resolved.duplicates,
            refused: refused, conflicts: conflicts, senders: resolved.senders)
        return (resolved.numbers, report)
    }

    /// Visits the rows of a list, or those in a range of numbers, behind which nothing is read.
    func forEachRow(
        of reader: inout ListReader, in wanted: ClosedRange<UInt64> = 1...UInt64.max, progress: (Int) -> Void,
        _ body: (RowBatch, Int, Reading?) throws -> Void
    ) throws {
        var batch = RowBatch(capacity: Self.batchRows)
        while reader.rowCount < wanted.upperBound, try reader.next(into: &batch) {
            if reader.rowCount >= wanted.lowerBound {
                for (index, reading) in assess(batch).enumerated() where wanted.contains(batch[index].row) {
                    try body(batch, index, reading)
                }
            }
            progress(Int(reader.rowCount))
        }
    }

    /// The number of a row that may be on the list.
    private func listed(_ row: RowBatch.Row, _ reading: Reading?) -> PhoneNumber? {
        row.rejection == nil
            ? reading?.listed(takesPossible: takesPossible, takesExtensions: takesExtensions) : nil
    }

    /// Reads what the rows of a batch say beside their numbers; nil where the row is not taken.
    private func contents(
        of batch: RowBatch, _ readings: [Reading?], by reader: RowContentReader
    ) -> [RowContent?] {
        Self.onAllCores(batch, startingWith: reader) { reader, index in
            listed(batch[index], readings[index]).map { reader.content(of: batch, at: index, number: $0) }
        }
    }

    /// Why a row that is not taken is refused.
    func reason(_ row: RowBatch.Row, _ reading: Reading?) -> String {
        let refusal = reading?.refusal(takesPossible: takesPossible, takesExtensions: takesExtensions)
        return row.rejection?.rawValue ?? refusal?.rawValue ?? "empty"
    }

    /// Judges the rows of a batch; nil where the row itself was refused.
    private func assess(_ batch: RowBatch) -> [Reading?] {
        Self.onAllCores(batch, startingWith: ()) { _, index in
            batch[index].rejection == nil ? batch.withNumber(at: index) { plan.read($0, region: region) } : nil
        }
    }

    /// Makes a value of every row of a batch, on all cores.
    ///
    /// - Parameter state: what each slice of rows starts with.
    private static func onAllCores<State, Value>(
        _ batch: RowBatch, startingWith state: State, _ body: (inout State, Int) -> Value
    ) -> [Value] {
        let slices = (batch.count + sliceRows - 1) / sliceRows
        return [Value](unsafeUninitializedCapacity: batch.count) { buffer, initialized in
            withoutActuallyEscaping(body) { body in
                // Safe: every slice initialises its own places only, and all end before concurrentPerform returns.
                nonisolated(unsafe) let places = buffer
                nonisolated(unsafe) let state = state
                nonisolated(unsafe) let body = body
                DispatchQueue.concurrentPerform(iterations: slices) { slice in
                    var state = state
                    for index in slice * sliceRows..<min((slice + 1) * sliceRows, batch.count) {
                        (places.baseAddress.unsafelyUnwrapped + index).initialize(to: body(&state, index))
                    }
                }
            }
            initialized = batch.count
        }
    }
}
