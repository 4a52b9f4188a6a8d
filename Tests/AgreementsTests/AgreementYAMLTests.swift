// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Signing
import Testing
import Vocabulary

@Suite("Agreements in YAML")
struct AgreementYAMLTests {
    private func failure(_ yaml: some Collection<UInt8>) -> String {
        do {
            _ = try Agreement(yaml: yaml, file: "a.yaml")
            return "accepted"
        } catch {
            return "\(error)"
        }
    }

    private func edited(_ old: String, _ new: String) throws -> String {
        let yaml = try Fixture.yaml()
        try #require(yaml.contains(old))
        return yaml.replacing(old, with: new)
    }

    @Test(
        "Words that YAML would take for something else stay text",
        arguments: [
            "NO", "no", "yes", "on", "Off", "null", "~", "+1415", "12:30:00", "2026-01-01", "0x1F", "1e3", "1.0",
            ".inf", "true",
            "1_000", "0o17", "007", "12345", "=",
        ])
    func implicitTypes(word: String) throws {
        let agreement = try Agreement(yaml: edited("sender: ACME Stores", "sender: \(word)").utf8, file: "a.yaml")
        #expect(agreement.sender == word)
    }

    @Test(
        "Quotes and blocks are text as well",
        arguments: [
            ("\"ACME Stores\"", "ACME Stores"), ("'it''s ACME'", "it's ACME"), (">-\n  ACME\n  Stores", "ACME Stores"),
            ("\"a \\u00e9 b\"", "a \u{E9} b"), ("Marks & Spencer", "Marks & Spencer"), ("AT&T *star*", "AT&T *star*"),
            ("a!b", "a!b"), ("\"!x\"", "!x"),
        ])
    func strings(yaml: String, expected: String) throws {
        let agreement = try Agreement(yaml: edited("sender: ACME Stores", "sender: \(yaml)").utf8, file: "a.yaml")
        #expect(agreement.sender == expected)
    }

