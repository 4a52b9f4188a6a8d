// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Lists
import Testing

@Suite("NDJSON is read one object a line")
struct ObjectTests {
    @Test("Texts and integers are numbers, other keys are at hand")
    func readsObjects() throws {
        let text = """
            {"id": 1, "phone": "+1 415 555 0132", "consent": {"state": "given", "to": [1, 2.5e3, true, null]}}
            {"phone":14155550133,"id":"b","extra":"\\u00e9\\ud83d\\ude00\\n\\"\\/\\\\"}
            {"id":null,"ph\\u006fne":"\\u002b14155550134"}
            { }
            """
        let rows = try read(text, name: "x.ndjson", select: [.name("id"), .name("consent"), .name("extra")])
        #expect(
            rows == [
                ReadRow(
                    row: 1, line: 1, number: "+1 415 555 0132",
                    others: ["1", "{\"state\": \"given\", \"to\": [1, 2.5e3, true, null]}", nil]),
                ReadRow(row: 2, line: 2, number: "14155550133", others: ["b", nil, "é😀\n\"/\\"]),
                ReadRow(row: 3, line: 3, number: "+14155550134", others: [nil, nil, nil]),
                ReadRow(row: 4, line: 4, number: nil, rejection: .missingNumber, others: [nil, nil, nil]),
            ])
    }

    @Test(
        "A flawed line is refused with its reason and the list goes on",
        arguments: [
            ("[1]", RowRejection.notAnObject), ("\"+14155550133\"", .notAnObject), ("x", .notAnObject),
            ("{\"phone\":\"+14155550133\"", .malformedJSON), ("{\"phone\":\"+14155550133\",}", .malformedJSON),
            ("{\"phone\" \"+14155550133\"}", .malformedJSON), ("{\"phone\":\"+1415555", .malformedJSON),
            ("{\"phone\":\"+14155550133\"} {}", .malformedJSON), ("{'phone':1}", .malformedJSON),
            ("{\"phone\":+1}", .malformedJSON), ("{\"phone\":01}", .malformedJSON), ("{\"phone\":1.}", .malformedJSON),
            ("{\"phone\":\"\\x\"}", .malformedJSON), ("{\"phone\":\"\\u12g4\"}", .malformedJSON),
            ("{\"phone\":\"a\tb\"}", .malformedJSON), ("{\"phone\":truth}", .malformedJSON),
            ("{\"a\":" + String(repeating: "[", count: 100_000) + "}", .malformedJSON),
            ("{\"a\":[1}", .malformedJSON), ("{\"other\":1}", .missingNumber), ("{\"phone\":null}", .missingNumber),
            ("{\"phone\":true}", .wrongType), ("{\"phone\":[\"+14155550133\"]}", .wrongType),
            ("{\"phone\":{\"n\":1}}", .wrongType), ("{\"phone\":1,\"phone\":2}", .duplicateKey),
        ])
    func refusesFlaws(_ line: String, _ rejection: RowRejection) throws {
        let good = "{\"phone\":\"+14155550132\"}"
        let rows = try read("\(good)\n\(line)\n\(good)\n", name: "x.jsonl")
        #expect(rows.map(\.rejection) == [nil, rejection, nil])
    }

    @Test("A JSON list is refused with the way to split it")
    func refusesList() {
        let text = message { _ = try read("[{\"phone\":1}]", name: "x.json") }
        #expect(text == "x.json: the file is one JSON list; write one object a line, for example with jq -c '.[]'.")
    }
}
