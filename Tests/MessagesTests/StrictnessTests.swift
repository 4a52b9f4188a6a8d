// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Messages
import Signing
import TestSupport
import Testing
import Vocabulary

/// Every statement and document is read strictly, and written back as it was read.
@Suite struct StrictnessTests {
    @Test("It is read and written back unchanged", arguments: Sample.statements + Sample.documents)
    func roundTrip(sample: Sample) throws {
        #expect(try sample.rewritten(sample.json) == sample.json)
        #expect(try sample.rewritten(JSONValue(parsing: sample.json.canonicalBytes)) == sample.json)
    }

    @Test("An unknown field is refused", arguments: Sample.statements + Sample.documents)
    func unknownField(sample: Sample) throws {
        for field in ["extra", "Round", "signature"] {
            #expect(throws: (any Error).self) { try sample.rewritten(sample.changed(field, .integer(1))) }
        }
    }

    @Test("A missing field is refused, unless it may be absent", arguments: Sample.statements + Sample.documents)
    func missingField(sample: Sample) throws {
        for field in sample.fields {
            let without = try sample.changed(field, nil)
            if sample.optional.contains(field) {
                #expect(try sample.rewritten(without) == without, "\(field)")
            } else {
                #expect(throws: (any Error).self, "\(field)") { try sample.rewritten(without) }
            }
        }
    }

    @Test("Null is no spelling for anything", arguments: Sample.statements + Sample.documents)
    func null(sample: Sample) throws {
        for field in sample.fields + ["transcript", "accused", "row", "stop"] {
            #expect(throws: (any Error).self, "\(field)") { try sample.rewritten(sample.changed(field, .null)) }
        }
    }

    @Test("A value of another kind is refused", arguments: Sample.statements + Sample.documents)
    func otherKind(sample: Sample) throws {
        guard case .object(let members) = sample.json else { return }
        let values: [JSONValue] = [
            .bool(true), .integer(-7), .string("?"), .array([.integer(-1)]), .object(["?": .integer(1)]),
        ]
        for (field, present) in members {
            for value in values {
                // Free text is the one thing that any string can be.
                if case .string = value, ["plan", "detail", "title", "name"].contains(field) { continue }
                if sample.name == "problem", field == "type", case .string = value { continue }
                #expect(throws: (any Error).self, "\(field): \(present.kind) as \(value.kind)") {
                    try sample.rewritten(sample.changed(field, value))
                }
            }
        }
    }

    @Test("Hexadecimal has lower case and the right length", arguments: Sample.statements + Sample.documents)
    func hexadecimal(sample: Sample) throws {
        guard case .object(let members) = sample.json else { return }
        for (field, value) in members {
            guard case .string(let text) = value, text.utf8.count == 64 else { continue }
            for other in [
                text.uppercased(), String(text.dropLast(2)), text + "00", "0x" + text.dropFirst(2),
                " " + text.dropFirst(),
            ] {
                #expect(throws: (any Error).self, "\(field)") {
                    try sample.rewritten(sample.changed(field, .string(other)))
                }
            }
        }
    }

    @Test("A statement of one type is not read as another", arguments: Sample.statements)
    func otherType(sample: Sample) throws {
        for other in Sample.statements where other.json != sample.json && other.name.suffix(4) != sample.name.suffix(4)
        {
            #expect(throws: (any Error).self) { try other.rewritten(sample.json) }
        }
        #expect(throws: (any Error).self) { try sample.rewritten(sample.changed("type", .string("acceptance"))) }
    }

    @Test("An envelope has a body, a signature, and nothing else")
    func envelope() throws {
        let signed = try Signed(Sample.opening, by: AgreementFixture.identity(1))
        guard case .object(let honest) = signed.json else { return }
        #expect(
            try Unverified<RoundOpening>(json: signed.json).verified(by: AgreementFixture.identity(1).publicIdentity)
                == signed)
        for (field, value) in [
            ("extra", JSONValue.integer(1)), ("signature", .string(signed.signature.hex.uppercased())),
            ("signature", .string(String(signed.signature.hex.dropLast(2)))), ("body", .array([])),
        ] {
            var members = honest
            members[field] = value
            #expect(throws: (any Error).self) { try Unverified<RoundOpening>(json: .object(members)) }
        }
    }

    @Test("A statement that nobody could read back is never signed")
    func unreadable() throws {
        let key = try AgreementFixture.identity(1)
        let body = Sample.commitment
        let unreadable = Commitment(
            reference: body.reference, from: body.from, number: 1, key: body.key, count: -1, chunks: [], previous: 0,
            added: 0,
            removed: 0, plan: "8.12")
        #expect(throws: (any Error).self) { try Signed(unreadable, by: key) }
    }
}
