// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Consent
import Home
import Joining
import TestSupport
import Testing

/// The same rows twice: one after the other, and each behind a row that it does not resemble.
@Suite("Rows that resemble the one before, under maps, in any order of columns, and short ones")
struct ResemblingRowsTests {
    private static let words: [ConsentColumn: [String]] = [
        .sender: ["ACME Stores", "ACME Stores", "ACME Stores", " ACME Stores", "ACME", ""],
        .purpose: ["marketing", "marketing", "marketing", "service", ""],
        .channel: ["sms", "sms", "sms", "mms|sms", "pigeon", ""],
        .state: ["given", "given", "given", "yes", "withdrawn", "renewed", "no", "nothing", "perhaps", "", " "],
        .givenAt: [
            "2026-01-01T00:00:00Z", "2026-01-01T00:00:00", "2026-01-01 00:00:01", "2026-01-01T00:00:00+02:00",
            "2026-01-01", "",
            "  ", "202:-01-01T00:00:00Z", "202/-01-01T00:00:00Z", "2026-01-01T00:00:0:Z", "2026-01-01T00:00:00\u{B0}Z",
            "2040-01-01T00:00:00Z",
            "2026-01-01T00:00:00.", "2026-01-01T00:00:00.5Z", "2026", "é026-01-01T00:00:00Z",
            "2026-01-01T00:00:00+0a:00",
        ],
        .expiresAt: [
            "", "", "2030-01-01T00:00:00Z", "2030-01-01 00:00:00", "2025-01-01T00:00:00Z", "never",
            "2026-02-01T00:00:00Z",
        ],
        .method: ["web-form", "web-form", "Web Form", "9", ""],
        .notice: ["notice-1", "notice-1", "a\u{7}", "\u{FFFD}", ""],
        .jurisdiction: ["US", "US", "XX-", ""],
        .evidence: ["form", "form", "call +12015550100", "line 2015550177", "\"q\", é", ""],
    ]

    private static func map(_ generator: inout SeededGenerator) -> ColumnMap {
        var map = ColumnMap()
        for column in ConsentColumn.allCases where column != .state && column != .givenAt {
            if UInt.random(in: 0..<3, using: &generator) == 0 {
                map.constants[column] =
                    column == .expiresAt
                    ? ["2030-01-01T00:00:00Z", "2030-01-01T00:00:00", "soon", "2025-01-01T00:00:00Z"].randomElement(
                        using: &generator)
                    : words[column]?.first
            }
        }
        if Bool.random(using: &generator) { map.zone = ["Z", "+02:00", "-11:30"].randomElement(using: &generator) }
        if Bool.random(using: &generator) {
            map.states = ["yes": .given, "no": .withdrawn, "nothing": ConsentState?.none]
            if Bool.random(using: &generator) { map.states.updateValue(nil, forKey: "*") }
        }
        return map
    }

    @Test("are read as if they stood alone", arguments: 0..<60)
    func alone(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let map = Self.map(&generator)
        let columns = ConsentColumn.allCases.filter { column in
            // A constant may stand beside a column that says something.
            map.constants[column] == nil
                ? column != .expiresAt || Bool.random(using: &generator) : Bool.random(using: &generator)
        }.shuffled(using: &generator)
        let place = Int.random(in: 0...columns.count, using: &generator)
        var header = columns.map(\.rawValue)
        header.insert("phone", at: place)
        var row = columns.map { Self.words[$0]?.first ?? "" }
        var plain: [(fields: [String], count: Int)] = []
        for _ in 0..<400 {
            for _ in 0..<Int.random(in: 0...2, using: &generator) {
                let index = Int.random(in: columns.indices, using: &generator)
                row[index] = Self.words[columns[index]]?.randomElement(using: &generator) ?? ""
            }
            if UInt.random(in: 0..<4, using: &generator) == 0 { row = columns.map { Self.words[$0]?.first ?? "" } }
            if UInt.random(in: 0..<15, using: &generator) == 0 { row = columns.map { _ in "" } }
            let short = UInt.random(in: 0..<10, using: &generator) == 0
            plain.append(
                (row, short ? Int.random(in: place + 1...columns.count + 1, using: &generator) : columns.count + 1))
        }
        let first = try read(plain, header: header, place: place, columns: columns, map: map, breakers: false)
        let second = try read(plain, header: header, place: place, columns: columns, map: map, breakers: true)
        #expect(first.count == second.count)
        for (index, (one, other)) in zip(first, second).enumerated() {
            #expect(one == other, "row \(index): \(plain[index]) under \(map) \(columns)")
        }
    }

    private func read(
        _ rows: [(fields: [String], count: Int)], header: [String], place: Int, columns: [ConsentColumn],
        map: ColumnMap, breakers: Bool
    ) throws -> [String] {
        let bench = try Bench.small()
        var lines = [header.joined(separator: ",")]
        func line(_ number: Int, _ fields: [String], _ count: Int) -> String {
            var cells = fields.map { "\"\($0.replacing("\"", with: "\"\""))\"" }
            cells.insert(Bench.e164(number), at: place)
            return cells.prefix(count).joined(separator: ",")
        }
        // Varies in the method, the first that is a column and no moment.
        let varied =
            columns.firstIndex(of: .method) ?? columns.firstIndex(of: .evidence) ?? columns.firstIndex(of: .notice)
        for (index, row) in rows.enumerated() {
            if breakers {
                var other = columns.map { Self.words[$0]?.first ?? "" }
                if let varied {
                    other[varied] = "other-\(index)"
                } else if let state = columns.firstIndex(of: .state) {
                    other[state] = index % 2 == 0 ? "refused" : "unknown"
                }
                if let given = columns.firstIndex(of: .givenAt) { other[given] = "2026-01-01T00:00:00Z" }
                if let end = columns.firstIndex(of: .expiresAt) { other[end] = "2031-01-01T00:00:00Z" }
                lines.append(line(1_000 + index, other, columns.count + 1))
            }
            lines.append(line(index, row.fields, row.count))
        }
        lines.append(line(4_000, columns.map { Self.words[$0]?.first ?? "" }, columns.count + 1))
        let path = try bench.write(lines, to: "list.csv")
        let reading: Bench.Reading?
        do {
            reading = try bench.readList(path, columns: map, rejects: bench.path("rejects.csv"))
        } catch JoinError.noConsents {
            // The rejects are there all the same.
            reading = nil
        }
        var told = [String](repeating: "", count: rows.count)
        func index(_ row: Int) -> Int? {
            let index = breakers ? (row % 2 == 0 ? row / 2 - 1 : nil) : row - 1
            return index.flatMap { rows.indices.contains($0) ? $0 : nil }
        }
        for line in try bench.text(of: "rejects.csv").split(separator: "\n").dropFirst() {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            if let place = Int(fields[0]).flatMap(index) { told[place] += String(fields[2]) + "/" }
        }
        for row in reading?.spooled ?? [] {
            if let place = index(Int(row.row)) { told[place] += String(decoding: row.payload, as: UTF8.self) }
        }
        for row in (reading?.rows ?? [:]).values {
            if let place = index(Int(row)) { told[place] += " blinded" }
        }
        let places = Dictionary(uniqueKeysWithValues: rows.indices.map { (FictionalNumbers.digits($0), $0) })
        for entry in try bench.register() {
            if let place = places[entry.digits] {
                told[place] += " register \(entry.payload.map { UInt64($0) }.reduce(7) { $0 &* 31 &+ $1 })"
            }
        }
        return told
    }
}
