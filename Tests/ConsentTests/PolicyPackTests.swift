// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns
import Consent
import Documents
import Signing
import Testing
import Vocabulary

@Suite("Policy packs")
struct PolicyPackTests {
    private static let lines = [
        "pack: test.pack", "version: 2", "title: A test", "reviewed: 2026-01-31", "jurisdictions: [US, CA-QC]",
        "rules:", "  - id: window", "    kind: send-window", "    from: \"09:00\"", "    until: \"24:00\"",
        "    citation: Test Act s. 1", "    source: https://example.com/act", "    confidence: unverified",
        "    text: Hours.", "",
    ]

    private func pack(_ text: String) throws -> PolicyPack {
        try PolicyPack(yaml: Array(text.utf8), file: "p.yaml")
    }

    /// The pack with its lines changed.
    private func pack(replacing old: String, with new: String) throws -> PolicyPack {
        try pack(Self.lines.joined(separator: "\n").replacing(old, with: new))
    }

    @Test("The built-in packs are read, and every rule has its citation, source, confidence and text")
    func builtIn() throws {
        let library = try PolicyLibrary.builtIn()
        #expect(library.packs.map(\.name) == ["ca-casl", "eu-gdpr", "uk-pecr", "us-federal"])
        for pack in library.packs {
            #expect(!pack.rules.isEmpty)
            #expect(pack.reviewed.year >= 2026)
            for rule in pack.rules {
                #expect(!rule.citation.isEmpty && !rule.text.isEmpty && rule.source.hasPrefix("https://"))
                #expect(library.rule(named: "\(pack.name)/\(rule.id)") == rule)
            }
            #expect(pack.rules.contains { if case .consentMethod = $0.kind { true } else { false } })
            #expect(pack.rules.contains { if case .withdrawal = $0.kind { true } else { false } })
            #expect(library[pack.name] == pack)
            #expect(pack.reference.digest == pack.digest)
        }
        #expect(library["us-texas"] == nil)
        #expect(library.rule(named: "us-federal") == nil)
    }

