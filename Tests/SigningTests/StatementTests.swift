// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Signing
import Testing
import Vocabulary

@Suite("Signed statements")
struct StatementTests {
    private let key: IdentityKey
    private let acme: PartyID

    init() throws {
        key = try IdentityKey(rawRepresentation: Array(repeating: 3, count: 32))
        acme = try #require(PartyID("acme"))
    }

    @Test("A statement survives the wire and is verified under its signer's key only")
    func roundTrip() throws {
        let signed = try Signed(Note(from: acme, count: 7, text: "grüße"), by: key)
        let received = try Unverified<Note>(parsing: signed.bytes)
        #expect(try received.verified(by: key.publicIdentity) == signed)
        let stranger = try IdentityKey(rawRepresentation: Array(repeating: 4, count: 32))
        #expect(throws: SignatureError.doesNotVerify(type: "note")) {
            try received.verified(by: stranger.publicIdentity)
        }
    }

    @Test("The worked example of protocol/v1/encoding.md verifies")
    func workedExample() throws {
        let key = try IdentityKey(rawRepresentation: Array(0..<32))
        let envelope = """
            {"body":{"agreement":"\(String(repeating: "ab", count: 32))","from":"acme","type":"acceptance"},\
            "signature":"0e05cfc4e592d8f51a6bfd8d543631f0d80c1f380e9bc7634da4b6111b864f9b\
            beee7570241bd01c5f442442778666c3936b7b84b613ac507d480a23dedf2a06"}
            """
        let signed = try Unverified<ExampleAcceptance>(parsing: envelope.utf8).verified(by: key.publicIdentity)
        #expect(signed.bytes == Array(envelope.utf8))
        #expect(try Signed(signed.body, by: key) == signed)
    }

    @Test("A signature under one type does not fit another type with the same fields")
    func typeSeparation() throws {
        let signed = try Signed(Note(from: acme, count: 7), by: key)
        guard case .object(var envelope) = signed.json, case .object(var body)? = envelope["body"] else {
            Issue.record("an envelope is no object")
            return
        }
        #expect(throws: FieldError(path: "memo.type", problem: "expected \"memo\"")) {
            try Unverified<Memo>(json: signed.json)
        }
        body["type"] = .string("memo")
        envelope["body"] = .object(body)
        let memo = try Unverified<Memo>(json: .object(envelope))
        #expect(throws: SignatureError.doesNotVerify(type: "memo")) { try memo.verified(by: key.publicIdentity) }
    }

    @Test("A changed field makes the signature void")
    func changedField() throws {
        let signed = try Signed(Note(from: acme, count: 7), by: key)
        let text = String(decoding: signed.bytes, as: UTF8.self)
        let forged = try Unverified<Note>(parsing: text.replacing("\"count\":7", with: "\"count\":8").utf8)
        #expect(throws: SignatureError.doesNotVerify(type: "note")) { try forged.verified(by: key.publicIdentity) }
    }

    @Test("A text that only looks the same makes the signature void")
    func normalisedText() throws {
        let signed = try Signed(Note(from: acme, count: 7, text: "caf\u{E9}"), by: key)
        let bytes = Array(String(decoding: signed.bytes, as: UTF8.self).replacing("\u{E9}", with: "e\u{301}").utf8)
        #expect(bytes != signed.bytes)
        let forged = try Unverified<Note>(parsing: bytes)
        #expect(throws: SignatureError.doesNotVerify(type: "note")) { try forged.verified(by: key.publicIdentity) }
    }

    @Test("White space and key order of an envelope do not matter; the canonical bytes are signed")
    func otherSpelling() throws {
        let signed = try Signed(Note(from: acme, count: 7), by: key)
        let loose = """
            { "signature" : "\(signed.signature)",
              "body" : { "type":"note", "from":"acme", "count": 7 } }
            """
        let received = try Unverified<Note>(parsing: loose.utf8).verified(by: key.publicIdentity)
        #expect(received.bytes == signed.bytes)
    }

    @Test(
        "An envelope or body with another shape is refused by name",
        arguments: [
            (#"{"body":{"count":1,"from":"acme","type":"note"}}"#, "signature: missing"),
            (#"{"signature":"00"}"#, "body: missing"),
            (#"[]"#, "document: expected an object, found an array"),
            (#"{"body":1,"signature":"00"}"#, "note: expected an object, found an integer"),
            (#"{"body":{"count":1,"from":"acme"},"signature":"00"}"#, "note.type: missing"),
            (
                #"{"body":{"count":1,"from":"acme","type":"note"},"signature":"00"}"#,
                "signature: expected 128 lowercase hexadecimal digits"
            ),
            (
                #"{"body":{"colour":1,"count":1,"from":"acme","type":"note"},"signature":"00"}"#,
                "note.colour: this field is not known here"
            ),
            (
                #"{"body":{"count":101,"from":"acme","type":"note"},"signature":"00"}"#,
                "note.count: expected an integer from 0 to 100"
            ),
            (
                #"{"body":{"count":"1","from":"acme","type":"note"},"signature":"00"}"#,
                "note.count: expected an integer from 0 to 100"
            ),
            (
                #"{"body":{"count":1,"from":"Acme","type":"note"},"signature":"00"}"#,
                "note.from: expected the name of a party: 1 to 32 of a-z, 0-9 and -, starting with a letter"
            ),
        ])
    func shapes(text: String, expected: String) {
        do {
            _ = try Unverified<Note>(parsing: text.utf8)
            Issue.record("accepted: \(text)")
        } catch {
            #expect("\(error)" == expected)
        }
    }

    @Test("An extra key beside body and signature is refused")
    func extraKey() throws {
        guard case .object(var envelope) = try Signed(Note(from: acme, count: 1), by: key).json else { return }
        envelope["note"] = .null
        #expect(throws: FieldError(path: "note", problem: "this field is not known here")) {
            try Unverified<Note>(json: .object(envelope))
        }
    }

    @Test("null for an absent field is another spelling and refused")
    func nullField() throws {
        let text = #"{"body":{"count":1,"from":"acme","text":null,"type":"note"},"signature":""#
        let bytes = Array((text + String(repeating: "0", count: 128) + "\"}").utf8)
        #expect(throws: SignatureError.notCanonicalBody(type: "note")) { try Unverified<Note>(parsing: bytes) }
    }

    @Test("A body that could not be read back is not signed")
    func unreadableBody() {
        #expect(throws: SignatureError.cannotBeReadBack(type: "note")) {
            try Signed(Note(from: acme, count: JSONValue.largestInteger + 1), by: key)
        }
        #expect(throws: (any Error).self) { try Signed(Note(from: acme, count: 101), by: key) }
    }

    @Test("A round's identifier is derived from agreement and number")
    func roundIdentifier() throws {
        let agreement = try #require(AgreementID(hex: String(repeating: "ab", count: 32)))
        #expect(
            RoundID(agreement: agreement, number: 7).hex
                == "0e68dc550c1a828a5e8a436ae5c589e63de7500d10647bdf7b28d348fb824d91")
    }
}