    @Test(
        "Integers come from plain decimal digits only",
        arguments: [
            "\"2000000\"", "2_000_000", "2,000,000", "2e6", "0x1E8480", "2000000.0", "+2000000", "02000000", "-5", "~",
            "true",
            "99999999999999999999", "",
        ])
    func integers(text: String) throws {
        #expect(
            failure(try edited("cap: 2000000", "cap: \(text)").utf8)
                == "a.yaml:8: parties[0].cap: expected an integer from 1 to 4294967295")
    }

    @Test("Booleans are true and false only", arguments: ["yes", "True", "TRUE", "on", "1", "\"true\"", "y"])
    func booleans(text: String) throws {
        #expect(
            failure(try edited("    entitled: true", "    entitled: \(text)").utf8)
                .hasPrefix("a.yaml:9: parties[0].entitled: expected true or false"))
    }

    @Test(
        "Anchors, aliases, tags and merge keys are refused with their line",
        arguments: [
            ("sender: ACME Stores", "sender: &s ACME Stores", "a.yaml:14: sender: anchors"),
            ("sender: ACME Stores", "sender: &s ACME\npurpose2: *s", "a.yaml:15: anchors"),
            ("sender: ACME Stores", "sender: *s", "a.yaml:14: expected one YAML document: found undefined alias"),
            ("sender: ACME Stores", "sender: !!str ACME Stores", "a.yaml:14: sender: tags"),
            ("sender: ACME Stores", "sender: !!str \"ACME Stores\"", "a.yaml:14: sender: tags"),
            ("sender: ACME Stores", "sender: ! ACME Stores", "a.yaml:14: sender: tags"),
            ("sender: ACME Stores", "sender: !x ACME Stores", "a.yaml:14: sender: tags"),
            ("sender: ACME Stores", "!!str sender: ACME Stores", "a.yaml:14: tags"),
            ("channels: [sms", "channels: !!set [sms", "a.yaml:16: channels: tags"),
            ("channels: [sms", "channels: &c [sms", "a.yaml:16: channels: anchors"),
            ("plan: {from", "plan: !!map {from", "a.yaml:23: plan: tags"),
            ("plan: {from", "plan: {<<: {a: b}, from", "a.yaml:23: plan: merge keys"),
            ("plan: {from", "plan: {? {a: b} : c, from", "a.yaml:23: plan: expected a name as the key"),
        ])
    func properties(old: String, new: String, expected: String) throws {
        let found = failure(try edited(old, new).utf8)
        #expect(found.hasPrefix(expected), "found: \(found)")
    }

    @Test("A bomb of aliases is refused at once")
    func aliasBomb() {
        var yaml = "a0: &a0 {x: y}\n"
        for level in 1...40 { yaml += "? &a\(level) [*a\(level - 1), *a\(level - 1)]\n: 1\n" }
        #expect(failure(yaml.utf8).contains("anchors and aliases"))
    }

    @Test(
        "A key that stands twice is refused with its line",
        arguments: [
            ("sender: ACME Stores", "sender: ACME\nsender: ACME", "sender"),
            ("sender: ACME Stores", "sender: ACME\n\"sender\": ACME", "sender"),
            ("cap: 2000000", "cap: 2000000\n    cap: 3", "cap"),
            ("{from: \"8.12\"", "{from: \"8.12\", from: \"8.13\"", "from"),
        ])
    func duplicateKeys(old: String, new: String, key: String) throws {
        let found = failure(try edited(old, new).utf8)
        #expect(found.contains("the key \"\(key)\" stands twice in one mapping"), "found: \(found)")
        #expect(found.hasPrefix("a.yaml:"))
    }

    @Test("Tabs, several documents, broken YAML and odd bytes are refused with their line")
    func malformed() throws {
        #expect(failure(try edited("    role: brand", "\trole: brand").utf8).hasPrefix("a.yaml:6: this is not YAML"))
        #expect(
            failure((try Fixture.yaml() + "---\nversion: 1\n").utf8)
                == "a.yaml:25: expected one YAML document: but found another document")
        #expect(failure(try edited("channels: [sms", "channels: [[sms").utf8).contains("this is not YAML"))
        #expect(failure([0xEF, 0xBB, 0xBF] + Array(try Fixture.yaml().utf8)).contains("byte order mark"))
        #expect(failure([0x61, 0x3A, 0x20, 0xFF]) == "a.yaml: the file is not UTF-8")
        #expect(
            failure(try edited("ACME Stores", "ACME\u{7}").utf8)
                == "a.yaml:14: a control character stands here; remove it")
        #expect(failure(try edited("ACME Stores", "ACME\rx: y").utf8).hasPrefix("a.yaml:14: a control character"))
        #expect(failure(try edited("ACME Stores", "ACME\u{2028}x").utf8).hasPrefix("a.yaml:14: a control character"))
        #expect(failure([]) == "a.yaml: the file is empty")
        #expect(failure("# nothing\n".utf8) == "a.yaml: the file is empty")
        #expect(failure("just text".utf8).contains("document: expected an object, found a string"))
        #expect(failure("- a\n- b\n".utf8).contains("document: expected an object, found an array"))
        #expect(failure(Array(repeating: 0x20, count: 262_145)).contains("larger than 262144 bytes"))
    }

    @Test("Deep nesting is refused and does not crash", arguments: [20, 900, 5000, 100_000])
    func nesting(depth: Int) {
        let yaml = "a: " + String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        #expect(failure(yaml.utf8).hasPrefix("a.yaml:1: "))
    }

    @Test("Line ends of either kind give the same agreement")
    func lineEnds() throws {
        let unix = try Fixture.agreement()
        let windows = try Agreement(yaml: Fixture.yaml().replacing("\n", with: "\r\n").utf8, file: "a.yaml")
        #expect(unix == windows)
    }

    @Test("Comments, a document start and flow style change nothing")
    func style() throws {
        let yaml = "%YAML 1.1\n--- # an agreement\n" + (try Fixture.yaml())
        #expect(try Agreement(yaml: yaml.utf8, file: "a.yaml") == Fixture.agreement())
        #expect(try Agreement(yaml: Fixture.signedForm().utf8, file: "a.json") == Fixture.agreement())
    }

    @Test(
        "Errors name file, line and field",
        arguments: [
            ("cap: 9000}", "cap: 0}", "a.yaml:12: parties[3].cap: expected an integer from 1 to 4294967295"),
            ("cap: 9000}", "cap: 900, limit: 3}", "a.yaml:12: parties[3].limit: this field is not known here"),
            ("sender: ACME Stores\n", "", "a.yaml: sender: missing"),
            ("name: visits, ", "", "a.yaml:22: grants[0].attributes[1].name: missing"),
            ("[sms, whatsapp]", "[sms, fax]", "a.yaml:16: channels[1]: expected one of sms, mms, rcs, whatsapp, voice"),
            ("purpose: marketing", "purpose:", "a.yaml:15: purpose: expected a purpose"),
            ("(not optouts)", "(not optout)", "a.yaml:13: match: column 45: expected a party of this agreement"),
            ("plan: {from: \"8.12\"", "plan: {from: 8.12x", "a.yaml:23: plan.from: expected a version"),
            (
                "purpose: marketing", "colour: red\npurpose: marketing",
                "a.yaml:15: colour: this field is not known here"
            ),
        ])
    func places(old: String, new: String, expected: String) throws {
        let found = failure(try edited(old, new).utf8)
        #expect(found.hasPrefix(expected), "found: \(found)")
    }

    @Test("Defaults are written out, and one given value leaves the others")
    func defaults() throws {
        let yaml = try Fixture.yaml() + "disclosure: {minimumResult: 500}\nrounds:\n  intervalHours: 6\n"
        let agreement = try Agreement(yaml: yaml.utf8, file: "a.yaml")
        #expect(agreement.disclosure.minimumResult == 500)
        #expect(agreement.disclosure.minimumList == 1000)
        #expect(agreement.rounds.intervalHours == 6)
        #expect(agreement.rounds.deadlineHours == 24)
        #expect(agreement.assurance == .collusionResistant)
    }
}
