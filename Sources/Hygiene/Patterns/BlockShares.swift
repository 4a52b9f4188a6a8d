// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Foundation

/// Counts the list's numbers in blocks of ten thousand, and finds those that have far more than others of their country.
///
/// How full a block is varies widely in honest lists, since people live in cities: the counts of a country's blocks are taken
/// for log-normal, with median and spread from their own quantiles, which a few planted blocks do not move
/// (docs/hygiene.md).
struct BlockShares {
    /// Fewer blocks of a country say nothing about what is usual.
    static let fewestBlocks: UInt64 = 20
    /// Smaller blocks are not told, however rare.
    static let smallest: UInt64 = 20
    /// Nor are those that are not so many times as large as the mean.
    private static let factor = 5.0
    /// The least spread of the logarithms.
    private static let leastSpread = 0.7
    /// A block with more numbers than this is told whatever the others are.
    private static let full: UInt64 = NumberBlock.size / 2

    private struct Block {
        let block: UInt64
        let count: UInt64
        let rows: RowSample
    }

    private struct Country {
        var blocks: UInt64 = 0
        var numbers: UInt64 = 0
        /// How many blocks have how many numbers.
        var sizes: [UInt64: UInt64] = [:]
        var largest = Strongest<Block>(16) { Double($0.count) }

        /// The number of numbers that a part of the blocks do not exceed.
        func quantile(_ part: Double) -> Double {
            var left = UInt64((Double(blocks) * part).rounded(.up))
            for (size, count) in sizes.sorted(by: { $0.key < $1.key }) {
                if count >= left { return Double(size) }
                left -= count
            }
            return 1
        }
    }

    private var countries: [Int: Country] = [:]
    private var block: UInt64 = 0
    private var country = 0
    private var count: UInt64 = 0
    private var rows = RowSample()
    /// Blocks with at least one number.
    private(set) var blocks: UInt64 = 0

    mutating func take(_ number: DistinctNumber) {
        let next = number.digits / NumberBlock.size
        if next != block {
            endBlock()
            block = next
            country = number.country
        }
        count += 1
        rows.add(number.rows)
    }

    /// Ends taking.
    mutating func end() { endBlock() }

    /// The part of its numbers that the list has of a country's occupied blocks, some of them left out.
    func density(of country: Int, without numbers: UInt64, in blocks: UInt64) -> Double {
        guard let all = countries[country], all.blocks > blocks, all.numbers > numbers else { return 0 }
        return Double(all.numbers - numbers) / Double(all.blocks - blocks) / Double(NumberBlock.size)
    }

    mutating func findings() -> [(Evidence, Finding)] {
        var findings: [(Evidence, Finding)] = []
        for (index, country) in countries {
            var country = country
            let judge = judge(country)
            for block in country.largest.sorted() {
                guard let evidence = judge(block), evidence.isTold else { continue }
                findings.append((evidence, finding(block, in: country, index: index, evidence)))
            }
        }
        return findings
    }

    private mutating func endBlock() {
        defer {
            count = 0
            rows = RowSample()
        }
        guard count > 0 else { return }
        blocks += 1
        countries[country, default: Country()].blocks += 1
        countries[country, default: Country()].numbers += count
        countries[country, default: Country()].sizes[count, default: 0] += 1
        if count >= Self.smallest {
            countries[country]?.largest.offer(Block(block: block, count: count, rows: rows))
        }
    }

    private func judge(_ country: Country) -> (Block) -> Evidence? {
        let all = log10(Double(max(blocks, 1)))
        let isTellable = country.blocks >= Self.fewestBlocks
        let median = country.quantile(0.5)
        let spread = max(
            Self.leastSpread, log(country.quantile(0.9) / median) / 1.2816,
            log(country.quantile(0.95) / median) / 1.6449)
        return { block in
            let count = Double(block.count)
            var best: Double?
            if block.count > Self.full {
                best = all + Tail.binomial(Int(block.count), of: Int(NumberBlock.size), 0.5)
            }
            let mean = Double(country.numbers - block.count) / Double(max(country.blocks - 1, 1))
            if isTellable, count >= Self.factor * mean {
                // The least that the block may be expected to have, two standard errors down.
                let rate = count - 2 * count.squareRoot()
                let usual = all + Tail.normal(log(rate / median) / spread)
                best = min(best ?? 0, usual)
            }
            return best.map { Evidence(log10Expected: $0) }
        }
    }

    private func finding(_ block: Block, in country: Country, index: Int, _ evidence: Evidence) -> Finding {
        let numbers = CountryIndex.code(of: index).map { "\($0) numbers" } ?? "numbers without a country"
        let name = NumberBlock.masked(block.block)
        let share = (Double(block.count) / Double(country.numbers) * 1000).rounded() / 10
        let percent = share == share.rounded() ? "\(Int(share))" : "\(share)"
        let mean = Double(country.numbers - block.count) / Double(max(country.blocks - 1, 1))
        let usual =
            country.blocks > 1
            ? "\(percent) % of the list's \(numbers); the other \(DigitGroups.text(country.blocks - 1)) blocks have "
                + "\((mean * 10).rounded() / 10) each on average"
            : "all of the list's \(numbers)"
        return Finding(
            kind: .crowdedBlock, score: evidence.score,
            explanation:
                "The block \(name) has \(DigitGroups.text(block.count)) of 10,000 possible numbers, \(usual). They were made up within one "
                + "prefix; or the list comes from one place, one company or one operator.",
            block: name, rowCount: block.rows.count, rows: block.rows.rows)
    }
}
