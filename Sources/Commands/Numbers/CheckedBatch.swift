// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Lists
import PhoneNumbers

/// A batch of rows, judged and printed but for what only earlier batches can tell: which numbers repeat.
struct CheckedBatch: Sendable {
    /// Where a row lies in the bytes.
    struct Place: Sendable {
        let row: UInt64
        /// E.164 digits; 0 where there is no number.
        let digits: UInt64
        /// Where the word about a repetition belongs.
        let gap: Int
        let end: Int
    }

    private(set) var bytes: [UInt8] = []
    private(set) var places: [Place] = []
    private(set) var tally = NumbersTally()

    /// Judges the rows of a batch and prints them.
    init(_ batch: RowBatch, plan: NumberingPlan, region: Region?, format: RowPrintFormat) {
        bytes.reserveCapacity(batch.count * 256)
        places.reserveCapacity(batch.count)
        for index in 0..<batch.count {
            let row = batch[index]
            let reading: Reading? =
                row.rejection == nil ? batch.withNumber(at: index) { plan.read($0, region: region) } : nil
            let number = reading?.number
            let checked = CheckedRow(
                row: row.row, status: reading?.status ?? .invalid, number: number,
                facts: number.map { plan.facts(of: $0) },
                reason: row.rejection?.rawValue ?? reading?.reason?.rawValue, notes: reading?.notes ?? [])
            let gap =
                switch format {
                case .ndjson: batch.withField(0, at: index) { checked.appendJSON(input: $0, to: &bytes) }
                case .text: checked.appendText(to: &bytes)
                }
            places.append(Place(row: row.row, digits: number?.digits ?? 0, gap: gap, end: bytes.count))
            tally.count(checked.status, reason: checked.reason)
        }
    }
}
