// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Documents
import Segmentation
import Signing
import Testing
import Vocabulary

@Suite("Contexts")
struct ContextTests {
    private let sample: Sample
    private let agreement: AgreementID
    private let key: IdentityKey
    private let scope: ContextScope

    init() throws {
        sample = try Sample()
        agreement = try #require(AgreementID(bytes: Array(repeating: 0xAB, count: 32)))
        key = try IdentityKey(rawRepresentation: Array(repeating: 2, count: 32))
        scope = ContextScope(schema: sample.schema, channels: [.sms], segments: ["film-fans"], places: ["london"])
    }

    private let full = ContextDefinition(
        name: "rainy", segment: "film-fans", channel: .sms, days: [.fri, .mon], from: 1020, until: 1440,
        weather: .init(place: "london", when: "weather.precipitation >= 0.2"), horizonHours: 384,
        text: "{{streamco.interest | default: 'good'}} films: {{sender}}")
    private let plain = ContextDefinition(name: "plain", segment: "film-fans", channel: .sms, text: "Hello")

    private func statement(_ contexts: [ContextDefinition], remove: [String] = []) throws -> ContextsStatement {
        ContextsStatement(
            agreement: agreement, from: sample.acme, at: try Sample.moment("2026-06-01T00:00:00Z"),
            definitions: contexts,
            remove: remove)
    }

