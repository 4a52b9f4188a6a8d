// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns
import Consent
import Signing
import Testing
import Vocabulary

@Suite("A consent record")
struct ConsentRecordTests {
    private func read(_ json: JSONValue) throws -> ConsentRecord {
        var reader = try ObjectReader(json, path: "consent")
        let record = try ConsentRecord(reading: &reader)
        try reader.finish()
        return record
    }

    private func changed(_ field: String, _ value: JSONValue?) -> JSONValue {
        guard case .object(var members) = Sample.record(expiresAt: "2027-01-01T00:00:00Z").json else { return .null }
        members[field] = value
        return .object(members)
    }

    @Test("is written and read back, with and without what may be absent")
    func roundTrip() throws {
        let least = Sample.record(method: nil, notice: nil, jurisdiction: nil, evidence: nil)
        for record in [Sample.record(expiresAt: "2027-01-01T00:00:00Z"), least] {
            #expect(try read(record.json) == record)
            #expect(try read(JSONValue(parsing: record.json.canonicalBytes)).digest == record.digest)
        }
        #expect(
            String(decoding: Sample.record().json.canonicalBytes, as: UTF8.self)
                == #"{"channels":["sms"],"evidence":"crm:case-17","givenAt":"2026-01-31T08:00:00Z","jurisdiction":"US","method":"web-form","notice":"notice-3","purpose":"marketing","sender":"ACME Stores","state":"given"}"#
        )
    }

    @Test("may lack method, notice, jurisdiction, evidence and the end, and nothing else")
    func missing() throws {
        for field in ["method", "notice", "jurisdiction", "evidence", "expiresAt"] {
            #expect(try read(changed(field, nil)).json == changed(field, nil))
        }
        for field in ["sender", "purpose", "channels", "state", "givenAt"] {
            #expect(throws: FieldError.self, "\(field)") { try read(changed(field, nil)) }
        }
    }

    @Test("has neither unknown fields nor null")
    func strict() throws {
        #expect(throws: FieldError.self) { try read(changed("number", .string("x"))) }
        for field in ["sender", "expiresAt", "method", "notice", "jurisdiction", "evidence"] {
            #expect(throws: FieldError.self, "\(field)") { try read(changed(field, .null)) }
        }
    }

    @Test(
        "has every field in its form",
        arguments: [
            ("sender", JSONValue.string("")), ("sender", .string(" a")), ("sender", .integer(1)),
            ("purpose", .string("A")), ("channels", .array([])), ("channels", .string("sms")),
            ("channels", .array([.string("voice"), .string("sms")])),
            ("channels", .array([.string("sms"), .string("sms")])), ("channels", .array([.string("pigeon")])),
            ("state", .string("granted")), ("givenAt", .string("2026-01-31T08:00:00+00:00")),
            ("givenAt", .integer(0)), ("expiresAt", .string("2026-01-31T08:00:00Z")), ("method", .string("Web Form")),
            ("notice", .string("")), ("notice", .string(String(repeating: "n", count: 513))),
            ("jurisdiction", .string("us")), ("evidence", .string("a\u{0}")),
        ] as [(String, JSONValue)])
    func forms(field: String, value: JSONValue) {
        #expect(throws: FieldError.self) { try read(changed(field, value)) }
    }

    @Test("orders its states by restrictiveness, and two of them grant")
    func states() {
        #expect(ConsentState.allCases == ConsentState.allCases.sorted())
        #expect(ConsentState.allCases.map { Int($0.rank) } == Array(ConsentState.allCases.indices))
        #expect(ConsentState.allCases.filter(\.grants) == [.renewed, .given])
    }
}
