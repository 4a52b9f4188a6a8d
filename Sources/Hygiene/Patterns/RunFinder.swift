// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Foundation

/// Finds long runs of consecutive numbers, exactly: numbers come in ascending order, wherever their rows are.
///
/// Where a number is on the list with probability p, a run of k starts at a given place with probability p^k at most; p is
/// what the rest of the run's thousands shows, drawn towards the country's other blocks (docs/hygiene.md).
struct RunFinder {
    /// Shorter runs are families and small offices.
    static let shortest: UInt64 = 8
    /// The numbers that are looked at for p: operators get them by the thousand.
    private static let thousand: UInt64 = 1000
    /// How many numbers the other blocks' density counts for.
    private static let weight = 50.0
    /// No honest list has more than half of all numbers of a range.
    private static let densest = 0.5
    private static let sparsest = 1e-4

    private struct Run {
        let start: UInt64
        var end: UInt64
        let country: Int
        /// Numbers of the first thousand before the run, and then those of the last one behind it too.
        var others: UInt64
        var rows: RowSample

        var length: UInt64 { end - start + 1 }
        var thousands: UInt64 { end / RunFinder.thousand - start / RunFinder.thousand + 1 }
        var blocks: ClosedRange<UInt64> { start / NumberBlock.size...end / NumberBlock.size }
    }

    private var open: Run?
    /// Runs that ended in this thousand, and how many of its numbers there were then.
    private var ended: [(run: Run, seen: UInt64)] = []
    private var present: UInt64 = 0
    private var seen: UInt64 = 0
    private var best = Strongest<Run>(256) { -Self.log10Expected($0, others: 0, blocks: 1) }

    mutating func take(_ number: DistinctNumber) {
        let next = number.digits / Self.thousand
        if var run = open, number.digits == run.end + 1 {
            run.end = number.digits
            run.rows.add(number.rows)
            open = run
        } else {
            endRun()
            open = Run(
                start: number.digits, end: number.digits, country: number.country, others: next == present ? seen : 0,
                rows: number.rows)
        }
        if next != present { endThousand(next) }
        seen += 1
    }

    /// What was found, with the density of the list's other blocks.
    mutating func findings(_ shares: BlockShares) -> [(Evidence, Finding)] {
        endRun()
        endThousand(0)
        return best.sorted().compactMap { run in
            let evidence = Evidence(
                log10Expected: Self.log10Expected(
                    run,
                    others: shares.density(
                        of: run.country, without: run.length + run.others, in: UInt64(run.blocks.count)),
                    blocks: shares.blocks))
            return evidence.isTold ? (evidence, Self.finding(run, evidence)) : nil
        }
    }

    private mutating func endRun() {
        if let run = open, run.length >= Self.shortest { ended.append((run, seen)) }
        open = nil
    }

    private mutating func endThousand(_ next: UInt64) {
        for (short, seen) in ended {
            var run = short
            run.others += self.seen - seen
            best.offer(run)
        }
        ended.removeAll(keepingCapacity: true)
        present = next
        seen = 0
    }

    private static func log10Expected(_ run: Run, others: Double, blocks: UInt64) -> Double {
        let places = Double(run.thousands * thousand - run.length)
        let density = (Double(run.others) + weight * others) / (places + weight)
        let bounded = min(max(density, sparsest), densest)
        return log10(Double(blocks) * Double(NumberBlock.size)) + Double(run.length) * log10(bounded)
    }

    private static func finding(_ run: Run, _ evidence: Evidence) -> Finding {
        let first = NumberBlock.masked(run.blocks.lowerBound)
        let last = NumberBlock.masked(run.blocks.upperBound)
        let block = first == last ? first : "\(first) to \(last)"
        let others =
            switch run.others {
            case 0: "no other number"
            case 1: "1 other number"
            default: "\(DigitGroups.text(run.others)) other numbers"
            }
        return Finding(
            kind: .consecutive, score: evidence.score,
            explanation:
                "\(DigitGroups.text(run.length)) numbers follow each other without a gap in \(block), with \(others) within the same \(run.thousands == 1 ? "thousand" : "thousands"). They were "
                + "counted up, not collected; or they are the direct lines of one company.",
            block: block, rowCount: run.rows.count, rows: run.rows.rows)
    }
}
