// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CMeasuring
import Glibc
import Matching

/// Compares lists of tokens, of which each shares four in five with the one before it, and asks for who is on all.
struct MatcherBenchmark {
    /// As an agreement cuts them.
    private static let chunkRows = 65_535

    let name: String
    let lists: Int
    let rows: Int
    let seed: UInt64
    /// Lists whose rows are wanted: the first ones.
    let wanted: Int

    /// Matches `rounds` times, and once before without being measured where that is more than once.
    func run(rounds: Int) throws -> Outcome {
        if rounds > 1 { _ = try once() }
        let times = try (0..<rounds).map { _ in try once() }
        let plan = TokenPlan(rows: Array(repeating: rows, count: lists))
        var remarks: [(key: String, value: String)] = [
            ("lists", "\(lists) of \(rows) tokens, \(plan.spills ? "over a partition file" : "in memory")"),
            ("of which taking in, ns", Self.middle(times.map(\.added))),
            ("of which matching, ns", Self.middle(times.map(\.matched))),
            ("seconds by the clock, the making of tokens included", Self.middle(times.map(\.seconds))),
        ]
        var usage = rusage()
        if getrusage(0, &usage) == 0 { remarks.append(("peak resident MiB", "\(usage.ru_maxrss >> 10)")) }
        let allocations = times.map(\.allocations).max() ?? 0
        return Outcome(
            name: name, inputs: rows * lists,
            measurements: [
                Measurement(
                    name: "a token, taken in and matched", nanoseconds: times.map { $0.added + $0.matched }.sorted(),
                    allocations: allocations)
            ], remarks: remarks)
    }

    private static func middle(_ values: [Double]) -> String {
        let tenths = Int((values.sorted()[values.count / 2] * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    private struct WrongResult: Error {}

    private struct Times {
        /// Nanoseconds of the thread's own time a token, the making of tokens not counted.
        let added: Double
        let matched: Double
        let seconds: Double
        /// Of a token.
        let allocations: Double
    }

    private func once() throws -> Times {
        let clock = ContinuousClock()
        let began = clock.now
        let allocations = measuring_allocations()
        var generator = Random(state: seed)
        var chunk = [UInt64](repeating: 0, count: 2 * Self.chunkRows)
        var added: UInt64 = 0
        let collection = try TokenCollection(
            TokenPlan(rows: Array(repeating: rows, count: lists)), store: PartitionsInFolder(), using: &generator)
        for list in 0..<lists {
            for first in stride(from: 0, to: rows, by: Self.chunkRows) {
                let count = min(Self.chunkRows, rows - first)
                for index in 0..<count { token(list, first + index, into: &chunk, at: index) }
                let start = measuring_thread_time()
                try chunk.withUnsafeBytes {
                    try collection.add(
                        UnsafeRawBufferPointer(rebasing: $0.prefix(16 * count)), list: list, firstRow: first)
                }
                added += measuring_thread_time() - start
            }
        }
        let start = measuring_thread_time()
        let all = 1 << lists - 1
        let match = try collection.match(
            truthTable: (0...all).map { $0 == all }, positionsOf: Array(0..<wanted))
        let end = measuring_thread_time()
        guard match.members == rows - (lists - 1) * (rows / 5) else { throw WrongResult() }
        let tokens = Double(rows * lists)
        return Times(
            added: Double(added) / tokens, matched: Double(end - start) / tokens,
            seconds: (clock.now - began) / .seconds(1),
            allocations: Double(measuring_allocations() - allocations) / tokens)
    }

    /// The token of a row: lists overlap as ranges of people do, whose order a prime scatters.
    @inline(__always)
    private func token(_ list: Int, _ row: Int, into chunk: inout [UInt64], at index: Int) {
        let person = list * (rows / 5) + row &* 1_000_003 % rows
        var words = Random(state: seed ^ UInt64(person) << 20)
        chunk[2 * index] = words.next()
        chunk[2 * index + 1] = words.next()
    }
}
