// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Hygiene
import Joining
import Lists
import PhoneNumbers

/// A batch of rows, judged, counted and printed but for what only earlier batches can tell: which numbers repeat.
struct CheckedBatch: Sendable {
    /// Where a printed row lies in the bytes.
    struct Place: Sendable {
        /// Where the word about a repetition belongs.
        let gap: Int
        let end: Int
    }

    private(set) var bytes: [UInt8] = []
    /// Of each row, where rows are printed.
    private(set) var places: [Place] = []
    /// Of each row.
    private(set) var marks: [RowMark] = []
    private(set) var tally = NumbersTally()
    private(set) var counts = NumberCounts()

    /// Judges the rows of a batch, and prints them unless `format` is nil.
    ///
    /// - Parameter statesBy: what the words in field 1 mean as states of consent; nil where it holds none.
    init(
        _ batch: RowBatch, plan: NumberingPlan, region: Region?, format: RowPrintFormat?, statesBy: ColumnMap?
    ) {
        var states = statesBy.map { ConsentStateReader($0) }
        if format != nil {
            bytes.reserveCapacity(batch.count * 256)
            places.reserveCapacity(batch.count)
        }
        marks.reserveCapacity(batch.count)
        for index in 0..<batch.count {
            let row = batch[index]
            let reading: Reading? =
                row.rejection == nil ? batch.withNumber(at: index) { plan.read($0, region: region) } : nil
            let number = reading?.number
            // The place is half of the work, and is only printed.
            let facts = number.map { plan.facts(of: $0, includingLocation: format != nil) }
            let reason = row.rejection?.rawValue ?? reading?.reason?.rawValue
            let status = reading?.status ?? .invalid
            tally.count(status, reason: reason)
            counts.count(reading?.notes ?? [])
            let country = facts.map { counts.count($0) } ?? 0
            var state = ConsentStates.none
            if states != nil {
                state = batch.withField(1, at: index) { states?.index($0) } ?? ConsentStates.none
                counts.count(state: state)
            }
            marks.append(RowMark(row: row.row, digits: number?.digits ?? 0, country: country, state: state))
            guard let format else { continue }
            let checked = CheckedRow(
                row: row.row, status: status, number: number, facts: facts,
                written: format == .ndjson ? number.map { plan.written($0) } : nil, reason: reason,
                notes: reading?.notes ?? [])
            let gap =
                switch format {
                case .ndjson: batch.withField(0, at: index) { checked.appendJSON(input: $0, to: &bytes) }
                case .text: checked.appendText(to: &bytes)
                }
            places.append(Place(gap: gap, end: bytes.count))
        }
    }
}
