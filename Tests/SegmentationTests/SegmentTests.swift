// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Documents
import Segmentation
import Signing
import Testing
import Vocabulary

@Suite("Segments")
struct SegmentTests {
    private let sample: Sample
    private let agreement: AgreementID
    private let key: IdentityKey

    init() throws {
        sample = try Sample()
        agreement = try #require(AgreementID(bytes: Array(repeating: 0xAB, count: 32)))
        key = try IdentityKey(rawRepresentation: Array(repeating: 2, count: 32))
    }

    private func segment(_ name: String, _ when: String = "true", description: String? = nil) -> SegmentDefinition {
        SegmentDefinition(name: name, description: description, when: when)
    }

    private func statement(_ segments: [SegmentDefinition], remove: [String] = []) throws -> SegmentsStatement {
        SegmentsStatement(
            agreement: agreement, from: sample.acme, at: try Sample.moment("2026-06-01T00:00:00Z"),
            definitions: segments,
            remove: remove)
    }

    private func applying(
        _ segments: [SegmentDefinition], remove: [String] = [], to set: SegmentSet = SegmentSet(),
        contexts: ContextSet = ContextSet()
    ) throws -> SegmentSet {
        try set.applying(statement(segments, remove: remove), schema: sample.schema, contexts: contexts)
    }

    private func contexts(using segment: String) throws -> ContextSet {
        let definition = ContextDefinition(name: "evening", segment: segment, channel: .sms, text: "Hello")
        let statement = ContextsStatement(
            agreement: agreement, from: sample.acme, at: try Sample.moment("2026-06-01T00:00:00Z"),
            definitions: [definition], remove: [])
        let scope = ContextScope(schema: sample.schema, channels: [.sms], segments: [segment], places: [])
        return try ContextSet().applying(statement, scope: scope)
    }

