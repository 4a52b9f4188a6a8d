// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Lists
import Testing

@Suite("A quote that is left open in the header swallows no row")
struct HeaderQuoteTests {
    private func rows(_ text: String) throws -> [String] {
        var reader = try ListReader(bytes: Array(text.utf8), name: "list.csv")
        var batch = RowBatch()
        var rows: [String] = []
        while try reader.next(into: &batch) {
            for index in 0..<batch.count {
                rows.append(batch.text(of: 0, at: index) ?? batch[index].rejection?.rawValue ?? "")
            }
        }
        return rows
    }

    @Test("Text behind a later quote: the rows between are rows")
    func stray() throws {
        let text = "phone,name,\"note\n+14155550100,a,\n+14155550101,b,\n\"c\",c,x\"y\n+14155550102,c,\n"
        let rows = try rows(text)
        for number in ["+14155550100", "+14155550101", "+14155550102"] { #expect(rows.contains(number)) }
        #expect(rows.count == 4)
    }

    @Test("A quote that closes behind what the columns were found in")
    func long() throws {
        let lines = (0..<20_000).map { "+1415555\(String(10_000 + $0 % 100).dropFirst()),a,b" }
        let text = "phone,name,\"note\n" + lines.joined(separator: "\n") + "\n+14155550102,c,b\"\n"
        #expect(try rows(text).count == 20_001)
    }

    @Test("A header whose name holds a line end is one header")
    func whole() throws {
        #expect(try rows("phone,\"full\nname\"\n+14155550100,a\n") == ["+14155550100"])
    }

    @Test(
        "Quotes that open on every line and close before text at the end are read in time that grows with the text",
        .timeLimit(.minutes(1)))
    func quadratic() throws {
        let text = "phone,x\n" + String(repeating: "a\",\"\n", count: 180_000) + "x\"z\n"
        #expect(try rows(text).count > 100_000)
    }
}
