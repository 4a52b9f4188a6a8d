// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Blinding
import Foundation
import Home
import Joining
import Ristretto
import TestSupport
import Testing
import Vocabulary

/// Parts of a list, blinded wherever, and the list that is made with them.
@Suite("A list is blinded in parts and merged")
struct PartBlindingTests {
    private let bench: Bench

    init() throws { bench = try Bench() }

    private func part(_ list: String, _ rows: ClosedRange<UInt64>, to name: String, round: UInt32 = 1) throws -> Int {
        try PartBlinding(preparation: bench.preparation(list), rows: rows).run(
            round: round, to: .file(path: bench.path(name), replaces: false)
        ) { _ in }
    }

    private func merge(_ list: String, _ parts: [String], merged: inout (rows: Int, total: Int)?) throws -> HomeRound {
        let lock = try bench.home.lock()
        let plain = bench.preparation(list)
        let preparation = ListPreparation(
            home: plain.home, agreement: plain.agreement, intake: plain.intake, parts: parts.map { bench.path($0) })
        var found: (rows: Int, total: Int)?
        let round = try preparation.prepare(round: 1, holding: lock, at: Bench.now()) {
            if case .merged(let rows, let total) = $0 { found = (rows, total) }
        }
        merged = found
        return round
    }

    @Test("Parts that cover the list, some of it, or more than it give the list of one run", arguments: 0..<4)
    func covers(_ which: Int) throws {
        let list = try bench.write(0..<80)
        #expect(try part(list, 1...30, to: "a") == 30)
        #expect(try part(list, 31...UInt64.max, to: "b") == 50)
        #expect(try part(bench.write(60..<200, to: "longer.txt"), 1...100, to: "c") == 100)
        let names = [["a", "b"], ["b"], ["a", "b", "c"], ["c", "c", "a"]][which]
        var merged: (rows: Int, total: Int)?
        let round = try merge(list, names, merged: &merged)
        #expect(merged?.total == 80)
        #expect(merged?.rows == [80, 50, 80, 50][which])
        // The same key blinds the whole list at once.
        let key = try Scalar(canonical: bench.home.secret(of: round.id))
        let whole = try BlindedList(NumberSet.fictional(0..<80), round: round.id, key: key)
        #expect(try bench.home.column(of: round.id).elements(0..<80) == whole.elements)
        var map = try bench.home.rowMap(of: round.id)
        var rows: [UInt32] = []
        while let entry = try map.next() { rows.append(entry.row) }
        #expect(rows == whole.rows)
    }

    @Test("Parts made at once find one key")
    func atOnce() async throws {
        let list = try bench.write(0..<80)
        try await withThrowingTaskGroup(of: Int.self) { group in
            for index in 0..<8 {
                group.addTask {
                    try part(list, UInt64(index * 10 + 1)...UInt64(index * 10 + 10), to: "p\(index)")
                }
            }
            for try await count in group { #expect(count == 10) }
        }
        var merged: (rows: Int, total: Int)?
        _ = try merge(list, (0..<8).map { "p\($0)" }, merged: &merged)
        #expect(merged?.rows == 80)
    }

    @Test("A part shows no number, and nothing but a part of this round is taken for one")
    func foreign() throws {
        let list = try bench.write(0..<80)
        _ = try part(list, 1...80, to: "a")
        let bytes = try bench.read("a")
        let text = String(decoding: bytes, as: UTF8.self)
        for index in 0..<80 { #expect(!text.contains(String(FictionalNumbers.digits(index)))) }
        var changed = bytes
        changed[bytes.count / 2] ^= 1
        for (index, wrong) in [[], Array("number\n".utf8), changed, Array(bytes.dropLast()), bytes + [0]].enumerated() {
            try Data(wrong).write(to: URL(filePath: bench.path("wrong\(index)")))
            var merged: (rows: Int, total: Int)?
            let error = #expect(throws: (any Error).self) { try merge(list, ["wrong\(index)"], merged: &merged) }
            let line = error.map { "\($0)" } ?? ""
            #expect(line.hasPrefix(bench.path("wrong\(index)")) && !line.contains("\n"), "\(line)")
        }
        var merged: (rows: Int, total: Int)?
        #expect(throws: (any Error).self) { try merge(list, ["none"], merged: &merged) }
        // Nothing of that spent the round or its key.
        let round = try merge(list, ["a"], merged: &merged)
        #expect(merged?.rows == 80)
        let key = "\(bench.home.path)/rounds/\(round.id.hex)/parts.key"
        #expect(!FileManager.default.fileExists(atPath: key))
        #expect(throws: (any Error).self) { try part(list, 1...80, to: "late") }
    }

    @Test("Rows that are refused are counted, and rows behind the list are none")
    func rows() throws {
        let list = try bench.write([Bench.e164(0), "hello", Bench.e164(1), Bench.e164(0), Bench.e164(2)], to: "l.txt")
        #expect(try part(list, 2...4, to: "a") == 2)
        #expect(try part(list, 5...5, to: "b") == 1)
        #expect(try part(list, 6...9, to: "c") == 0)
    }
}
