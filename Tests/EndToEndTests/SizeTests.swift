// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// Measures a join of large lists; not part of a usual run: `SYMBOLON_SIZE_TEST=1`, or a number of rows in its place.
@Suite("Large lists", .enabled(if: SizeTest.rows > 0), .timeLimit(.minutes(60)))
struct SizeTests {
    private static let rows = SizeTest.rows

    /// The exchanges 555, 958 and 959, which are for fiction, information and tests of the lines: more than two million
    /// numbers that a numbering plan takes and nobody has.
    private static func number(_ index: Int) -> UInt64 {
        let (area, rest) = (index % 90, index / 90)
        let exchange = [555, 958, 959][rest / 10_000] as UInt64
        return 10_000_000_000 + FictionalNumbers.areaCodes[area] * 10_000_000 + exchange * 10_000
            + UInt64(rest % 10_000)
    }

    @Test("A join stays below 300 MB")
    func join() async throws {
        var plan = Scenario.two.plan
        plan.chunkRows = 65_535
        plan.cap = 2_000_000
        try await Deployment.run(plan) { deployment in
            // Four fifths of each list are in the other.
            let files = try (0..<2).map { party in
                try write(
                    deployment.folder.appending(path: "list-\(party).csv"), from: party * Self.rows / 5,
                    consents: plan.parties[party].role == "brand" ? ConsentColumns(sender: plan.sender) : nil)
            }
            let start = ContinuousClock.now
            let runs = try zip(deployment.parties, files).map { try $0.join($1, wait: "50m") }
            for run in runs {
                let exit = try await run.waitForExit(within: .seconds(3000))
                #expect(exit.code == 0, "\(run.lastWords)")
                let time = start.duration(to: .now)
                print("\(run.standardOutput)\(exit.peakBytes >> 20) MiB, \(exit.processorSeconds) s processor, \(time)")
                #expect(exit.peakBytes < 300_000_000)
            }
        }
    }

    /// Writes a list line by line: it is never in memory as a whole, and gone with the test.
    private func write(_ file: URL, from first: Int, consents: ConsentColumns?) throws -> URL {
        try Data().write(to: file)
        let handle = try FileHandle(forWritingTo: file)
        var buffer = Data((consents == nil ? "phone\n" : "phone,\(ConsentColumns.header)\n").utf8)
        let rest = consents.map { ",\($0.row)\n" } ?? "\n"
        for row in 0..<Self.rows {
            // A prime that does not divide 90 · 30,000 scatters the rows over all numbers, each once.
            let index = (first + row) * 7919 % 2_700_000
            buffer.append(contentsOf: "+\(Self.number(index))\(rest)".utf8)
            if buffer.count > 1 << 20 {
                try handle.write(contentsOf: buffer)
                buffer.removeAll(keepingCapacity: true)
            }
        }
        try handle.write(contentsOf: buffer)
        try handle.close()
        return file
    }
}
