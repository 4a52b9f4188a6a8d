// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Signing
import Testing
import Vocabulary

@Suite("Typed reading of objects")
struct ObjectReaderTests {
    private func reader(_ text: String, path: String = "root") throws -> ObjectReader {
        try ObjectReader(JSONValue(parsing: text.utf8), path: path)
    }

    @Test("Every type is read, nested ones too")
    func types() throws {
        var reader = try reader(
            #"""
            {"s":"x","i":-5,"b":true,"a":[1,2],"o":{"k":"v"},"list":[{"k":"1"},{"k":"2"}],"words":["a","b"],
             "hex":"00ff","party":"acme","at":"2026-01-01T00:00:00Z","channel":"sms","purpose":"marketing",
             "handle":"000102030405060708090a0b0c0d0e0f","none":null}
            """#)
        #expect(try reader.string("s") == "x")
        #expect(try reader.integer("i", in: -5...5) == -5)
        #expect(try reader.bool("b"))
        #expect(try reader.array("a") == [.integer(1), .integer(2)])
        #expect(try reader.object("o") { try $0.string("k") } == "v")
        #expect(try reader.objects("list") { try $0.string("k") } == ["1", "2"])
        #expect(try reader.strings("words", count: 1...2) == ["a", "b"])
        #expect(try reader.bytes("hex", count: 2) == [0x00, 0xFF])
        #expect(try reader.party("party").name == "acme")
        #expect(try reader.timestamp("at").seconds == 1_767_225_600)
        #expect(try reader.choice("channel", of: Channel.self) == .sms)
        #expect(try reader.purpose("purpose").term == "marketing")
        #expect(try reader.handle("handle").low == 0x0809_0A0B_0C0D_0E0F)
        #expect(try reader.optionalString("none") == nil)
        #expect(try reader.optionalInteger("absent") == nil)
        #expect(try reader.optionalBool("absent") == nil)
        #expect(try reader.optionalArray("absent") == nil)
        #expect(try reader.optionalBytes("absent", count: 3) == nil)
        #expect(try reader.optionalObject("absent") == nil)
        try reader.finish()
    }

    @Test("Errors name the whole path and never the value")
    func paths() throws {
        var reader = try reader(#"{"parties":[{"id":"a"},{"id":"+14155550132"}],"x":{"y":{"z":"secret"}}}"#, path: "")
        #expect(
            throws: FieldError(
                path: "parties[1].id",
                problem: "expected the name of a party: 1 to 32 of a-z, 0-9 and -, starting with a letter")
        ) {
            try reader.objects("parties") { try $0.party("id") }
        }
        #expect(throws: FieldError(path: "x.y.z", problem: "expected an integer from 0 to 9")) {
            try reader.object("x") { try $0.object("y") { try $0.integer("z", in: 0...9) } }
        }
    }

    @Test(
        "Unknown keys are named where they look like fields",
        arguments: [
            (#"{"colour":1}"#, "root.colour: this field is not known here"),
            (#"{"b":1,"a":2,"c":3}"#, "root.a: this field is not known here (nor are 2 more)"),
            (#"{"+14155550132":1}"#, "root: a key of 12 bytes is not known here"),
            (#"{"14155550132":1}"#, "root: a key of 11 bytes is not known here"),
            (#"{"":1}"#, "root: a key of 0 bytes is not known here"),
            (#"{"a\nb":1}"#, "root: a key of 3 bytes is not known here"),
        ])
    func unknownKeys(text: String, expected: String) throws {
        let reader = try reader(text)
        do {
            try reader.finish()
            Issue.record("unknown keys were accepted")
        } catch {
            #expect(error.description == expected)
        }
    }

    @Test(
        "Hexadecimal is lowercase and of the exact length",
        arguments: [
            #""0""#, #""000""#, #""00FF""#, #""0x00""#, #""00 ff""#, "12", "null", #""zzzz""#,
        ])
    func hexadecimal(text: String) throws {
        var reader = try reader("{\"h\":\(text)}")
        #expect(throws: FieldError(path: "root.h", problem: "expected 4 lowercase hexadecimal digits")) {
            try reader.bytes("h", count: 2)
        }
    }

    @Test("A wrong word is answered with the right ones")
    func choices() throws {
        var reader = try reader(#"{"channel":"fax"}"#)
        #expect(throws: FieldError(path: "root.channel", problem: "expected one of sms, mms, rcs, whatsapp, voice")) {
            try reader.choice("channel", of: Channel.self)
        }
    }

    @Test("A weak identity key is refused with its path")
    func weakKey() throws {
        var reader = try reader("{\"key\":\"\(String(repeating: "0", count: 64))\"}")
        do {
            _ = try reader.identity("key")
            Issue.record("a weak key was accepted")
        } catch {
            #expect(error.path == "root.key")
            #expect(error.problem.contains("small order"))
        }
    }
}
