// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Testing
import Vocabulary

@Suite("Forms of text")
struct TextFormTests {
    @Test(
        "A name is 1 to 64 lowercase letters, digits and hyphens, starting with a letter",
        arguments: [
            ("a", true), ("film-fans-2", true), (String(repeating: "a", count: 64), true), ("a--", true), ("", false),
            (String(repeating: "a", count: 65), false), ("A", false), ("aB", false), ("2a", false), ("-a", false),
            ("a_b", false), ("a b", false), ("a.b", false), ("é", false), ("aé", false), ("a\n", false), ("a\0", false),
        ])
    func names(text: String, isName: Bool) {
        #expect(TextForm.isName(text) == isName)
        #expect(TextForm.isName(Substring(text)) == isName)
    }

    @Test("Dots are part of a name only where they are allowed")
    func dots() {
        #expect(TextForm.isName("a.b", allowingDots: true) && TextForm.isName("a..", allowingDots: true))
        #expect(!TextForm.isName(".a", allowingDots: true) && !TextForm.isName("a.b"))
    }

    @Test(
        "An attribute's name is words with dots between, each starting with a letter",
        arguments: [
            ("a", true), ("interest.sport", true), ("A.b-c.d_e", true), ("number.country", true), ("x9.y", true),
            (String(repeating: "a", count: 64), true), ("", false), (".", false), ("a.", false), (".a", false),
            ("a..b", false), ("1a", false), ("a.1", false), ("-a", false), ("_a", false), ("a.-b", false),
            ("a b", false),
            (String(repeating: "a", count: 65), false), ("é", false), ("a\u{301}", false), ("a.b\n", false),
        ])
    func attributes(text: String, isName: Bool) {
        #expect(TextForm.isAttributeName(text) == isName)
    }

    @Test(
        "Display text is what it looks like",
        arguments: [
            ("a", true), ("ACME Stores", true), ("a  b", true), ("東京", true), ("e\u{301}", true), ("👍🏽", true),
            ("-", true),
            ("", false), (" a", false), ("a ", false), (" ", false), ("a\tb", false), ("a\nb", false),
            ("a\u{0}", false),
            ("a\u{7F}", false), ("a\u{85}b", false), ("a\u{A0}b", false), ("a\u{AD}b", false), ("a\u{200B}b", false),
            ("a\u{200D}b", false), ("a\u{202E}b", false), ("a\u{2028}b", false), ("a\u{2029}b", false),
            ("a\u{2003}b", false), ("a\u{3000}b", false), ("\u{FEFF}a", false), ("a\u{E000}", false),
            ("a\u{F0000}", false), ("a\u{E0041}", false),
        ])
    func display(text: String, isDisplay: Bool) {
        #expect(TextForm.isDisplayText(text) == isDisplay)
    }

    @Test("The length of display text is counted in bytes of UTF-8")
    func lengths() {
        #expect(TextForm.isDisplayText(String(repeating: "é", count: 64)))
        #expect(!TextForm.isDisplayText(String(repeating: "é", count: 64) + "a"))
        #expect(TextForm.isDisplayText("", bytes: 0...256))
        #expect(!TextForm.isDisplayText("ab", bytes: 0...1) && !TextForm.isDisplayText("a", bytes: 2...3))
        #expect(TextForm.isDisplayText(String(repeating: "a", count: 512), bytes: 1...512))
    }
}
