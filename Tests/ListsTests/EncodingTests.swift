// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Lists
import Testing

@Suite("Encodings other than UTF-8 are read, and said where they were guessed")
struct EncodingTests {
    private static let text = "name;phone\r\nJosé €;+14155550131\r\n𝄞 Zoë;+14155550132\r\n"
    private static let rows = [
        ReadRow(row: 1, line: 2, number: "+14155550131", others: ["José €"]),
        ReadRow(row: 2, line: 3, number: "+14155550132", others: ["𝄞 Zoë"]),
    ]

    private static func wide(_ text: String, isBigEndian: Bool = false) -> [UInt8] {
        text.utf16.flatMap { isBigEndian ? [UInt8($0 >> 8), UInt8($0 & 0xFF)] : [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    }

    @Test(
        "UTF-16 is read in both byte orders, with and without a mark, in every buffer size",
        arguments: [false, true], [1, 3, 64, 65536])
    func readsWide(_ isBigEndian: Bool, _ bufferSize: Int) throws {
        for mark in ["\u{FEFF}", ""] {
            var options = ListOptions()
            options.bufferSize = bufferSize
            let bytes = Self.wide(mark + Self.text, isBigEndian: isBigEndian)
            #expect(try read(bytes, options: options, select: [.name("name")]) == Self.rows)
            let reader = try ListReader(bytes: bytes, name: "a.csv", options: options)
            #expect(reader.layout.encoding == .utf16)
            #expect(
                reader.notice
                    == (mark.isEmpty
                        ? "a.csv: read as UTF-16, though no byte-order mark says so; name another one with --encoding."
                        : nil))
        }
    }

    @Test("Half a character in UTF-16 refuses its row alone")
    func refusesHalves() throws {
        var bytes = Self.wide("\u{FEFF}a,phone\nx")
        bytes += [0x34, 0xD8]  // a lead surrogate that nothing follows
        bytes += Self.wide(",+14155550131\ny,+14155550132\nz,+14155550133\n") + [0x31]
        let rows = try read(bytes)
        #expect(rows.map(\.rejection) == [.invalidEncoding, nil, nil, .invalidEncoding])
        #expect(rows.map(\.line) == [2, 3, 4, 5])
        #expect(rows[0].number == "+14155550131")
    }

    @Test("A zero in UTF-16 is a zero byte")
    func refusesZeros() throws {
        let rows = try read(Self.wide("\u{FEFF}phone\n+1415\u{0}5550131\n+14155550132\n"))
        #expect(rows.map(\.rejection) == [.nulByte, nil])
    }

    @Test("Windows-1252 is read as such and said, unless the caller says otherwise", arguments: [1, 7, 65536])
    func readsWindows(_ bufferSize: Int) throws {
        var options = ListOptions()
        options.bufferSize = bufferSize
        let bytes =
            Array("name,t\u{0}l\u{0}phone\nJos".utf8).map { $0 == 0 ? 0xE9 : $0 } + [0xE9, 0x20, 0x80]
            + Array(",+14155550131\n".utf8)
        let reader = try ListReader(bytes: bytes, name: "a.csv", options: options)
        #expect(reader.layout.encoding == .windows1252)
        #expect(
            reader.notice
                == "a.csv: read as Windows-1252, not UTF-8; say --encoding utf-8 to have such rows refused instead.")
        #expect(reader.layout.columns == ["name", "téléphone"])
        #expect(
            try read(bytes, options: options, select: [.name("name")])
                == [ReadRow(row: 1, line: 2, number: "+14155550131", others: ["José €"])])
        options.encoding = .utf8
        options.numberColumn = .index(2)
        #expect(try read(bytes, options: options).map(\.rejection) == [.invalidEncoding])
    }

    @Test("A byte that Windows-1252 does not use refuses its row where the caller says it is Windows-1252")
    func refusesUnused() throws {
        var options = ListOptions(hasHeader: true)
        options.encoding = .windows1252
        let bytes = Array("a,phone\n".utf8) + [0x81] + Array(",+14155550131\ny,+14155550132\n".utf8)
        #expect(try read(bytes, options: options).map(\.rejection) == [.invalidEncoding, nil])
        options.encoding = nil
        let reader = try ListReader(bytes: bytes, name: "a.csv", options: options)
        #expect(reader.layout.encoding == .utf8 && reader.notice == nil)
    }

    @Test("UTF-8 with a few bad bytes stays UTF-8, and so does what begins in ASCII")
    func keepsUTF8() throws {
        let damaged = Array("name,phone\nJosé,+14155550131\nZo".utf8) + [0xEB] + Array(",+14155550132\n".utf8)
        #expect(try read(damaged).map(\.rejection) == [nil, .invalidEncoding])
        let long = String(repeating: "x,+14155550131\n", count: 20_000)
        let late = Array(("name,phone\n" + long + "Jos").utf8) + [0xE9] + Array(",+14155550132\n".utf8)
        let rows = try read(late)
        #expect(rows.count == 20_001)
        #expect(rows.last == ReadRow(row: 20_001, line: 20_002, number: "+14155550132", rejection: .invalidEncoding))
        var options = ListOptions()
        options.encoding = .windows1252
        #expect(try read(late, options: options).allSatisfy { $0.rejection == nil })
    }

    @Test("A character that the sample cuts in two is no sign against UTF-8")
    func keepsCutCharacters() throws {
        for shift in 0..<3 {
            let text = "name,phone\n" + String(repeating: "x", count: shift) + "é,+14155550131\n"
            let more = String(repeating: "€€€€€€€€,+14155550132\n", count: 7000)
            let reader = try ListReader(bytes: Array((text + more).utf8), name: "a.csv")
            #expect(reader.layout.encoding == .utf8)
        }
    }

    @Test("What is plainly UTF-16 is not read as anything else")
    func refusesContradiction() {
        for bytes in [Self.wide("\u{FEFF}" + Self.text), Self.wide("phone\n+14155550131\n")] {
            var options = ListOptions()
            options.encoding = .utf8
            #expect(
                message { _ = try read(bytes, options: options) }
                    == "list.csv: the file is UTF-16 and not UTF-8; say --encoding utf-16, or leave it out.")
        }
    }

    @Test("UTF-16 out of a gzip file is read too")
    func readsCompressed() throws {
        #expect(
            try read(GzipTests.compress(Self.wide("\u{FEFF}" + Self.text)), name: "a.csv.gz", select: [.name("name")])
                == Self.rows)
    }
}
