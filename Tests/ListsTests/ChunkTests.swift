// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Lists
import Testing

@Suite("How much is read at once changes nothing")
struct ChunkTests {
    static let texts: [(String, String)] = [
        (
            "a.csv",
            "name,phone\r\n\"a\r\nb\",+14155550131\r\n\r\n\"c\"\"d\",\"+14155550132\"\r\n\"x\"y,1\r\n\"é\",+14155550133\r\n\"open,2\r\nz,+14155550134"
        ),
        ("b.csv", "phone,a\n+14155550130,\"open\n\n+14155550131,x\n+14155550132,\"y\"\n+14155550133,z\n"),
        ("c.csv", "phone;a\r+14155550130;\"x\ry\"\r\r+14155550131;\"q\rw\"e\r+14155550132;\r"),
        ("g.csv", "phone,a\n1,\"x\n\"é,y\n2,\"é\r\n\"  é\n3,\"\"é\n"),
        ("d.ndjson", "{\"phone\":\"\\u00e9é\"}\r\n\r\n{\"phone\":1}\r\n{\"phone\":"),
        ("e.txt", "+14155550131\r\n\r+14155550132\n\n\r\n+14155550133"),
        (
            "f.csv",
            "phone,a\n1,\"" + String(repeating: "x\n", count: 60) + "\n2,y\n3,\"" + String(repeating: "z", count: 120)
                + "\n4,w\n\"" + String(repeating: "z", count: 120) + "\n\",v\n5,u\n"
        ),
    ]

    @Test("Buffers of 1, 2, 3, 7 and 64 bytes give the same rows as one that holds all", arguments: texts)
    func agrees(_ name: String, _ text: String) throws {
        var options = ListOptions()
        options.rowLimit = 100
        let expected = try read(Array(text.utf8), name: name, options: options)
        #expect(!expected.isEmpty)
        for size in [1, 2, 3, 7, 64] {
            options.bufferSize = size
            for capacity in [1, 2, 4096] {
                #expect(try read(Array(text.utf8), name: name, options: options, capacity: capacity) == expected)
            }
        }
    }

    @Test("Any text at all is read to its end with rows in order, in every buffer size")
    func survivesAnything() throws {
        var state: UInt64 = 11
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let alphabet = Array("\"\",,\n\n\r4{}:a ".utf8) + [0xC3, 0x00]
        for round in 0..<4000 {
            let tail = (0..<next(60)).map { _ in alphabet[next(alphabet.count)] }
            let name = ["a.csv", "a.txt", "a.ndjson"][round % 3]
            let head = name == "a.ndjson" ? "{\"phone\":1}\n" : "phone,a\n1,2\n"
            var options = ListOptions(format: name == "a.txt" ? .text : nil, hasHeader: name == "a.csv" ? true : nil)
            options.rowLimit = 20
            let expected = try read(Array(head.utf8) + tail, name: name, options: options)
            #expect(expected.map(\.row) == (1...UInt64(expected.count)).map { $0 })
            #expect(zip(expected, expected.dropFirst()).allSatisfy { $0.line < $1.line })
            options.bufferSize = 1 + next(5)
            #expect(
                try read(Array(head.utf8) + tail, name: name, options: options) == expected,
                "\(String(decoding: tail, as: UTF8.self).debugDescription) in \(options.bufferSize)")
        }
    }
}
