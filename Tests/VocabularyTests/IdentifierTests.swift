// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Testing
import Vocabulary

@Suite("Identifiers")
struct IdentifierTests {
    @Test(
        "Names of parties are accepted", arguments: ["a", "acme", "acme-2", "x--", "a0123456789012345678901234567890"])
    func parties(name: String) {
        #expect(PartyID(name)?.name == name)
    }

    @Test(
        "Other names of parties are refused",
        arguments: [
            "", "Acme", "2acme", "-acme", "ac me", "ac.me", "ac_me", "acmé", "acme\n",
            "a01234567890123456789012345678901",
        ])
    func refusedParties(name: String) {
        #expect(PartyID(name) == nil)
    }

    @Test("The coordinator's name is that of a party, so that it can sign")
    func coordinator() {
        #expect(PartyID("coordinator") == .coordinator)
    }

    @Test("Parties sort by name")
    func order() throws {
        let names = try ["b", "a-b", "a"].map { try #require(PartyID($0)) }
        #expect(names.sorted().map(\.name) == ["a", "a-b", "b"])
    }

    @Test(
        "Purposes are words with hyphens and dots",
        arguments: [
            ("marketing", true), ("service.delivery-2", true), ("", false), ("Marketing", false), (".x", false),
            (String(repeating: "a", count: 64), true), (String(repeating: "a", count: 65), false), ("a b", false),
        ])
    func purposes(term: String, isAccepted: Bool) {
        #expect((Purpose(term) != nil) == isAccepted)
    }

    @Test("Identifiers of agreements and rounds are 32 bytes in lowercase")
    func digests() throws {
        let hex = String(repeating: "0a", count: 32)
        #expect(try #require(AgreementID(hex: hex)).bytes == Array(repeating: 10, count: 32))
        #expect(try #require(RoundID(hex: hex)).bytes == Array(repeating: 10, count: 32))
        #expect(AgreementID(bytes: Array(repeating: 10, count: 32))?.hex == hex)
        #expect(RoundID(bytes: Array(repeating: 10, count: 32))?.hex == hex)
        for text in [hex.uppercased(), String(hex.dropLast()), hex + "0", ""] {
            #expect(AgreementID(hex: text) == nil)
            #expect(RoundID(hex: text) == nil)
        }
        #expect(AgreementID(bytes: [1]) == nil)
        #expect(RoundID(bytes: [1]) == nil)
    }

    @Test("Handles are 16 bytes, ordered as their bytes are")
    func handles() throws {
        let bytes = Array(0..<16) as [UInt8]
        let handle = try #require(Handle(bytes: bytes))
        #expect(handle.bytes == bytes)
        #expect(handle.hex == "000102030405060708090a0b0c0d0e0f")
        #expect(Handle(bytes: bytes.dropLast()) == nil)
        let next = try #require(Handle(bytes: bytes.dropLast() + [16]))
        let higher = try #require(Handle(bytes: [1] + Array(repeating: 0, count: 15)))
        #expect(handle < next && next < higher && !(higher < handle))
    }

    @Test("Drawn handles differ")
    func drawnHandles() {
        var generator = SystemRandomNumberGenerator()
        #expect(Set((0..<1000).map { _ in Handle(using: &generator) }).count == 1000)
    }
}
