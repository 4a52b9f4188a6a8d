// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Blinding
import Foundation
import Joining
import Lists
import PhoneNumbers
import TestSupport
import Testing

@Suite struct ListIntakeTests {
    private let bench: Bench

    init() throws { bench = try Bench() }

    /// Two numbers in several spellings, one that is possible and not valid, and rows that are nothing.
    private static let messy = [
        "phone,name", "+1 201-555-0100,a", "(201) 555-0100,b", "12015550101,c", "+447700900123,d", "hello,e", ",f",
        "201 555 0101 x17,g", "+1 (201) 555 0101,h", "+12015550102,i",
    ]

    @Test("A positive list takes valid numbers only, once each, and says what became of every row")
    func positive() throws {
        let (numbers, report) = try bench.intake(bench.write(Self.messy, to: "l.csv")).read { _ in }
        #expect(try numbers.entries.map(\.digits) == [0, 1, 2].map { FictionalNumbers.digits($0) })
        #expect(try numbers.entries.map(\.row) == [1, 3, 9])
        #expect(report.rows == 9 && report.accepted == 3 && report.duplicates == 2)
        #expect(report.refused["invalid-for-country"] == 1 && report.refused["extension"] == 1)
        #expect(report.rows == report.accepted + report.duplicates + report.refusedTotal)
    }

    @Test("A suppression list takes possible numbers too, so that nothing is left unsuppressed")
    func suppression() throws {
        let (numbers, report) = try bench.intake(bench.write(Self.messy, to: "l.csv"), takesPossible: true).read { _ in
        }
        #expect(try numbers.entries.map(\.digits).contains(447_700_900_123))
        #expect(report.accepted == 4 && report.refused["invalid-for-country"] == nil)
        #expect(report.rows == report.accepted + report.duplicates + report.refusedTotal)
    }

    @Test("A suppression list takes the number in front of an extension, a positive one does not")
    func suppressedExtension() throws {
        let list = try bench.write(["phone", "+1 201 555 0104 x17", "+12015550105"], to: "l.csv")
        for isSuppression in [true, false] {
            let (numbers, report) = try ListIntake(
                path: list, options: ListOptions(), region: nil, takesPossible: isSuppression,
                takesExtensions: isSuppression
            ).read { _ in }
            #expect(numbers.count == (isSuppression ? 2 : 1))
            #expect(report.refused["extension"] == (isSuppression ? nil : 1))
        }
    }

    @Test("A suppression list tells a number that may have lost its plus sign as that")
    func missingPlus() throws {
        let list = try bench.write(["phone", "14155550132", "+12015550105"], to: "l.csv")
        let region = try #require(Region("DE"))
        let (numbers, report) = try ListIntake(
            path: list, options: ListOptions(), region: region, takesPossible: true, takesExtensions: true
        ).read { _ in }
        #expect(numbers.count == 1)
        #expect(report.refused == ["missing-plus": 1])
    }

    @Test("Refused rows go to the rejects as they were, with their reasons")
    func rejects() throws {
        let list = try bench.write(Self.messy, to: "l.csv")
        let (_, report) = try bench.intake(list, rejects: bench.path("rejects.csv")).read { _ in }
        let text = String(decoding: try bench.read("rejects.csv"), as: UTF8.self)
        for reason in report.refused.keys { #expect(text.contains(reason)) }
        for field in ["hello", "+447700900123", "201 555 0101 x17"] { #expect(text.contains(field)) }
        #expect(!text.contains("555-0100"))
    }

    @Test("An existing rejects file is replaced only when that was asked for")
    func existingRejects() throws {
        let list = try bench.write(Self.messy, to: "l.csv")
        try bench.write(["mine"], to: "rejects.csv")
        #expect(throws: ListError.self) { try bench.intake(list, rejects: bench.path("rejects.csv")).read { _ in } }
        #expect(String(decoding: try bench.read("rejects.csv"), as: UTF8.self) == "mine\n")
        _ = try bench.intake(list, rejects: bench.path("rejects.csv"), replaces: true).read { _ in }
        #expect(String(decoding: try bench.read("rejects.csv"), as: UTF8.self) != "mine\n")
    }

    @Test(
        "A list of many batches is read whole, in any number of slices",
        arguments: [1, 511, 512, 513, 16_384, 16_385, 40_000])
    func batches(rows: Int) throws {
        let list = try bench.write((0..<rows).map { Bench.e164($0 % 5000) }, to: "l.txt")
        var progress: [Int] = []
        let (numbers, report) = try bench.intake(list).read { progress.append($0) }
        #expect(report.rows == rows && numbers.count == min(rows, 5000) && report.refusedTotal == 0)
        #expect(report.duplicates == max(0, rows - 5000))
        #expect(progress.last == rows && progress == progress.sorted())
        // The first row of each number counts.
        #expect(try numbers.entries.allSatisfy { $0.row <= 5000 })
    }

    @Test("A file that is missing is an error with its name")
    func missing() {
        let error = #expect(throws: ListError.self) { try bench.intake(bench.path("none.csv")).read { _ in } }
        #expect(error?.message.contains("none.csv") == true)
    }

    @Test("A report is written and read back")
    func report() throws {
        let report = ListReport(rows: 9, accepted: 3, duplicates: 2, refused: ["letters": 1, "empty": 3])
        #expect(try ListReport(json: report.json) == report)
        #expect(report.refusedTotal == 4)
    }
}
