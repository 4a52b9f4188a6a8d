// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Lists
import Testing

@Suite("Huge and hostile lists are read to their end within a few megabytes")
struct HugeInputTests {
    /// A row that was refused, as the rejects file names it.
    private struct Refused: Equatable {
        let row: UInt64
        let line: UInt64
        let rejection: RowRejection
    }

    /// Reads everything; answers the refused rows, all rows, and the most memory that reader and batch held.
    private func drain(
        _ pieces: [(text: String, count: Int)], name: String = "a.csv", options: ListOptions = ListOptions()
    ) throws -> (refused: [Refused], rows: UInt64, memory: Int) {
        var reader = try ListReader(GeneratedSource(pieces), name: name, options: options)
        var batch = RowBatch()
        var refused: [Refused] = []
        var memory = 0
        while try reader.next(into: &batch) {
            memory = max(memory, reader.memory + batch.memory)
            for index in 0..<batch.count {
                let row = batch[index]
                if let rejection = row.rejection {
                    refused.append(Refused(row: row.row, line: row.line, rejection: rejection))
                }
            }
        }
        return (refused, reader.rowCount, memory)
    }

    private static let piece = String(repeating: "4", count: 1 << 16)
    private static let most = 4 << 20

    @Test(
        "A line of 100 MB is refused alone",
        arguments: [
            ("a.csv", "phone,a\n", "+14155550131,x\n"), ("a.txt", "", "+14155550131\n"),
            ("a.ndjson", "", "{\"phone\":\"+14155550131\"}\n"),
        ])
    func longLines(_ name: String, _ head: String, _ row: String) throws {
        let read = try drain([(head + row, 1), (Self.piece, 1600), ("\n" + row, 1)], name: name)
        let line: UInt64 = head.isEmpty ? 2 : 3
        #expect(read.refused == [Refused(row: 2, line: line, rejection: .rowTooLong)])
        #expect(read.rows == 3)
        #expect(read.memory < Self.most)
    }

    @Test("A field of a billion digits is refused alone, quoted or not", arguments: ["", "\""])
    func billionDigits(_ quote: String) throws {
        let read = try drain([
            ("phone,a\n+14155550131,x\n" + quote, 1), (String(repeating: "4", count: 1_000_000), 1000),
            (quote + ",y\n+14155550132,z\n", 1),
        ])
        #expect(read.refused == [Refused(row: 2, line: 3, rejection: .rowTooLong)])
        #expect(read.rows == 3)
        #expect(read.memory < Self.most)
    }

    @Test("100 MB of zero bytes in a row refuse that row, and a zero in many rows refuses each of them")
    func zeroBytes() throws {
        let long = try drain([
            ("phone,a\n+14155550131,x\n", 1), (String(repeating: "\u{0}", count: 1 << 16), 1600),
            ("\n+14155550132,y\n", 1),
        ])
        #expect(long.refused == [Refused(row: 2, line: 3, rejection: .rowTooLong)])
        let many = try drain([("phone,a\n", 1), ("+1415\u{0}5550131,x\n", 50_000)])
        #expect(many.refused.count == 50_000)
        #expect(many.refused.last == Refused(row: 50_000, line: 50_001, rejection: .nulByte))
        #expect(max(long.memory, many.memory) < Self.most)
    }

    @Test("A quote that is opened and not closed for 100 MB costs its own row")
    func openQuote() throws {
        let rows = 4_000_000
        let read = try drain([("phone,a\n+14155550131,\"open\n", 1), ("+14155550132,some more\n", rows)])
        #expect(read.refused == [Refused(row: 1, line: 2, rejection: .unterminatedQuote)])
        #expect(read.rows == UInt64(rows) + 1)
        #expect(read.memory < Self.most)
    }

    @Test(
        "Quotes that open on every line and close nothing cost their rows, and reading stays one pass",
        arguments: ["a\",\"b\n", "a\"b,\"\n", "\"\"\",\"\n", "a\" b,\"\n"])
    func quotesEverywhere(_ line: String) throws {
        let rows = 2_000_000
        let read = try drain([("phone,a\n+14155550131,x\n", 1), (line, rows)])
        #expect(read.rows > 1)
        #expect(read.refused.count >= Int(read.rows) - 1)
        #expect(read.memory < Self.most)
    }

    @Test("Millions of blank lines and of bare delimiters are passed")
    func emptiness() throws {
        let blank = try drain([("phone,a\n", 1), ("\r\n  \n\n", 1_000_000), ("+14155550131,x", 1)])
        #expect(blank.rows == 1 && blank.refused.isEmpty)
        let commas = try drain([("phone,a\n+14155550131,x\n", 1), (",,,,,,,,\n", 300_000)])
        #expect(commas.refused.count == 300_000)
        #expect(commas.refused.allSatisfy { $0.rejection == .wrongFieldCount })
    }

    @Test("A row of very many fields is refused within the limit")
    func manyFields() throws {
        let read = try drain([
            ("phone,a\n+14155550131,x\n", 1), (String(repeating: ",", count: 1000), 1000), ("\n+14155550132,y\n", 1),
        ])
        #expect(read.refused == [Refused(row: 2, line: 3, rejection: .wrongFieldCount)])
        #expect(read.memory < Self.most)
    }

    @Test("A gzip bomb is stopped where no list goes, unless the caller trusts the file")
    func gzipBomb() throws {
        let bomb = try GzipTests.bomb(megabytes: 256)
        #expect(bomb.count < 1 << 20)
        #expect(
            message { _ = try read(bomb, name: "a.csv.gz") }
                == "a.csv.gz: the gzip file unpacks to more than 200 times its size, as no list does; look what is in it, or "
                + "say --trust-gzip.")
        var options = ListOptions()
        options.trustsGzip = true
        let rows = try read(bomb, name: "a.csv.gz", options: options)
        #expect(rows.map(\.rejection) == [nil, .rowTooLong])
    }

    @Test("A long list that packs well is no bomb")
    func honestGzip() throws {
        let row = (0..<3000).map { "+141555501\($0 % 90 + 10),\($0 * 7919 % 10007)\n" }.joined()
        let bytes = GzipTests.compress("phone,a\n" + String(repeating: row, count: 1200))
        var reader = try ListReader(bytes: bytes, name: "a.csv.gz")
        var batch = RowBatch()
        while try reader.next(into: &batch) {}
        #expect(reader.rowCount == 3_600_000)
    }
}