    @Test("No built-in pack accepts a list that was taken over from somewhere")
    func imports() throws {
        for pack in try PolicyLibrary.builtIn().packs {
            for rule in pack.rules {
                if case .consentMethod(let accepts, _, _) = rule.kind { #expect(!accepts.contains("import")) }
            }
        }
    }

    @Test("The digest is that of the canonical form, whatever the YAML looks like")
    func digest() throws {
        let one = try pack(Self.lines.joined(separator: "\n"))
        let other = try pack(
            Self.lines.joined(separator: "\n").replacing("title: A test", with: "# comment\ntitle: 'A test'"))
        #expect(one.digest == other.digest)
        #expect(one.digest.hex == "231d4d63646dd4f2bd345868ea721f02457d58495e85873f998dad27846d1bab")
        #expect(try PolicyPack(json: JSONValue(parsing: one.json.canonicalBytes)).digest == one.digest)
        #expect(try pack(replacing: "version: 2", with: "version: 3").digest != one.digest)
        let library = try PolicyLibrary.builtIn()
        for pack in library.packs { #expect(try PolicyPack(json: pack.json) == pack) }
    }

    @Test("A pack covers its codes and their subdivisions")
    func coverage() throws {
        let pack = try pack(Self.lines.joined(separator: "\n"))
        for (code, isCovered) in [("US", true), ("US-CA", true), ("CA-QC", true), ("CA", false), ("CA-ON", false)] {
            #expect(pack.covers(try #require(Jurisdiction(code))) == isCovered, "\(code)")
        }
        let europe = try #require(try PolicyLibrary.builtIn()["eu-gdpr"])
        #expect(europe.jurisdictions.count == 31)
        for code in ["EU", "DE", "DE-BY", "NO", "IS", "LI", "GR"] {
            #expect(europe.covers(try #require(Jurisdiction(code))))
        }
        for code in ["GB", "CH", "US", "EL"] { #expect(!europe.covers(try #require(Jurisdiction(code)))) }
    }

    @Test(
        "A broken pack is refused with file, line and field",
        arguments: [
            ("version: 2", "version: two", "p.yaml:2: version:"), ("version: 2\n", "", "p.yaml: version:"),
            ("version: 2", "version: 0", "p.yaml:2: version:"), ("title: A test", "title:", "p.yaml:3: title:"),
            ("2026-01-31", "2026-02-30", "p.yaml:4: reviewed:"), ("2026-01-31", "31.1.2026", "p.yaml:4: reviewed:"),
            ("[US, CA-QC]", "[US, us]", "p.yaml:5: jurisdictions[1]:"),
            ("[US, CA-QC]", "[US, US]", "p.yaml:5: jurisdictions:"), ("[US, CA-QC]", "[]", "p.yaml:5: jurisdictions:"),
            ("kind: send-window", "kind: quiet-time", "p.yaml:8: rules[0].kind:"),
            ("    until: \"24:00\"", "    until: \"09:00\"", "p.yaml:10: rules[0].until:"),
            ("    until: \"24:00\"", "    until: \"24:01\"", "p.yaml:10: rules[0].until:"),
            ("    until: \"24:00\"", "    until: 9am", "p.yaml:10: rules[0].until:"),
            ("    citation: Test Act s. 1\n", "", "p.yaml:7: rules[0].citation:"),
            ("https://", "http://", "p.yaml:12: rules[0].source:"),
            ("unverified", "certain", "p.yaml:13: rules[0].confidence:"),
            ("text: Hours.", "text: Hours.\n    months: 3", "p.yaml:15: rules[0].months:"),
            ("text: Hours.", "text: Hours.\n    colour: red", "p.yaml:15: rules[0].colour:"),
            ("pack: test.pack", "pack: Test", "p.yaml:1: pack:"),
            ("version: 2", "version: 2\nowner: me", "p.yaml:3: owner:"),
        ])
    func broken(old: String, new: String, place: String) throws {
        let error = #expect(throws: DocumentError.self) { try pack(replacing: old, with: new) }
        let text = error?.description ?? ""
        #expect(text.hasPrefix(place), "\(text)")
    }

    @Test(
        "Every kind has its own fields",
        arguments: [
            ("kind: consent-method\n    accepts: [app]\n    purposes: [marketing]\n    channels: [sms, voice]", true),
            ("kind: consent-method\n    accepts: [App]", false), ("kind: consent-method", false),
            ("kind: consent-method\n    accepts: [app, app]", false),
            ("kind: consent-method\n    accepts: [app]\n    channels: [voice, sms]", false),
            ("kind: consent-method\n    accepts: [app]\n    purposes: []", false),
            ("kind: consent-expiry\n    methods: [inquiry]\n    months: 6", true),
            ("kind: consent-expiry\n    methods: [inquiry]\n    months: 0", false),
            ("kind: withdrawal\n    states: [withdrawn]\n    withinBusinessDays: 0", true),
            ("kind: withdrawal\n    states: [given]\n    withinBusinessDays: 0", false),
            ("kind: required-fields\n    fields: [evidence, method]", true),
            ("kind: required-fields\n    fields: [sender]", false),
        ])
    func kinds(fields: String, isGood: Bool) throws {
        let window = "kind: send-window\n    from: \"09:00\"\n    until: \"24:00\""
        if isGood {
            let pack = try pack(replacing: window, with: fields)
            #expect(try PolicyPack(json: pack.json) == pack)
        } else {
            #expect(throws: DocumentError.self) { try pack(replacing: window, with: fields) }
        }
    }

    @Test("Two packs of one name make no library")
    func library() throws {
        let pack = try pack(Self.lines.joined(separator: "\n"))
        #expect(throws: PolicyLibraryError.twice(pack: "test.pack")) { try PolicyLibrary([pack, pack]) }
    }
}
