// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Lists
import Testing

@Suite("The line by which Excel tells the delimiter")
struct NamedDelimiterTests {
    @Test(
        "Is taken for what it is, whatever ends it, and counts as a line",
        arguments: ["sep=;\n", "SEP=;\r\n", "\u{FEFF}sep=;\n", "sep=;\r"])
    func named(_ line: String) throws {
        var reader = try ListReader(bytes: Array((line + "name;phone\na,b;+14155550132\n").utf8), name: "list.csv")
        #expect(reader.layout.delimiter == UInt8(ascii: ";"))
        #expect(reader.layout.columns == ["name", "phone"])
        var batch = RowBatch()
        #expect(try reader.next(into: &batch))
        #expect(batch.text(of: 0, at: 0) == "+14155550132")
        #expect(batch[0].row == 1 && batch[0].line == 3)
    }

    @Test("A column that is called so is one", arguments: ["sep=x2,phone", "sep=,phone", "sep,phone"])
    func other(_ header: String) throws {
        let reader = try ListReader(bytes: Array("\(header)\n1,+14155550132\n".utf8), name: "list.csv")
        #expect(reader.layout.columns.count == 2)
    }
}
