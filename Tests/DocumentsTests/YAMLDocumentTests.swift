// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Documents
import Signing
import Testing

@Suite("Documents in YAML")
struct YAMLDocumentTests {
    private static let shape = YAMLShape.map([
        "count": .integer, "on": .boolean, "rows": .list(.map(["n": .integer, "text": .text])),
    ])

    private func document(_ text: String) throws -> YAMLDocument {
        try YAMLDocument(parsing: Array(text.utf8), file: "d.yaml", shape: Self.shape)
    }

    @Test("The shape alone decides what a plain word is")
    func shapes() throws {
        let json = try document("count: 7\non: true\nrows:\n  - {n: 1, text: 007}\nother: true\n").json
        #expect(
            String(decoding: json.canonicalBytes, as: UTF8.self)
                == #"{"count":7,"on":true,"other":"true","rows":[{"n":1,"text":"007"}]}"#)
    }

    @Test("An error of a field is told with file and line, that of a missing field with the line it is missing in")
    func places() throws {
        let document = try document("count: 7\nrows:\n  - n: 1\n  - n: 2\n")
        #expect(
            document.locate(FieldError(path: "rows[1].n", problem: "too large")).description
                == "d.yaml:4: rows[1].n: too large")
        #expect(
            document.locate(FieldError(path: "rows[1].text", problem: "missing")).description
                == "d.yaml:4: rows[1].text: missing")
    }

    @Test(
        "What could read as two things is refused",
        arguments: [
            ("a: &x 1\nb: 2\n", "d.yaml:1: a: anchors"), ("a: !t 1\n", "d.yaml:1: a: tags"),
            ("", "d.yaml: the file is empty"), ("a: 1\n---\nb: 2\n", "d.yaml:2"),
            ("a: \u{7}\n", "d.yaml:1: a control character"),
        ])
    func refused(text: String, message: String) {
        let error = #expect(throws: DocumentError.self) { try document(text) }
        #expect(error?.description.hasPrefix(message) == true)
    }

    @Test(
        "A text that starts with a mark of YAML's own is told how to be written",
        arguments: [
            ("a: 1\nb: 'a' in x\n", 2, "' must"), ("b: \"a\" in x\n", 1, "\" must"), ("- `a` == 1\n", 1, "` must"),
            ("b: `a`.c\n", 1, "` must"), ("b: {{sender}} hello\n", 1, "{ must"), ("b: [1] == c\n", 1, "[ must"),
            ("b: {c: d, e: 'a' in x}\n", 1, "' must"), ("b:\n  - c: 'a' in x\n    d: e\n", 2, "' must"),
        ])
    func quoting(text: String, line: Int, mark: String) {
        let error = #expect(throws: DocumentError.self) { try document(text) }
        #expect(
            error?.description.hasPrefix(
                "d.yaml:\(line): this is not YAML: a text that starts with \(mark) stand in quotes") == true,
            "\(String(describing: error))")
    }

    @Test(
        "Where quotes are not the fault they are not blamed",
        arguments: [
            ("a: 'b'\n  c: \"d\"\n", "this is not YAML"),
            ("a: b\n c: \"d\"\n", "this is not YAML: a text with a colon"),
            ("a: b: c\n", "this is not YAML: a text with a colon and a blank"),
            ("a:\n\tb: 1\n", "this is not YAML: found"),
            (String(repeating: "[", count: 2000), "nested more than 16 deep"),
        ])
    func otherFaults(text: String, problem: String) {
        let error = #expect(throws: DocumentError.self) { try document(text) }
        #expect(error?.problem.hasPrefix(problem) == true, "\(String(describing: error))")
        #expect(error?.problem.contains("in quotes as a whole") == false, "\(String(describing: error))")
    }

    @Test("A key that stands twice is refused with its name")
    func twice() {
        let error = #expect(throws: DocumentError.self) { try document("a: 1\na: 2\n") }
        #expect(error?.description.hasSuffix("the key \"a\" stands twice in one mapping") == true)
    }
}
