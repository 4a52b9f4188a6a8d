// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Lists
import Testing

@Suite("Bad input is told in one line and stops as little as possible")
struct BadInputTests {
    @Test(
        "An empty list is refused",
        arguments: ["", "\n\n", "   \r\n", "\u{FEFF}", "\u{FEFF}\n"], ["a.csv", "a.ndjson", "a.txt"])
    func refusesEmpty(_ text: String, _ name: String) {
        #expect(message { _ = try read(text, name: name) } == "\(name): the list is empty; check the export.")
    }

    @Test("A header without rows is refused")
    func refusesHeaderOnly() {
        #expect(
            message { _ = try read("phone,a\n\n") }
                == "list.csv: there is a header and no row below it; check the export.")
    }

    @Test(
        "Content that is no text is refused as a whole, with the way to convert it",
        arguments: [
            (
                [0xFF, 0xFE, 0x00, 0x00, 0x31, 0, 0, 0],
                "is UTF-32; convert it, for example with iconv -f UTF-32 -t UTF-8"
            ),
            (
                [0x50, 0x4B, 0x03, 0x04, 0x14],
                "is a ZIP archive or a spreadsheet (.xlsx, .ods); unpack it or save it as CSV UTF-8"
            ),
        ] as [([UInt8], String)])
    func refusesForeign(_ bytes: [UInt8], _ what: String) {
        #expect(message { _ = try read(bytes) } == "list.csv: the file \(what).")
    }

    @Test("A row that is not UTF-8 is refused alone and keeps its number for the rejects")
    func refusesEncodings() throws {
        let start = Array("name,phone\nJane,+14155550131\nJos".utf8)
        let bytes = start + [0xE9] + Array(",+14155550132\nJosé,+14155550133\n".utf8)
        #expect(
            try read(bytes) == [
                ReadRow(row: 1, line: 2, number: "+14155550131"),
                ReadRow(row: 2, line: 3, number: "+14155550132", rejection: .invalidEncoding),
                ReadRow(row: 3, line: 4, number: "+14155550133"),
            ])
    }

    @Test("A zero byte refuses its row", arguments: ["a.csv", "a.txt"])
    func refusesNull(_ name: String) throws {
        let rows = try read("+14155550131\n+1415\u{0}5550132\n+14155550133\n", name: name)
        #expect(rows.map(\.rejection) == [nil, .nulByte, nil])
    }

    @Test("A row beyond the limit is refused and reading goes on", arguments: ["a.csv", "a.txt", "a.ndjson"])
    func refusesLongRows(_ name: String) throws {
        let good = name == "a.ndjson" ? "{\"phone\":\"+14155550131\"}" : "+14155550131"
        let text = "\(good)\n" + String(repeating: "4", count: 1_200_000) + "\n\(good)\n"
        let rows = try read(text, name: name)
        #expect(rows.map(\.rejection) == [nil, .rowTooLong, nil])
        #expect(rows.map(\.line) == [1, 2, 3])
        #expect(rows.map(\.number) == ["+14155550131", nil, "+14155550131"])
    }

    @Test("A row of exactly the limit is read, one byte more is not", arguments: [1, 7, 1000])
    func keepsLimit(_ bufferSize: Int) throws {
        var options = ListOptions()
        options.rowLimit = 100
        options.bufferSize = bufferSize
        let rows = try read(
            [99, 100, 101].map { String(repeating: "4", count: $0) }.joined(separator: "\n"), name: "a.txt",
            options: options)
        #expect(rows.map(\.rejection) == [nil, nil, .rowTooLong])
    }

    @Test("A missing file, a directory and a forbidden file say so")
    func refusesFiles() {
        #expect(
            message { _ = try ListReader(path: "/nonexistent/list.csv") }
                == "/nonexistent/list.csv: there is no such file; check the path.")
        #expect(message { _ = try ListReader(path: "/") } == "/: this is a folder; name a file in it.")
    }

    @Test("Every row rejection explains itself without input")
    func explains() {
        for rejection in RowRejection.allCases {
            #expect(rejection.explanation.hasSuffix("."))
            #expect(rejection.rawValue.allSatisfy { $0.isLowercase || $0 == "-" })
        }
    }
}
