// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Blinding
import Dispatch
package import Lists
package import PhoneNumbers

/// Reads a party's list: numbers normalised on all cores, refused rows counted and written to the rejects.
package struct ListIntake: Sendable {
    /// The list's file, `-` for standard input.
    package let path: String
    package let options: ListOptions
    /// Where national formats are read as dialled.
    package let region: Region?
    /// Suppression lists take every possible number, positive lists only valid ones (protocol/v1/matching.md §2).
    package let takesPossible: Bool
    /// Where refused rows go; nil for nowhere.
    package let rejects: String?
    /// Whether an existing rejects file is replaced.
    package let replacesRejects: Bool

    package init(
        path: String, options: ListOptions, region: Region?, takesPossible: Bool, rejects: String? = nil,
        replacesRejects: Bool = false
    ) {
        self.path = path
        self.options = options
        self.region = region
        self.takesPossible = takesPossible
        self.rejects = rejects
        self.replacesRejects = replacesRejects
    }

    /// Rows of a batch: enough for all cores, small enough to keep memory flat.
    private static let batchRows = 16_384
    private static let sliceRows = 512

    /// Reads the whole list.
    ///
    /// Blocks its thread. Memory: 16 bytes a number besides a batch of rows.
    ///
    /// - Parameter progress: gets the rows read so far, about every 16,384 rows.
    package func read(progress: (Int) -> Void) throws -> (numbers: NumberSet, report: ListReport) {
        var reader = try ListReader(path: path, options: options)
        var batch = RowBatch(capacity: Self.batchRows)
        var numbers = NumberSet()
        var refused: [String: Int] = [:]
        var writer = try OptionalRejects(path: rejects, force: replacesRejects)
        while try reader.next(into: &batch) {
            let assessments = assess(batch)
            for (index, assessment) in assessments.enumerated() {
                let row = batch[index]
                if row.rejection == nil, let number = accepted(assessment) {
                    numbers.append(number, row: UInt32(clamping: row.row))
                } else {
                    let reason = row.rejection?.rawValue ?? assessment?.reason?.rawValue ?? "empty"
                    refused[reason, default: 0] += 1
                    try writer.write(batch, at: index, reason: reason)
                }
            }
            progress(Int(reader.rowCount))
        }
        try writer.close()
        let rows = Int(reader.rowCount)
        numbers.seal()
        let report = ListReport(
            rows: rows, accepted: numbers.entries.count, duplicates: numbers.duplicates, refused: refused)
        return (numbers, report)
    }

    private func accepted(_ assessment: Assessment?) -> PhoneNumber? {
        switch assessment {
        case .valid(let number): number
        case .possible(let number): takesPossible ? number : nil
        case .invalid, nil: nil
        }
    }

    /// Judges the rows of a batch on all cores; nil where the row itself was refused.
    private func assess(_ batch: RowBatch) -> [Assessment?] {
        let plan = NumberingPlan()
        let slices = (batch.count + Self.sliceRows - 1) / Self.sliceRows
        return [Assessment?](unsafeUninitializedCapacity: batch.count) { buffer, initialized in
            // Safe: every slice initialises its own places only, and all end before concurrentPerform returns.
            nonisolated(unsafe) let places = buffer
            DispatchQueue.concurrentPerform(iterations: slices) { slice in
                for index in slice * Self.sliceRows..<min((slice + 1) * Self.sliceRows, batch.count) {
                    let assessment: Assessment? =
                        batch[index].rejection == nil
                        ? batch.withNumber(at: index) { plan.parse($0, region: region) } : nil
                    (places.baseAddress.unsafelyUnwrapped + index).initialize(to: assessment)
                }
            }
            initialized = batch.count
        }
    }
}
