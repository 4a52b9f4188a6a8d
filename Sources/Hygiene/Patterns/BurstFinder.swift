// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Finds stretches of rows in which far more rows are invalid than elsewhere: a scan statistic over windows of three sizes.
///
/// The probability that any window of w rows has k invalid ones is at most the number of windows times the binomial tail of
/// one (docs/hygiene.md).
struct BurstFinder {
    private static let windows = [50, 500, 5000]
    /// Fewer invalid rows are no burst.
    private static let fewest = 10

    /// The rows of a window, counted from 1, or of several windows of one size that lie side by side.
    private struct Peak {
        let window: Int
        var count: Int
        var rows: ClosedRange<Int>
        var evidence = Evidence(log10Expected: 0)

        init(window: Int, count: Int, end: Int) {
            self.window = window
            self.count = count
            rows = end - window + 1...end
        }

        /// Whether another window of the same size goes on where this one ends, or nearly.
        func touches(_ other: Peak) -> Bool {
            window == other.window && rows.lowerBound <= other.rows.upperBound + window
                && other.rows.lowerBound <= rows.upperBound + window
        }
    }

    private struct Scan {
        let window: Int
        var count = 0
        /// The best window of those that end in the present stretch of as many rows.
        var best: (count: Int, end: Int) = (0, 0)
        var peaks = Strongest<Peak>(16) { Double($0.count) }
    }

    private var scans = Self.windows.map { Scan(window: $0) }
    /// The last rows of the largest window, 1 for invalid.
    private var ring = [UInt8](repeating: 0, count: 5000)
    private var rows = 0
    private var invalid = 0

    /// Takes the next row.
    mutating func take(isInvalid: Bool) {
        let flag = isInvalid ? 1 : 0
        for index in scans.indices {
            let window = scans[index].window
            if rows >= window { scans[index].count -= Int(ring[(rows - window) % ring.count]) }
            scans[index].count += flag
            if rows % window == 0 { endStretch(index) }
            if rows + 1 >= window, scans[index].count > scans[index].best.count {
                scans[index].best = (scans[index].count, rows + 1)
            }
        }
        ring[rows % ring.count] = UInt8(flag)
        rows += 1
        invalid += flag
    }

    mutating func findings() -> [(Evidence, Finding)] {
        var peaks: [Peak] = []
        for index in scans.indices {
            endStretch(index)
            // Outside of the window there must be as much again to compare it with.
            guard rows >= 2 * scans[index].window else { continue }
            peaks += scans[index].peaks.sorted().map(judged).filter(\.evidence.isTold)
        }
        peaks.sort { $0.evidence != $1.evidence ? $0.evidence > $1.evidence : $0.rows.lowerBound < $1.rows.lowerBound }
        // What overlaps a stronger window is the same burst, and what lies beside it is more of it.
        var told: [Peak] = []
        for peak in peaks where !told.contains(where: { $0.rows.overlaps(peak.rows) }) {
            guard let index = told.firstIndex(where: { $0.touches(peak) }) else {
                told.append(peak)
                continue
            }
            told[index].count += peak.count
            let rows = told[index].rows
            told[index].rows =
                min(rows.lowerBound, peak.rows.lowerBound)...max(rows.upperBound, peak.rows.upperBound)
        }
        return told.map { ($0.evidence, finding($0)) }
    }

    private mutating func endStretch(_ index: Int) {
        let (count, end) = scans[index].best
        if count >= Self.fewest {
            scans[index].peaks.offer(Peak(window: scans[index].window, count: count, end: end))
        }
        scans[index].best = (0, 0)
    }

    private func judged(_ peak: Peak) -> Peak {
        var peak = peak
        let elsewhere = Double(invalid - peak.count + 1) / Double(rows - peak.window + 2)
        let places = Tail.decimal(Double(rows) * Double(Self.windows.count))
        peak.evidence = Evidence(
            log10Expected: places + Tail.binomial(peak.count, of: peak.window, elsewhere))
        return peak
    }

    private func finding(_ peak: Peak) -> Finding {
        let elsewhere = (Double(invalid - peak.count) / Double(max(rows - peak.rows.count, 1)) * 1000).rounded() / 10
        return Finding(
            kind: .invalidBurst, score: peak.evidence.score,
            explanation:
                "\(DigitGroups.text(peak.count)) of the \(DigitGroups.text(peak.rows.count)) rows from \(DigitGroups.text(peak.rows.lowerBound)) to "
                + "\(DigitGroups.text(peak.rows.upperBound)) are invalid; elsewhere \(elsewhere) % are. An export or a merge went wrong there, or "
                + "another source begins.",
            rowCount: UInt64(peak.count), rows: [UInt64(peak.rows.lowerBound), UInt64(peak.rows.upperBound)])
    }
}
