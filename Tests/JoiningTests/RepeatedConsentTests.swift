// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Consent
import Home
import Joining
import TestSupport
import Testing

/// A row that says what a row before it said is not read a second time; nothing may be told of it that it does not say.
@Suite("Rows that resemble the one before are read as if they stood alone")
struct RepeatedConsentTests {
    private static let given = ConsentColumns()
    private static let consents: [ConsentColumns?] = [
        given, given.with(\.givenAt, "2025-02-03T04:05:06Z"), given.with(\.givenAt, "2025-02-03T04:05:06"),
        given.with(\.givenAt, "soon"), given.with(\.givenAt, ""), given.with(\.givenAt, "  2025-02-03T04:05:07+02:00 "),
        given.with(\.expiresAt, "2030-01-01T00:00:00Z"), given.with(\.expiresAt, "2020-01-01T00:00:00Z"),
        given.with(\.expiresAt, "never"), given.with(\.state, "withdrawn"), given.with(\.state, "perhaps"),
        given.with(\.state, "withdrawn").with(\.givenAt, "soon"), given.with(\.sender, " ACME Stores "),
        given.with(\.sender, "ACME Stores UK"), given.with(\.sender, ""), given.with(\.channel, "mms|sms"),
        given.with(\.channel, "pigeon"), given.with(\.notice, "two\u{7}"), given.with(\.evidence, "call +12015550100"),
        given.with(\.evidence, "naïve – \"proof\""), given.with(\.evidence, "line 2015550177"),
        given.with(\.method, "Web Form"), given.with(\.jurisdiction, "XX-"), nil,
    ]

    /// What becomes of rows: the reasons against them, and the records of the others.
    private func read(_ rows: [ConsentColumns?]) throws -> [String] {
        let bench = try Bench.small()
        // The last row lets the list have a number that may be blinded.
        let all = rows.enumerated().map { ($0.offset, $0.element) } + [(rows.count, Self.given)]
        let reading = try bench.readList(bench.write(rows: all), rejects: bench.path("rejects.csv"))
        var told = [String](repeating: "", count: rows.count)
        for line in try bench.text(of: "rejects.csv").split(separator: "\n").dropFirst() {
            let fields = line.split(separator: ",")
            if let row = Int(fields[0]), row <= rows.count { told[row - 1] += String(fields[2]) }
        }
        for row in reading.spooled where row.row <= rows.count {
            told[Int(row.row) - 1] += String(decoding: row.payload, as: UTF8.self)
            // What is spelled out is what an object would give.
            #expect(try RowPayload(parsing: row.payload).bytes == row.payload)
        }
        return told
    }

    @Test("In every order of two rows, and three of a kind")
    func pairs() throws {
        let alone = try Self.consents.map { try read([$0])[0] }
        #expect(Set(alone).count >= 15)
        var places: [Int] = []
        for first in Self.consents.indices {
            for second in Self.consents.indices { places += [first, second, second, first] }
        }
        let together = try read(places.map { Self.consents[$0] })
        // A row that holds the number of a row elsewhere is refused there alone: numbers differ, so reasons may.
        for (row, place) in places.enumerated() where place != Self.numberHolder {
            #expect(together[row] == alone[place], "row \(row + 1), consent \(place)")
        }
    }

    @Test("The row's own number is looked for in texts that were found right for another")
    func ownNumber() throws {
        let bench = try Bench.small()
        let holder = Self.consents[Self.numberHolder]
        let rows: [(Int, ConsentColumns?)] = [(0, holder), (77, holder), (1, holder), (2, Self.given)]
        let reading = try bench.readList(bench.write(rows: rows), rejects: bench.path("own.csv"))
        #expect(reading.report.refused == ["consent-holds-number": 1])
        #expect(try bench.text(of: "own.csv").contains("\n2,3,consent-holds-number,"))
    }

    private static let numberHolder = 20
}