    @Test("A statement is signed and read back as it was")
    func roundTrip() throws {
        let statement = try statement(
            [segment("film-fans", "streamco.interest == 'film'", description: "Who likes films"), segment("all")],
            remove: ["old"])
        let signed = try Signed(statement, by: key)
        #expect(try Unverified<SegmentsStatement>(parsing: signed.bytes).verified(by: key.publicIdentity) == signed)
        #expect(
            String(decoding: statement.json.canonicalBytes, as: UTF8.self)
                == """
                {"agreement":"\(agreement)","at":"2026-06-01T00:00:00Z","from":"acme","remove":["old"],"segments":\
                [{"description":"Who likes films","name":"film-fans","when":"streamco.interest == 'film'"},\
                {"name":"all","when":"true"}],"type":"segments"}
                """)
    }

    @Test("What its reader would refuse is not signed")
    func unsigned() throws {
        for statement in [
            try statement([segment("a"), segment("a")]), try statement([segment("a")], remove: ["a"]),
            try statement([], remove: ["a", "a"]), try statement([segment("A")]), try statement([], remove: ["A"]),
            try statement([segment("a", description: "")]), try statement((0..<65).map { segment("s\($0)") }),
            try statement([segment("a", String(repeating: "x", count: 4097))]),
        ] {
            #expect(throws: (any Error).self) { try Signed(statement, by: key) }
        }
    }

    @Test(
        "A field that is unknown, missing or null is refused",
        arguments: [
            (#""remove":[]"#, #""remove":[],"more":1"#), (#""remove":[],"#, ""), (#""name":"a""#, #""name":"a","x":1"#),
            (#""name":"a","#, ""), (#""name":"a""#, #""description":null,"name":"a""#), (#""true""#, "true"),
        ])
    func strict(old: String, new: String) throws {
        let signed = try Signed(statement([segment("a")]), by: key)
        let text = String(decoding: signed.bytes, as: UTF8.self)
        #expect(text.contains(old))
        #expect(throws: (any Error).self) {
            try Unverified<SegmentsStatement>(parsing: Array(text.replacing(old, with: new).utf8))
        }
    }

    @Test("A statement adds, replaces and removes; it may come twice")
    func changes() throws {
        let first = try applying([segment("a", "acme.vip"), segment("b")])
        let second = try applying([segment("a", "!acme.vip")], remove: ["b", "never"], to: first)
        #expect(second.segments.map(\.definition) == [segment("a", "!acme.vip")])
        #expect(second["a"]?.rule.text == "!acme.vip" && second["b"] == nil)
        let again = try applying([segment("a", "!acme.vip")], remove: ["b", "never"], to: second)
        #expect(again.names == ["a"])
    }

    @Test("A statement with one wrong rule counts for nothing, and the error has path and column")
    func whole() throws {
        let error = #expect(throws: FieldError.self) {
            try applying([segment("a"), segment("b", "acme.vip && x")])
        }
        #expect(error?.description == "segments[1].when: column 13: this name is not granted")
    }

    @Test("A segment that a context uses cannot be removed")
    func used() throws {
        let set = try applying([segment("a"), segment("b")])
        let error = #expect(throws: FieldError.self) {
            try applying([segment("c")], remove: ["b", "a"], to: set, contexts: contexts(using: "a"))
        }
        #expect(error?.path == "remove[1]")
        #expect(error?.problem.contains("the context evening uses this segment") == true)
        #expect(try applying([segment("a", "false")], to: set, contexts: contexts(using: "a")).names == ["a", "b"])
    }

    @Test("An agreement has at most 64 segments")
    func limit() throws {
        let full = try applying((0..<64).map { segment("s\($0)") })
        #expect(throws: FieldError.self) { try applying([segment("more")], to: full) }
        #expect(try applying([segment("more")], remove: ["s0"], to: full).names.count == 64)
        #expect(try applying([segment("s1", "false")], to: full).names.count == 64)
    }

    private func file(_ yaml: String) throws -> [SegmentDefinition] {
        try DefinitionsFile<SegmentDefinition>(yaml: yaml.utf8, file: "s.yaml", schema: sample.schema).definitions
    }

    @Test("A file of segments is read")
    func yaml() throws {
        let definitions = try file(
            """
            segments:
              - name: film-fans
                description: Members who like films
                when: streamco.interest == 'film' && number.country == 'GB'
              - {name: rest, when: "!has(streamco.interest)"}
            """)
        #expect(
            definitions == [
                segment(
                    "film-fans", "streamco.interest == 'film' && number.country == 'GB'",
                    description: "Members who like films"), segment("rest", "!has(streamco.interest)"),
            ])
    }

    @Test(
        "An error of a file has file, line and field, and in a rule the column",
        arguments: [
            (
                "segments:\n  - name: a\n    when: acme.vip && acme.vpi\n",
                "s.yaml:3: segments[0].when: column 13: this name is not granted; did you mean acme.vip?"
            ),
            (
                "segments:\n  - name: a\n    when: 'true'\n  - name: a\n    when: 'true'\n",
                "s.yaml:4: segments[1].name: this name stands here a second time"
            ),
            ("segments:\n  - name: A b\n    when: 'true'\n", "s.yaml:2: segments[0].name: expected a name"),
            ("segments:\n  - name: a\n", "s.yaml:2: segments[0].when: missing"),
            (
                "segments:\n  - name: a\n    wen: 'true'\n",
                "s.yaml:2: segments[0].when: missing; there is a key wen: did you mean when?"
            ),
            ("segments:\n  - name: a\n    when:\n", "s.yaml:3: segments[0].when: expected a string"),
            (
                "segments:\n  - name: a\n    rule: 'true'\n    when: 'true'\n",
                "s.yaml:3: segments[0].rule: this field is not"
            ),
            ("segments: []\n", "s.yaml:1: segments: expected 1 to 64 entries"),
            ("contexts: []\n", "s.yaml: segments: missing"),
        ])
    func yamlErrors(text: String, message: String) {
        let error = #expect(throws: DocumentError.self) { try file(text) }
        #expect(error?.description.hasPrefix(message) == true, "\(String(describing: error))")
    }
}
