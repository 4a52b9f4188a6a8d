// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Foundation

/// Finds runs of numbers at one distance from each other, in the order of the numbers or in that of the rows.
///
/// Where a number is on the list with probability p, the next one is at distance g with probability p·(1 − p)^(g − 1), which is
/// at most (1/g)·(1 − 1/g)^(g − 1) whatever p is: so nothing need be known of the list (docs/hygiene.md).
struct StrideFinder {
    /// Shorter ones are not told.
    static let fewestNumbers: UInt64 = 8

    private struct Run {
        let distance: Int64
        /// Equal distances.
        var gaps: UInt64
        let firstBlock: UInt64
        var rows: RowSample
    }

    private let inRowOrder: Bool
    private var previous: (digits: UInt64, rows: RowSample)?
    private var run: Run?
    private var numbers: UInt64 = 0
    private var best = Strongest<Run>(64) { -Self.log10Expected($0) }

    init(inRowOrder: Bool) { self.inRowOrder = inRowOrder }

    mutating func take(_ digits: UInt64, _ rows: RowSample) {
        numbers += 1
        guard let before = previous else {
            previous = (digits, rows)
            return
        }
        let distance = Int64(bitPattern: digits &- before.digits)
        if run?.distance == distance {
            run?.gaps += 1
            run?.rows.add(rows)
        } else {
            endRun()
            // One apart is what `RunFinder` looks for.
            if distance.magnitude > 1 {
                var sample = before.rows
                sample.add(rows)
                run = Run(distance: distance, gaps: 1, firstBlock: before.digits / NumberBlock.size, rows: sample)
            }
        }
        previous = (digits, rows)
    }

    mutating func findings() -> [(Evidence, Finding)] {
        endRun()
        let places = log10(Double(max(numbers, 1))) + (inRowOrder ? log10(2.0) : 0)
        return best.sorted().compactMap { run in
            let evidence = Evidence(log10Expected: places + Self.log10Expected(run))
            return evidence.isTold ? (evidence, finding(run, evidence)) : nil
        }
    }

    private mutating func endRun() {
        if let run, run.gaps + 1 >= Self.fewestNumbers { best.offer(run) }
        run = nil
    }

    /// For one place to start at; the sum over all distances is what π²/6 and the square are for.
    private static func log10Expected(_ run: Run) -> Double {
        let distance = Double(run.distance.magnitude)
        let likeliest = log10(1 / distance) + (distance - 1) * log1p(-1 / distance) / log(10)
        return Double(run.gaps) * likeliest + log10(1.645 * distance * distance)
    }

    private func finding(_ run: Run, _ evidence: Evidence) -> Finding {
        let block = NumberBlock.masked(run.firstBlock)
        let count = DigitGroups.text(run.gaps + 1)
        let distance = DigitGroups.text(run.distance.magnitude)
        let what =
            inRowOrder
            ? "\(count) rows one after the other have numbers that \(run.distance < 0 ? "fall" : "rise") by \(distance) each time"
            : "\(count) numbers in a row are \(distance) apart each time, and none is between them"
        return Finding(
            kind: .stride, score: evidence.score,
            explanation: "\(what), from \(block) on. A program made them.", block: block, rowCount: run.rows.count,
            rows: run.rows.rows)
    }
}
