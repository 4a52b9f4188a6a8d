// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Lists
import Testing

@Suite("Refused rows are written for the party alone")
struct RejectsTests {
    private func withDirectory(_ body: (String) throws -> Void) throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("rejects-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        try body(directory.path)
    }

    @Test("Row, line, reason and input are written, quoted, and can be read again")
    func writes() throws {
        try withDirectory { directory in
            let path = directory + "/rejects.csv"
            var reader = try ListReader(bytes: Array("phone,a\n\"x \"\"1\"\",\ny\"\n4,b\n{,c\n".utf8), name: "a.csv")
            var batch = RowBatch()
            var writer = try RejectsWriter(path: path)
            while try reader.next(into: &batch) {
                for index in 0..<batch.count {
                    try writer.write(batch, at: index, reason: batch[index].rejection?.rawValue ?? "not-a-number")
                }
            }
            #expect(writer.count == 3)
            try writer.close()
            let text = try String(contentsOfFile: path, encoding: .utf8)
            #expect(
                text
                    == "row,line,reason,input,detail\n1,2,wrong-field-count,\"x \"\"1\"\",\ny\",\n2,4,not-a-number,\"4\",\n"
                    + "3,5,not-a-number,\"{\",\n")
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            var again = try ListReader(path: path, options: ListOptions(numberColumn: .name("input")))
            #expect(try drain(&again).map(\.number) == ["x \"1\",\ny", "4", "{"])
        }
    }

    @Test("A file that exists stays, unless forced; the new one is private even then")
    func keepsFiles() throws {
        try withDirectory { directory in
            let path = directory + "/rejects.csv"
            try Data("old".utf8).write(to: URL(fileURLWithPath: path))
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
            #expect(
                message { _ = try RejectsWriter(path: path) }
                    == "\(path): the file exists already; choose another name or use --force.")
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
            let writer = try RejectsWriter(path: path, force: true)
            try writer.close()
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "row,line,reason,input,detail\n")
            #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        }
    }

    @Test("A file that cannot be created is told with its path")
    func reportsCreation() {
        #expect(message { _ = try RejectsWriter(path: "/dev/full") }.hasPrefix("/dev/full: the file exists already"))
        #expect(
            message { _ = try RejectsWriter(path: "/nonexistent/r.csv") }.hasPrefix(
                "/nonexistent/r.csv: creating it failed"))
    }

    @Test("A list is read from a file as from memory")
    func readsFiles() throws {
        try withDirectory { directory in
            let path = directory + "/list.csv.gz"
            try Data(GzipTests.compress("phone,a\n+14155550131,x\n")).write(to: URL(fileURLWithPath: path))
            var reader = try ListReader(path: path)
            #expect(reader.layout.isCompressed)
            #expect(try drain(&reader) == [ReadRow(row: 1, line: 2, number: "+14155550131")])
        }
    }

    @Test("Summaries of parts add up and survive JSON")
    func mergesSummaries() throws {
        var first = ListSummary()
        first.rows = 3
        first.valid = 1
        first.refuse("letters")
        first.refuse("letters")
        var second = ListSummary()
        second.rows = 2
        second.possible = 1
        second.refuse("empty")
        first.merge(second)
        #expect(first.refused == ["letters": 2, "empty": 1])
        #expect(first.refusedRows == 3)
        #expect(first.rows == 5)
        let copy = try JSONDecoder().decode(ListSummary.self, from: JSONEncoder().encode(first))
        #expect(copy == first)
    }
}
