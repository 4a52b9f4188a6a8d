// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Blinding
import CMeasuring
import Columns
import Spilling

/// The external sort of a list by itself: random encodings with digits and rows, in memory and over temporary files.
struct SortingBenchmark {
    /// As blinding makes them.
    private static let blockRows = NumberSet.blockRows

    let rows: Int
    let seed: UInt64

    private struct WrongResult: Error {}

    func run(rounds: Int) throws -> Outcome {
        // The files first: memory that a process had once it does not always give back.
        // A short list would fit in what the program takes.
        let memory = min(NumberSet.memory, rows * RowSorting.rowByteCount / 2)
        let spilled = try measured(rounds, memory: memory)
        let spilledPeak = measuring_peak_bytes() >> 20
        let inMemory = try measured(rounds, memory: Int.max)
        return Outcome(
            name: "sorting", inputs: rows,
            measurements: Self.named("files: ", spilled, rows) + Self.named("memory: ", inMemory, rows),
            isContest: false,
            remarks: [
                ("bytes of a row", "\(RowSorting.rowByteCount)"),
                ("files: bytes of memory for sorting", "\(memory)"),
                ("files: peak resident MiB", "\(spilledPeak)"),
                ("memory: peak resident MiB", "\(measuring_peak_bytes() >> 20)"),
            ])
    }

    private func measured(_ rounds: Int, memory: Int) throws -> [StageClock] {
        if rounds > 1 { try sort(memory, StageClock()) }
        return try (0..<rounds).map { _ in
            let clock = StageClock()
            try sort(memory, clock)
            return clock
        }
    }

    private static func named(_ prefix: String, _ clocks: [StageClock], _ rows: Int) -> [Measurement] {
        StageClock.measurements(of: clocks, inputs: rows).map { measurement in
            Measurement(
                name: prefix + measurement.name, nanoseconds: measurement.nanoseconds,
                processors: measurement.processors)
        }
    }

    /// Sorts once; making the rows and looking at the order are not counted.
    private func sort(_ memory: Int, _ clock: StageClock) throws {
        var random = Random(state: seed)
        let sorting = RowSorting(rows: rows, memory: memory)
        var elements = [UInt64](repeating: 0, count: Self.blockRows * 4)
        for first in stride(from: 0, to: rows, by: Self.blockRows) {
            let count = min(Self.blockRows, rows - first)
            // Bit 0 of an encoding's first byte is 0.
            for index in 0..<4 * count { elements[index] = index % 4 == 0 ? random.next() & ~1 : random.next() }
            let pairs = (first..<first + count).map { Pair(key: 12_010_000_000 + UInt64($0), value: UInt64($0)) }
            clock.enter(.distribute)
            try elements.withUnsafeBytes {
                try sorting.add(UnsafeRawBufferPointer(rebasing: $0[..<(count * EncodedElement.byteCount)]), for: pairs)
            }
            clock.enter(nil)
        }
        var (count, sum) = (0, 0)
        var last = EncodedElement(unalignedAt: [UInt8](repeating: 0, count: EncodedElement.byteCount))
        clock.enter(.sort)
        try sorting.drain { block in
            clock.enter(nil)
            count += block.rows.count
            sum += block.rows.reduce(0) { $0 + Int($1) }
            try block.elements.withUnsafeBytes { bytes in
                guard let base = bytes.baseAddress else { return }
                for start in stride(from: 0, to: bytes.count, by: EncodedElement.byteCount) {
                    let element = EncodedElement(unalignedAt: base + start)
                    guard last < element else { throw WrongResult() }
                    last = element
                }
            }
            clock.enter(.sort)
        }
        clock.enter(nil)
        guard count == rows, sum == rows * (rows - 1) / 2 else { throw WrongResult() }
    }
}
