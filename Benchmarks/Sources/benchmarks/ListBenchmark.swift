// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Blinding
import CMeasuring
import Columns
import Dispatch
import Lists
import PhoneNumbers
import Ristretto
import Spilling
import Vocabulary

/// What one party does for a whole list, stage by stage: from a CSV to its list of a round, and the last hop of another's, to tokens.
///
/// The stages call what the program calls, in its order; a first run that is not counted compares the list's digests with the program's own.
struct ListBenchmark {
    /// As an agreement cuts them.
    private static let chunkRows = 65_535
    private static let batchRows = 16_384
    private static let sliceRows = 512

    let rows: Int
    let seed: UInt64

    private struct DifferentResults: Error {}

    func run(rounds: Int) throws -> Outcome {
        guard let round = RoundID(bytes: [UInt8](repeating: 7, count: 32)), let roundID = Digest(bytes: round.bytes)
        else { throw DifferentResults() }
        let file = try NumbersFile(rows: rows, seed: seed)
        let key = try Scalar.random()
        let next = try Scalar.random()
        let unmeasured = StageClock()
        let numbers = try numbers(in: file, unmeasured)
        let digests = try work(on: numbers, round: roundID, key: key, next: next, unmeasured)
        unmeasured.enter(.blind)
        var chunks = try ChunkDigester(chunkRows: Self.chunkRows)
        try ListBlinding(round: round).blind(numbers, key: key) { block in
            block.elements.withUnsafeBytes { chunks.append($0) }
        }
        unmeasured.enter(nil)
        guard try chunks.finished() == digests, numbers.count > 0 else { throw DifferentResults() }
        let clocks = try (0..<rounds).map { _ in
            let clock = StageClock()
            let numbers = try self.numbers(in: file, clock)
            guard try work(on: numbers, round: roundID, key: key, next: next, clock) == digests else {
                throw DifferentResults()
            }
            return clock
        }
        let bytes = numbers.count * RowSorting.rowByteCount
        return Outcome(
            name: "csv-to-tokens", inputs: rows,
            measurements: StageClock.measurements(of: clocks, inputs: rows), isContest: false,
            remarks: [
                ("lanes", try Lanes.chosen.get().rawValue),
                ("bytes of the CSV", "\(file.size)"),
                ("numbers in the list", "\(numbers.count), \(numbers.duplicates) rows repeat one"),
                ("sorted", bytes > NumberSet.memory ? "over temporary files" : "in memory"),
                ("peak resident MiB", "\(measuring_peak_bytes() >> 20)"),
            ])
    }

    /// Reads the CSV to the distinct numbers of its rows.
    private func numbers(in file: NumbersFile, _ clock: StageClock) throws -> NumberSet {
        clock.enter(.read)
        let plan = NumberingPlan()
        var reader = try ListReader(file.source(), name: "the CSV")
        var collector = NumberCollector()
        var batch = RowBatch(capacity: Self.batchRows)
        while try reader.next(into: &batch) {
            clock.enter(.normalise)
            let numbers = Self.normalised(batch, by: plan)
            clock.enter(.deduplicate)
            for (index, number) in numbers.enumerated() {
                if let number { try collector.append(number, row: UInt32(clamping: batch[index].row)) }
            }
            clock.enter(.read)
        }
        clock.enter(.deduplicate)
        let numbers = try collector.sealed()
        clock.enter(nil)
        return numbers
    }

    /// Makes the list and takes it through a last hop, a bucket at a time; gives the digests of the list's chunks.
    private func work(
        on numbers: NumberSet, round: Digest, key: borrowing Scalar, next: borrowing Scalar, _ clock: StageClock
    ) throws -> [Digest] {
        clock.enter(.distribute)
        let sorting = RowSorting(rows: numbers.count, memory: NumberSet.memory)
        try numbers.forEachBlock { pairs in
            clock.enter(.blind)
            var elements = [UInt8](repeating: 0, count: pairs.count * EncodedElement.byteCount)
            try pairs.map(\.key).withUnsafeBufferPointer { digits in
                try elements.withUnsafeMutableBytes {
                    try Batch.blind(digits: digits, roundID: round, key: key, into: $0)
                }
            }
            clock.enter(.distribute)
            try elements.withUnsafeBytes { try sorting.add($0, for: pairs) }
        }
        clock.enter(.sort)
        var chunks = try ChunkDigester(chunkRows: Self.chunkRows)
        try sorting.drain { block in
            clock.enter(.digest)
            block.elements.withUnsafeBytes { chunks.append($0) }
            clock.enter(.again)
            var products = [UInt8](repeating: 0, count: block.elements.count)
            try block.elements.withUnsafeBytes { elements in
                try products.withUnsafeMutableBytes { try Batch.multiply(elements: elements, key: next, into: $0) }
            }
            clock.enter(.token)
            var tokens = [UInt8](repeating: 0, count: block.rows.count * Token.byteCount)
            try products.withUnsafeBytes { products in
                try tokens.withUnsafeMutableBytes { try Batch.tokens(elements: products, roundID: round, into: $0) }
            }
            clock.enter(.sort)
        }
        clock.enter(.digest)
        let digests = try chunks.finished()
        clock.enter(nil)
        return digests
    }

    /// The valid number of each row, nil where there is none; on all cores.
    private static func normalised(_ batch: RowBatch, by plan: NumberingPlan) -> [PhoneNumber?] {
        let region = Region("US")
        return [PhoneNumber?](unsafeUninitializedCapacity: batch.count) { buffer, initialized in
            // Safe: every slice initialises its own places only, and all end before concurrentPerform returns.
            nonisolated(unsafe) let places = buffer
            DispatchQueue.concurrentPerform(iterations: (batch.count + sliceRows - 1) / sliceRows) { slice in
                for index in slice * sliceRows..<min((slice + 1) * sliceRows, batch.count) {
                    let reading =
                        batch[index].rejection == nil
                        ? batch.withNumber(at: index) { plan.read($0, region: region) } : nil
                    (places.baseAddress.unsafelyUnwrapped + index)
                        .initialize(to: reading?.listed(takesPossible: false))
                }
            }
            initialized = batch.count
        }
    }
}
