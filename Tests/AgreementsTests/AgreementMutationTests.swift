// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Documents
import Signing
import TestSupport
import Testing

@Suite("Damaged agreements")
struct AgreementMutationTests {
    /// Fragments that mean something to YAML or JSON.
    private static let fragments: [[UInt8]] = [
        "\"", "'", "{", "}", "[", "]", ":", ": ", "-", "- ", "? ", "|", ">", "%", "@", "`", "!", "!!", "&a ", "*a",
        "<<", "#",
        "...\n", "---\n", "\n", "\\", "\\x00", "\\ud800", "\\U00110000", "~", "é", "😀", ",", "  ",
    ].map { Array($0.utf8) }

    private func mutated(_ bytes: [UInt8], using generator: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...6, using: &generator) {
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0...3, using: &generator) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            case 1: bytes.remove(at: place)
            case 2: bytes.insert(contentsOf: Self.fragments.randomElement(using: &generator) ?? [], at: place)
            default:
                let end = Int.random(in: place..<bytes.count, using: &generator)
                bytes.removeSubrange(place...min(end, place + 40))
            }
            if bytes.isEmpty { return [0x0A] }
        }
        return bytes
    }

    @Test("YAML is refused with one line that names the file, or read as an agreement that keeps its signed form")
    func yaml() throws {
        var generator = SeededGenerator(seed: 2026)
        let original = Array(try Fixture.yaml().utf8)
        for _ in 0..<1500 {
            let bytes = mutated(original, using: &generator)
            do {
                let agreement = try Agreement(yaml: bytes, file: "a.yaml")
                #expect(try Agreement(json: JSONValue(parsing: agreement.signedForm)) == agreement)
            } catch let error as DocumentError {
                #expect(error.description.hasPrefix("a.yaml") && !error.description.contains("\n"))
            }
        }
    }

    @Test("JSON is refused, or read as an agreement whose identifier is the digest of what was read")
    func json() throws {
        var generator = SeededGenerator(seed: 2027)
        let agreement = try Fixture.agreement()
        for _ in 0..<3000 {
            let bytes = mutated(agreement.signedForm, using: &generator)
            guard let value = try? JSONValue(parsing: bytes), let read = try? Agreement(json: value) else { continue }
            #expect(read.signedForm == value.canonicalBytes)
            #expect((read.id == agreement.id) == (read.signedForm == agreement.signedForm))
        }
    }
}
