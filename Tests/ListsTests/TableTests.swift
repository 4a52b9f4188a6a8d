// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Lists
import Testing

@Suite("CSV is read as RFC 4180 and as it is met")
struct TableTests {
    @Test(
        "Every delimiter, line end and byte-order mark gives the same rows",
        arguments: [",", ";", "\t", "|"], ["\n", "\r\n", "\r"])
    func readsDialects(_ delimiter: String, _ lineEnd: String) throws {
        let lines = [["id", "phone", "city"], ["1", "+14155550132", "Paris"], ["2", "020 7946 0123", "London"]]
        let text = lines.map { $0.joined(separator: delimiter) }.joined(separator: lineEnd)
        for start in ["", "\u{FEFF}"] {
            for end in ["", lineEnd, lineEnd + lineEnd] {
                let rows = try read(start + text + end, select: [.name("city")])
                #expect(
                    rows == [
                        ReadRow(row: 1, line: 2, number: "+14155550132", others: ["Paris"]),
                        ReadRow(row: 2, line: 3, number: "020 7946 0123", others: ["London"]),
                    ])
            }
        }
    }

    @Test("Quoted fields hold delimiters, doubled quotes and line ends, and lines are counted through them")
    func readsQuotes() throws {
        let lines = [
            "name,phone,note", #""Doe, ""Jane""",+14155550132,"two"#, #"lines""#, ##"plain,"+14155550133","""##,
            #"5" pipe,+14155550134,a "b" c"#, "",
        ]
        let text = lines.joined(separator: "\r\n")
        let rows = try read(text, select: [.name("name"), .name("note")])
        #expect(
            rows == [
                ReadRow(row: 1, line: 2, number: "+14155550132", others: ["Doe, \"Jane\"", "two\r\nlines"]),
                ReadRow(row: 2, line: 4, number: "+14155550133", others: ["plain", ""]),
                ReadRow(row: 3, line: 5, number: "+14155550134", others: ["5\" pipe", "a \"b\" c"]),
            ])
    }

    @Test("Blank lines are skipped and counted as lines only")
    func skipsBlankLines() throws {
        let rows = try read("\n\nphone,a\n\n+14155550132,x\n   \n\n+14155550133,y\n")
        #expect(
            rows == [
                ReadRow(row: 1, line: 5, number: "+14155550132"), ReadRow(row: 2, line: 8, number: "+14155550133"),
            ])
    }

    @Test("Without a header the column is found by its content")
    func readsHeadless() throws {
        let text = "1,Jane,+1 (415) 555-0132,2026-07-16\n2,John,+44 20 7946 0123,2026-07-17\n"
        let reader = try ListReader(bytes: Array(text.utf8), name: "x.csv")
        #expect(reader.layout.hasHeader == false)
        #expect(reader.layout.numberColumn == 2)
        #expect(try read(text).map(\.number) == ["+1 (415) 555-0132", "+44 20 7946 0123"])
    }

    @Test("Rows with too few or too many fields are refused with what they have")
    func refusesFieldCounts() throws {
        let rows = try read("phone,a\n+14155550132\n+14155550133,x,y\n+14155550134,z\n")
        #expect(
            rows == [
                ReadRow(row: 1, line: 2, number: "+14155550132", rejection: .wrongFieldCount),
                ReadRow(row: 2, line: 3, number: "+14155550133", rejection: .wrongFieldCount),
                ReadRow(row: 3, line: 4, number: "+14155550134"),
            ])
    }

    @Test("A list of one column needs no name")
    func readsOneColumn() throws {
        #expect(try read("+14155550132\n+14155550133\n").count == 2)
        #expect(try read("whatever\n+14155550132\n").map(\.row) == [1])
    }

    @Test("A stray quote costs its own row and swallows no other")
    func survivesStrayQuotes() throws {
        let text = "phone,a\n+14155550130,\"open\n+14155550131,x\n+14155550132,\"y\"\n+14155550133,z\n"
        #expect(
            try read(text)
                == [
                    ReadRow(row: 1, line: 2, number: "+14155550130", rejection: .malformedQuotes),
                    ReadRow(row: 2, line: 3, number: "+14155550131"),
                    ReadRow(row: 3, line: 4, number: "+14155550132"),
                    ReadRow(row: 4, line: 5, number: "+14155550133"),
                ])
    }

    @Test("A quote that is open at the end of the file costs its own row only")
    func survivesOpenQuote() throws {
        let last = try read("phone,a\n+14155550132,x\n+14155550133,\"cut of")
        #expect(last.map(\.rejection) == [nil, .unterminatedQuote])
        #expect(last.map(\.line) == [2, 3])
        let middle = try read("phone,a\r\n+14155550132,\"x\r\n\r\n+14155550133,y\r\n+14155550134,z\r\n")
        #expect(middle.map(\.rejection) == [.unterminatedQuote, nil, nil])
        #expect(middle.map(\.line) == [2, 4, 5])
        #expect(middle.map(\.number) == ["+14155550132", "+14155550133", "+14155550134"])
    }
}
