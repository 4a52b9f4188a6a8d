// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Commands
import Foundation
import PhoneNumbers
import Signing
import Testing

@Suite("Checking and cleaning lists")
struct NumbersTests {
    /// Fictional numbers, a repetition, and rows that are none.
    static let list = #"""
        id,phone,name
        1,(415) 555-0132,Ann
        2,+1 212 555 0147,"Bob ""B"""
        3,+14155550132,Ann again
        4,+44 7700 900123,Ofcom fiction
        5,hello,none
        6,,empty
        7,12 34 56,short
        8
        """#

    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private struct Row: Decodable, Equatable {
        let row: Int
        let input: String?
        let status: String
        let e164: String?
        let country: String?
        let type: String?
        let location: String?
        let carrier: String?
        let timezones: [String]
        let duplicateOf: Int?
        let reason: String?
    }

    private func rows(_ name: String) throws -> [Row] {
        try folder.text(of: name).split(separator: "\n").map {
            try JSONDecoder().decode(Row.self, from: Data($0.utf8))
        }
    }

    @Test("check prints one object a row in input order, with every key")
    func check() async throws {
        let path = try folder.write(Self.list, to: "list.csv")
        try await Symbolon.run("numbers", "check", path, "--region", "US", "--out", folder.file("rows"))
        let rows = try rows("rows")
        #expect(rows.map(\.row) == Array(1...8))
        #expect(
            rows.map(\.status) == ["valid", "valid", "valid", "possible", "invalid", "invalid", "invalid", "invalid"])
        #expect(rows.map(\.duplicateOf) == [nil, nil, 1, nil, nil, nil, nil, nil])
        #expect(rows[0].e164 == "+14155550132")
        #expect(rows[0].input == "(415) 555-0132")
        #expect(rows[0].country == "US")
        #expect(rows[0].type == "fixed-line-or-mobile")
        #expect(rows[0].location == "San Francisco, CA")
        #expect(rows[3].reason == "invalid-for-country")
        #expect(rows[5].reason == "empty")
        #expect(rows[6].reason == "too-short")
        #expect(rows[7].reason == "wrong-field-count")
        let first = try #require(try folder.text(of: "rows").split(separator: "\n").first)
        #expect(
            first
                == #"{"row":1,"input":"(415) 555-0132","status":"valid","e164":"+14155550132","country":"US","#
                + #""type":"fixed-line-or-mobile","location":"San Francisco, CA","carrier":null,"#
                + #""timezones":["America/Los_Angeles"],"duplicateOf":null,"reason":null,"sms":"likely","notes":[],"#
                + #""international":"+1 415-555-0132","national":"(415) 555-0132"}"#)
    }

    @Test("check prints a table for people")
    func checkText() async throws {
        let path = try folder.write(Self.list, to: "list.csv")
        try await Symbolon.run(
            "numbers", "check", path, "--region", "US", "--format", "text", "--out", folder.file("rows"))
        let lines = try folder.text(of: "rows").split(separator: "\n")
        #expect(lines.count == 9)
        #expect(lines[3].hasSuffix("(repeats row 1)"))
        #expect(lines[1].contains("+14155550132"))
    }

    @Test("Many batches on many cores keep the order of the list, and repetitions name the first row")
    func order() async throws {
        let count = 20_000
        let numbers = (0..<count).map { "+1\(201 + $0 % 2)55501\($0 % 97 < 10 ? "0" : "")\($0 % 97)" }
        let path = try folder.write(numbers.joined(separator: "\n"), to: "list.txt")
        try await Symbolon.run("numbers", "check", path, "--out", folder.file("rows"))
        let rows = try rows("rows")
        #expect(rows.map(\.row) == Array(1...count))
        #expect(rows.map(\.e164) == numbers)
        #expect(
            zip(rows, numbers).allSatisfy { $0.duplicateOf.map { $0 - 1 } == first(of: $1, before: $0.row, numbers) })
    }

    private func first(of number: String, before row: Int, _ numbers: [String]) -> Int? {
        // All numbers repeat after 2 · 97 rows.
        guard row > 194 else { return nil }
        return (row - 1) % 194
    }

    @Test("clean writes valid numbers in input order, and the rest with reasons")
    func clean() async throws {
        let path = try folder.write(Self.list, to: "list.csv")
        try await Symbolon.run(
            "numbers", "clean", path, "--region", "US", "--out", folder.file("clean"), "--rejects",
            folder.file("rejects"), "--format", "json")
        #expect(try folder.text(of: "clean") == "+14155550132\n+12125550147\n+14155550132\n")
        let rejects = try folder.text(of: "rejects").split(separator: "\n")
        #expect(rejects.count == 6)
        #expect(rejects.first == "row,line,reason,input,detail")
        #expect(rejects[1].hasPrefix("4,5,invalid-for-country,"))
        #expect(try folder.mode(of: "clean") == 0o600)
        #expect(try folder.mode(of: "rejects") == 0o600)
    }

    @Test("clean --unique writes each number once, --possible takes those whose range is not in use too")
    func unique() async throws {
        let path = try folder.write(Self.list, to: "list.csv")
        try await Symbolon.run(
            "numbers", "clean", path, "--region", "US", "--unique", "--possible", "--out", folder.file("clean"))
        #expect(try folder.text(of: "clean") == "+14155550132\n+12125550147\n+447700900123\n")
    }

    @Test("Column, delimiter, header and format can be told")
    func options() async throws {
        let path = try folder.write("x;+14155550132\ny;+12125550147\n", to: "list.dat")
        try await Symbolon.run(
            "numbers", "clean", path, "--column", "2", "--delimiter", ";", "--no-header", "--input-format", "csv",
            "--out",
            folder.file("clean"))
        #expect(try folder.text(of: "clean") == "+14155550132\n+12125550147\n")
    }

    @Test("A file that exists stays as it is without --force")
    func existing() async throws {
        let path = try folder.write("+14155550132\n", to: "list.txt")
        let out = try folder.write("precious", to: "out")
        #expect(await Symbolon.exitCode(["numbers", "clean", path, "--out", out]) == 73)
        #expect(try folder.text(of: "out") == "precious")
        #expect(await Symbolon.exitCode(["numbers", "clean", path, "--out", out, "--force"]) == 0)
        #expect(try folder.text(of: "out") == "+14155550132\n")
    }

    @Test("What is wrong with the call or the file has its exit code, and leaves no output")
    func failures() async throws {
        let path = try folder.write("a,b\n+14155550132,x\n", to: "list.csv")
        let out = folder.file("out")
        let cases: [([String], Int32)] = [
            (["numbers", "clean", folder.file("none.csv"), "--out", out], 66),
            (["numbers", "clean", path, "--column", "zzz", "--out", out], 64),
            (["numbers", "clean", path, "--region", "XX", "--out", out], 64),
            (["numbers", "clean", path, "--delimiter", "ab", "--out", out], 64),
            (["numbers", "clean", path, "--input-format", "xlsx", "--out", out], 64),
            (["numbers", "clean", path, "--out", folder.file("no/such/folder/out")], 73),
            (["numbers", "clean", try folder.write("", to: "empty.csv"), "--out", out], 65),
        ]
        for (arguments, code) in cases {
            #expect(await Symbolon.exitCode(arguments) == code, "\(arguments.dropFirst(2))")
        }
        #expect(!FileManager.default.fileExists(atPath: out))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).allSatisfy { !$0.hasSuffix(".tmp") })
    }

    @Test("A row's JSON escapes whatever the input holds")
    func escapes() throws {
        let row = CheckedRow(row: 7, status: .invalid, number: nil, facts: nil, reason: "not-a-number")
        var bytes: [UInt8] = []
        let input = Array("a\"\\\t\u{1}é\u{7F}".utf8) + [0xFF]
        let gap = input.withUnsafeBytes { row.appendJSON(input: $0, to: &bytes) }
        bytes.insert(contentsOf: "3".utf8, at: gap)
        let decoded = try JSONDecoder().decode(Row.self, from: Data(bytes))
        #expect(decoded.input == "a\"\\\t\u{1}é\u{7F}\u{FFFD}")
        #expect(decoded.duplicateOf == 3)
        #expect(decoded.status == "invalid")
    }

    @Test("The summary counts, and explains each reason")
    func tally() {
        var tally = NumbersTally()
        for _ in 0..<1200 { tally.count(.valid, reason: nil) }
        tally.count(.invalid, reason: "too-short")
        tally.count(.invalid, reason: "nul-byte")
        tally.count(.invalid, reason: "nul-byte")
        tally.duplicates = 4
        let lines = tally.text(written: 1196).split(separator: "\n")
        #expect(
            lines[0] == "1,203 rows: 1,200 valid, 0 possible, 3 invalid; 4 repeat an earlier number. 1,196 written.")
        #expect(lines[1].hasPrefix("2  nul-byte"))
        #expect(
            String(decoding: tally.json(plan: "libphonenumber-9.0.43").canonicalBytes, as: UTF8.self)
                == #"{"duplicates":4,"invalid":3,"plan":"libphonenumber-9.0.43","possible":0,"#
                + #""reasons":{"nul-byte":2,"too-short":1},"rows":1203,"valid":1200}"#)
    }
}
