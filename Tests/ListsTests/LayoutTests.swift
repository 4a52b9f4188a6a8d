// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Lists
import Testing

@Suite("Format and columns are found or asked for")
struct LayoutTests {
    private func layout(_ text: String, _ name: String, _ options: ListOptions = ListOptions()) throws -> ListLayout {
        let reader = try ListReader(bytes: Array(text.utf8), name: name, options: options)
        return reader.layout
    }

    @Test(
        "The format follows from extension and content",
        arguments: [
            ("a.csv", "+14155550132\n", ListFormat.csv), ("a.CSV", "phone\n+14155550132\n", .csv),
            ("a.tsv", "phone\tx\n+14155550132\ty\n", .csv), ("a.ndjson", "{\"phone\":1}\n", .ndjson),
            ("a.jsonl", "{\"phone\":1}\n", .ndjson), ("a.json", "{\"phone\":1}\n", .ndjson),
            ("a.txt", "+14155550132\n", .text), ("a", "+1 415 555 0132\n020 7946 0123\n", .text),
            ("a.txt", "phone\n+14155550132\n", .csv), ("a.txt", "a;phone\nx;+14155550132\n", .csv),
            ("standard input", "{\"phone\":1}\n", .ndjson), ("standard input", "  \n +14155550132\n", .text),
            ("a.csv.gz", "phone\n1\n", .csv), ("dir.csv/list", "+14155550132\n", .text),
        ])
    func findsFormat(_ name: String, _ text: String, _ format: ListFormat) throws {
        #expect(try layout(text, name).format == format)
    }

    @Test("What the caller says goes before what is found")
    func obeysOptions() throws {
        #expect(try layout("phone\n+14155550132\n", "a.csv", ListOptions(format: .text)).format == .text)
        let options = ListOptions(numberColumn: .index(2), delimiter: 0x3A, hasHeader: false)
        #expect(try read("a:1\nb:2\n", options: options).map(\.number) == ["1", "2"])
        #expect(try read("phone\n+14155550132\n", options: ListOptions(hasHeader: false)).count == 2)
    }

    @Test(
        "Known names are found whatever their case and punctuation",
        arguments: [
            "phone", "Phone Number", "PHONE_NUMBER", "mobile", "Mobile-No.", "msisdn", "MSISDN", "tel", "Telephone",
            "e164",
            "E.164", "cell", "Handy", "Rufnummer", "Téléphone", "teléfono", "Contact Number", "\u{FEFF}phone",
        ])
    func findsNames(_ name: String) throws {
        #expect(try layout("id,\(name),amount\n12345678,x,23456789\n", "a.csv").numberColumn == 1)
    }

    @Test("The plain name goes before the vague one, the canonical one before all")
    func ranksNames() throws {
        #expect(try layout("number,phone\n12,x\n", "a.csv").numberColumn == 1)
        #expect(try layout("phone,e164\nx,+14155550132\n", "a.csv").numberColumn == 1)
        #expect(try layout("number,other\n12,+14155550132\n", "a.csv").numberColumn == 1)
        #expect(try layout("number,other\n+14155550132,12\n", "a.csv").numberColumn == 0)
    }

    @Test(
        "A column is chosen by name, by folded name or by place",
        arguments: [
            (ColumnChoice.name("Alt Tel"), 1), (.name("alt_tel"), 1), (.name("phone"), 0), (.index(2), 1),
            (.name("2"), 1),
            (.name("3"), 2),
        ])
    func choosesColumns(_ choice: ColumnChoice, _ place: Int) throws {
        #expect(
            try layout("phone,Alt Tel,x\n1,2,3\n", "a.csv", ListOptions(numberColumn: choice)).numberColumn == place)
    }

    @Test("Absence and ambiguity name the columns and what to do")
    func explainsColumns() {
        #expect(
            message { _ = try layout("id,name\n1,Jane\n", "a.csv", ListOptions(hasHeader: true)) }
                == "a.csv: no column looks like phone numbers; name it with --column; the columns are \"id\", \"name\"."
        )
        #expect(
            message { _ = try layout("phone,mobile\n1,2\n", "a.csv") }
                == "a.csv: 2 columns have names of phone columns (\"phone\", \"mobile\"); choose one with --column.")
        #expect(
            message { _ = try layout("4155550132,4155550133\n", "a.csv") }
                == "a.csv: 2 columns look like phone numbers (column 1, column 2); choose one with --column.")
        #expect(
            message { _ = try layout("phone,a\n1,2\n", "a.csv", ListOptions(numberColumn: .name("tel"))) }
                == "a.csv: there is no column \"tel\"; the columns are \"phone\", \"a\".")
        #expect(
            message { _ = try layout("phone,a\n1,2\n", "a.csv", ListOptions(numberColumn: .index(3))) }
                == "a.csv: there is no column 3; the list has 2.")
        #expect(
            message { _ = try layout("a,a\n1,2\n", "a.csv", ListOptions(numberColumn: .name("a"), hasHeader: true)) }
                == "a.csv: 2 columns are called \"a\"; name one by its place, for example 1.")
        #expect(
            message { _ = try layout("{\"a\":\"x\",\"b\":2}\n", "a.ndjson") }
                == "a.ndjson: no column looks like phone numbers; name it with --column; the columns are \"a\", \"b\".")
    }

    @Test("A vague name is believed where its column holds nothing", arguments: ["", ",0a,\n"])
    func emptyColumn(rows: String) throws {
        #expect(try layout("handle,number,row\n" + rows.replacing(",0a,", with: "0a,,1"), "a.csv").numberColumn == 1)
    }

    @Test("A header that turns out to hold numbers is not printed in an error")
    func hidesNumbers() {
        let options = ListOptions(numberColumn: .name("phone"), hasHeader: true)
        let text = message { _ = try layout("4155550132,Jane\n4155550133,John\n", "a.csv", options) }
        #expect(text == "a.csv: there is no column \"phone\"; the columns are column 1, \"Jane\".")
    }

    @Test("Other columns are only there where the format has them")
    func selects() throws {
        #expect(
            message { _ = try read("+14155550132\n", name: "a.txt", select: [.name("x")]) }
                == "a.txt: the list has numbers only, no other columns.")
        #expect(
            message { _ = try read("phone,a\n1,2\n", select: [.name("x")]) }
                == "list.csv: there is no column \"x\"; the columns are \"phone\", \"a\".")
    }
}
