// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Hygiene
import Lists
import PhoneNumbers
import Spilling

/// What `numbers check` makes of a whole list, in bounded memory: rows with their repetitions, and a report.
struct ListCheck {
    /// Bytes for numbers, unless told otherwise; beyond them temporary files are used.
    static let defaultMemory = 32 << 20

    private let folder = SpillFolder.path
    private let memory: Int
    private let states: ConsentStates?
    private let plan: NumberingPlan
    private let sorter: PairSorter
    private var rows: CheckedRows?
    private var rowOrder = RowOrderAnalysis()
    private var counts = NumberCounts()
    private(set) var tally = NumbersTally()
    private var pairs: [Pair] = []

    /// - Parameters:
    ///   - output: where rows are printed; nil for the report alone.
    ///   - states: what the list's column of consent states may say; nil where it has none.
    init(
        output: OutputFile?, format: RowPrintFormat, states: ConsentStates?, plan: NumberingPlan, memory: Int
    ) throws {
        self.plan = plan
        self.memory = memory
        self.states = states
        sorter = PairSorter(limit: output == nil ? memory : memory / 2, folder: folder)
        rows = try output.map { try CheckedRows($0, format: format, limit: memory / 2, folder: SpillFolder.path) }
    }

    /// Takes the next batch of the list.
    mutating func take(_ batch: CheckedBatch) throws {
        tally.merge(batch.tally)
        counts.merge(batch.counts)
        rowOrder.take(batch.marks)
        pairs.removeAll(keepingCapacity: true)
        for mark in batch.marks where mark.digits != 0 {
            pairs.append(Pair(key: mark.digits, value: mark.packed))
        }
        try sorter.add(pairs)
        try rows?.take(batch)
    }

    /// Prints what is left of the rows, and reports.
    mutating func end() throws -> HygieneReport {
        rows?.endTaking()
        let sorted = try sorter.sorted()
        let waiting = rows.map { $0.firstWaiting } ?? .max
        let repeating = PairSorter(limit: memory / 2, folder: folder)
        var numberOrder = NumberOrderAnalysis(states: states)
        var repeats: [Pair] = []
        while try sorted.next(into: &pairs) {
            numberOrder.take(pairs, repeats: &repeats)
            if waiting != .max { try repeating.add(repeats.filter { $0.key >= waiting }) }
            repeats.removeAll(keepingCapacity: true)
        }
        if waiting != .max { try rows?.printWaiting(repeating.sorted()) }
        return HygieneReport(
            plan: plan.version, valid: tally.valid, possible: tally.possible, invalid: tally.invalid,
            reasons: tally.reasonCounts, counts: counts, states: states, rowOrder: rowOrder, numberOrder: numberOrder)
    }
}