    @Test("A statement is signed and read back as it was, with and without the fields that have defaults")
    func roundTrip() throws {
        let signed = try Signed(statement([full, plain], remove: ["old"]), by: key)
        #expect(try Unverified<ContextsStatement>(parsing: signed.bytes).verified(by: key.publicIdentity) == signed)
        #expect(
            String(decoding: full.json.canonicalBytes, as: UTF8.self)
                == """
                {"channel":"sms","days":["fri","mon"],"from":"17:00","horizonHours":384,"name":"rainy",\
                "segment":"film-fans","text":"{{streamco.interest | default: 'good'}} films: {{sender}}",\
                "until":"24:00","weather":{"place":"london","when":"weather.precipitation >= 0.2"}}
                """)
        #expect(
            String(decoding: plain.json.canonicalBytes, as: UTF8.self)
                == #"{"channel":"sms","name":"plain","segment":"film-fans","text":"Hello"}"#)
    }

    @Test("Absent fields mean all days, the whole day and a week")
    func defaults() {
        #expect(plain.weekdays == Set(Weekday.allCases) && plain.hours == .all && plain.horizon == 168 * 3600)
        let turned = ContextDefinition(name: "a", segment: "b", channel: .sms, from: 1200, until: 600, text: "x")
        #expect(turned.hours.isEmpty)
        #expect(full.weekdays == [.fri, .mon] && full.hours.from == 1020 && full.horizon == 384 * 3600)
    }

    @Test(
        "What its reader would refuse is refused with the field",
        arguments: [
            (#""days":["fri","mon"]"#, #""days":["fri","fri"]"#, "days[1]"),
            (#""days":["fri","mon"]"#, #""days":[]"#, "days"),
            (#""days":["fri","mon"]"#, #""days":["Friday"]"#, "days[0]"), (#""17:00""#, #""17:60""#, "from"),
            (#""17:00""#, #""5:00""#, "from"), (#""17:00""#, #""24:00""#, "from"), (#""24:00""#, #""17:00""#, "from"),
            (#""24:00""#, #""24:01""#, "until"),
            (#""from":"17:00","#, #""from":1020,"#, "from"),
            ("384", "385", "horizonHours"),
            ("384", "0", "horizonHours"), (#""sms""#, #""mail""#, "channel"),
            (#""place":"london","#, "", "weather.place"),
            (#""place":"london""#, #""place":"london","x":1"#, "weather.x"), (#""name":"rainy","#, "", "name"),
            (#""segment":"film-fans","#, #""segment":"film-fans","extra":1,"#, "extra"),
        ])
    func strict(old: String, new: String, path: String) throws {
        let text = String(decoding: try Signed(statement([full]), by: key).bytes, as: UTF8.self)
        #expect(text.contains(old))
        let error = #expect(throws: FieldError.self) {
            try Unverified<ContextsStatement>(parsing: Array(text.replacing(old, with: new).utf8))
        }
        #expect(error?.path == "contexts.contexts[0].\(path)")
    }

    @Test("Texts have 1 to 1,600 bytes")
    func textSize() throws {
        for (count, isRight) in [(0, false), (1, true), (1600, true), (1601, false)] {
            let definition = ContextDefinition(
                name: "a", segment: "film-fans", channel: .sms, text: String(repeating: "x", count: count))
            let signed = try? Signed(statement([definition]), by: key)
            #expect((signed != nil) == isRight)
        }
    }

    @Test("A statement adds, replaces and removes, whole or not at all")
    func changes() throws {
        let first = try ContextSet().applying(statement([full, plain]), scope: scope)
        #expect(first.contexts.map(\.definition.name) == ["plain", "rainy"])
        let second = try first.applying(statement([full], remove: ["plain", "never"]), scope: scope)
        #expect(second.contexts.map(\.definition) == [full])
        #expect(second["rainy"]?.weather?.text == "weather.precipitation >= 0.2" && second["plain"] == nil)
        let many = (0..<65).map { number in
            ContextDefinition(name: "c\(number)", segment: "film-fans", channel: .sms, text: "x")
        }
        let filled = try ContextSet().applying(statement(Array(many[..<64])), scope: scope)
        #expect(throws: FieldError.self) { try filled.applying(statement([many[64]]), scope: scope) }
    }

    @Test(
        "What a context refers to must be there",
        arguments: [
            ("other", .sms, "london", "true", "x", "contexts[0].segment: there is no segment"),
            (
                "film-fans", .rcs, "london", "true", "x",
                "contexts[0].channel: expected one of the agreement's channels: sms"
            ),
            ("film-fans", .sms, "paris", "true", "x", "contexts[0].weather.place: the coordinator has no place"),
            (
                "film-fans", .sms, "london", "weather.rian > 1", "x",
                "contexts[0].weather.when: column 1: this is no variable of the weather; did you mean weather.rain?"
            ),
            (
                "film-fans", .sms, "london", "streamco.visits > 1", "x",
                "contexts[0].weather.when: column 1: this is no variable"
            ),
            (
                "film-fans", .sms, "london", "weather.rain", "x",
                "contexts[0].weather.when: column 1: the rule's value must be bool"
            ),
            ("film-fans", .sms, "london", "tag('x')", "x", "contexts[0].weather.when: column 1: tag() needs"),
            (
                "film-fans", .sms, "london", "true", "{{weather.rain}}",
                "contexts[0].text: column 3: this name is not granted"
            ),
        ] as [(String, Channel, String, String, String, String)])
    func references(
        segment: String, channel: Channel, place: String, when: String, text: String, message: String
    ) throws {
        let definition = ContextDefinition(
            name: "a", segment: segment, channel: channel, weather: .init(place: place, when: when), text: text)
        let error = #expect(throws: FieldError.self) {
            try ContextSet().applying(statement([definition]), scope: scope)
        }
        #expect(error?.description.hasPrefix(message) == true, "\(String(describing: error))")
    }

    @Test("Without number.timezones it is the agreement that does not do")
    func withoutTimeZones() throws {
        let schema = RuleSchema(
            brand: sample.acme,
            grants: [RuleSchema.Grant(party: sample.acme, attributes: [("number.country", .string)])])
        let error = #expect(throws: FieldError.self) {
            try Context(plain, scope: ContextScope(schema: schema, channels: [.sms]))
        }
        #expect(error?.description.hasPrefix("channel: the agreement grants the brand no number.timezones") == true)
    }

    @Test("Segments and places that are not known here are not checked here")
    func unknownReferences() throws {
        let open = ContextScope(schema: sample.schema, channels: [.sms], segments: nil, places: nil)
        _ = try Context(full, scope: open)
    }

    @Test("A file of contexts is read")
    func yaml() throws {
        let yaml = """
            contexts:
              - name: rainy
                segment: film-fans
                channel: sms
                days: [fri, mon]
                from: "17:00"
                until: 24:00
                weather: {place: london, when: weather.precipitation >= 0.2}
                horizonHours: 384
                text: "{{streamco.interest | default: 'good'}} films: {{sender}}"
              - {name: plain, segment: film-fans, channel: sms, text: Hello}
            """
        #expect(
            try DefinitionsFile<ContextDefinition>(yaml: yaml.utf8, file: "c.yaml", scope: scope).definitions == [
                full, plain,
            ])
    }

    @Test(
        "An error of a file has file, line and field, and in a text the column",
        arguments: [
            (
                "    text: 'Hi {{acme.vip}}'",
                "c.yaml:5: contexts[0].text: column 6: a text holds strings and ints, this is bool"
            ),
            (
                "    text: x\n    weather: {place: london, when: weather.rain > 'x'}",
                "c.yaml:6: contexts[0].weather.when: column 14: > takes two numbers"
            ),
            (
                "    text: x\n    horizonHours: '24'",
                "c.yaml:6: contexts[0].horizonHours: expected an integer from 1 to 384"
            ),
            (
                "    text: x\n    from: 17:00\n    until: 17:00",
                "c.yaml:6: contexts[0].from: expected a time before until"
            ),
            ("    text: ''", "c.yaml:5: contexts[0].text: expected 1 to 1600 bytes"),
        ])
    func yamlErrors(lines: String, message: String) {
        let yaml = "contexts:\n  - name: a\n    segment: film-fans\n    channel: sms\n\(lines)\n"
        let error = #expect(throws: DocumentError.self) {
            try DefinitionsFile<ContextDefinition>(yaml: yaml.utf8, file: "c.yaml", scope: scope).definitions
        }
        #expect(error?.description.hasPrefix(message) == true, "\(String(describing: error))")
    }
}
