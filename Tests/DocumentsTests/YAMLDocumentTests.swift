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

    @Test("A key that stands twice is refused with its name")
    func twice() {
        let error = #expect(throws: DocumentError.self) { try document("a: 1\na: 2\n") }
        #expect(error?.description.hasSuffix("the key \"a\" stands twice in one mapping") == true)
    }
}
