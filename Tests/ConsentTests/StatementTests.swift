// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns
import Consent
import Messages
import Signing
import Testing
import Vocabulary

@Suite("Statements about consents")
struct StatementTests {
    /// A body as JSON, and how it is read and written back.
    struct Body: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let json: JSONValue
        var optional: Set<String> = []
        let rewritten: @Sendable (JSONValue) throws -> JSONValue

        init<Statement: StatementBody>(_ name: String, _ statement: Statement, optional: Set<String> = []) {
            testDescription = name
            json = statement.json
            self.optional = optional
            rewritten = { json in
                // Any well-formed signature will do: reading does not verify.
                let signature = try Signed(Sample.revocation, by: Sample.key(1)).signature
                return try Unverified<Statement>(
                    json: .object(["body": json, "signature": .string(signature.hex)])
                ).body.json
            }
        }

        func changed(_ field: String, _ value: JSONValue?) -> JSONValue {
            guard case .object(var members) = json else { return .null }
            members[field] = value
            return .object(members)
        }

        var fields: [String] {
            guard case .object(let members) = json else { return [] }
            return members.keys.sorted()
        }
    }

    static let bodies: [Body] = [
        Body("records of the brand", Sample.page([Sample.brandRecord])),
        Body("records of a partner", Sample.page([Sample.partnerRecord], page: 3, isLast: false)),
        Body("no records", Sample.page([])),
        Body("allowed", Sample.decision(), optional: ["until"]),
        Body("refused", Sample.decision(Sample.refused)),
        Body("no record", Sample.unanswered),
        Body("decided", Sample.decided),
        Body("revocation", Sample.revocation),
        Body("receipt", Sample.receipt),
    ]

    @Test("A body is read and written back unchanged", arguments: bodies)
    func roundTrip(body: Body) throws {
        #expect(try body.rewritten(body.json) == body.json)
        #expect(try body.rewritten(JSONValue(parsing: body.json.canonicalBytes)) == body.json)
    }

    @Test("An unknown field is refused", arguments: bodies)
    func unknown(body: Body) {
        #expect(throws: (any Error).self) { try body.rewritten(body.changed("extra", .integer(1))) }
    }

    @Test("A missing field is refused unless it may be absent", arguments: bodies)
    func missing(body: Body) throws {
        for field in body.fields {
            let without = body.changed(field, nil)
            if body.optional.contains(field) {
                #expect(try body.rewritten(without) == without)
            } else {
                #expect(throws: (any Error).self, "\(field)") { try body.rewritten(without) }
            }
        }
    }

    @Test("Null is no spelling for anything", arguments: bodies)
    func null(body: Body) {
        for field in body.fields + ["until", "hours", "subject", "record", "rule"] {
            #expect(throws: (any Error).self, "\(field)") { try body.rewritten(body.changed(field, .null)) }
        }
    }

    @Test("A value of another kind is refused", arguments: bodies)
    func otherKind(body: Body) {
        for field in body.fields {
            for value in [JSONValue.integer(-7), .string("?"), .array([.integer(1)]), .object(["?": .integer(1)])] {
                #expect(throws: (any Error).self, "\(field)") { try body.rewritten(body.changed(field, value)) }
            }
        }
    }

    @Test("Only the coordinator decides, and a body of one type is not read as another", arguments: bodies)
    func origin(body: Body) throws {
        #expect(throws: (any Error).self) { try body.rewritten(body.changed("type", .string("acceptance"))) }
        let isParty = ["records of the brand", "records of a partner", "no records", "revocation"]
            .contains(body.testDescription)
        let moved = body.changed("from", .string(isParty ? "streamco" : "acme"))
        if isParty {
            #expect(try body.rewritten(moved) == moved)
        } else {
            #expect(throws: (any Error).self) { try body.rewritten(moved) }
        }
    }

    // MARK: - Records

    private func isRefused(_ records: [MemberRecord], page: Int = 0, isLast: Bool = true) -> Bool {
        let body = Body("records", Sample.page(records, page: page, isLast: isLast))
        return (try? body.rewritten(body.json)) == nil
    }

    @Test("Records ascend by handle within a page")
    func ascending() throws {
        let body = Body("records", Sample.page([Sample.partnerRecord, Sample.brandRecord]))
        #expect(throws: PageViolation.notAscending) { try body.rewritten(body.json) }
        let twice = Body("records", Sample.page([Sample.partnerRecord, Sample.partnerRecord]))
        #expect(throws: PageViolation.notAscending) { try twice.rewritten(twice.json) }
        #expect(!isRefused([Sample.brandRecord, Sample.partnerRecord]))
    }

    @Test("Only the last page is empty, and a page has at most 1,000 records")
    func sizes() {
        #expect(!isRefused([]))
        #expect(!isRefused([], page: 1))
        #expect(isRefused([], isLast: false))
        let records = (0..<1001).compactMap { index in
            Handle(bytes: [UInt8](repeating: 0, count: 14) + [UInt8(index >> 8), UInt8(index & 255)])
                .map { MemberRecord(handle: $0, attributes: [:], consent: nil) }
        }
        #expect(!isRefused(Array(records.prefix(1000))))
        #expect(isRefused(records))
    }

    @Test("Subject and consent come together or not at all")
    func pairs() {
        guard case .object(let members) = Sample.brandRecord.json else { return }
        for field in ["subject", "consent"] {
            var lacking = members
            lacking[field] = nil
            let body = Body("records", Sample.page([]))
            #expect(throws: (any Error).self) {
                try body.rewritten(body.changed("records", .array([.object(lacking)])))
            }
        }
    }

    @Test("Unknown fields are refused inside records and consents too")
    func inner() {
        guard case .object(let members) = Sample.brandRecord.json, case .object(let consent)? = members["consent"]
        else {
            return
        }
        let body = Body("records", Sample.page([]))
        let outer = members.merging(["number": .integer(1)]) { $1 }
        let inner = members.merging(["consent": .object(consent.merging(["number": .integer(1)]) { $1 })]) { $1 }
        for record in [outer, inner] {
            #expect(throws: (any Error).self) { try body.rewritten(body.changed("records", .array([.object(record)]))) }
        }
    }

    @Test(
        "Attribute values have the forms of their types",
        arguments: [
            AttributeValue.string(" a"), .string("a\u{7}"), .string(String(repeating: "x", count: 257)),
            .strings(["b", "a"]), .strings(["a", "a"]), .strings([""]), .strings(["a "]),
            .strings([String(repeating: "x", count: 65)]), .strings((100...164).map { "\($0)" }),
            .integer(1 << 53), .integer(-1 << 53),
        ])
    func values(value: AttributeValue) throws {
        #expect(throws: (any Error).self) {
            try AttributeValue(json: JSONValue(parsing: value.json.canonicalBytes), path: "a")
        }
    }

    @Test("An attribute is read as the type that is granted, and as no other")
    func types() throws {
        for value in [AttributeValue.string(""), .integer(0), .boolean(false), .strings([])] {
            for type in AttributeType.allCases {
                if type == value.type {
                    #expect(try AttributeValue(json: value.json, expecting: type, path: "a") == value)
                } else {
                    #expect(throws: FieldError.self) {
                        try AttributeValue(json: value.json, expecting: type, path: "a")
                    }
                }
            }
        }
        for json in [JSONValue.null, .object([:]), .array([.integer(1)])] {
            #expect(throws: FieldError.self) { try AttributeValue(json: json, path: "a") }
        }
    }

    @Test("A page is held against the grant of its sender")
    func violations() {
        let granted: [String: AttributeType] = ["number.country": .string, "tags": .strings, "visits": .integer]
        let brand = Sample.page([Sample.brandRecord])
        #expect(brand.violation(granted: granted, isBrand: true, after: nil) == nil)
        #expect(brand.violation(granted: granted, isBrand: false, after: nil)?.code == "not-entitled")
        #expect(brand.violation(granted: granted, isBrand: true, after: Sample.handle(1)) == .notAscending)
        #expect(brand.violation(granted: granted, isBrand: true, after: Sample.handle(0)) == nil)
        let other = granted.merging(["tags": .string]) { $1 }
        #expect(brand.violation(granted: other, isBrand: true, after: nil) == .wrongType("tags"))
        let fewer = granted.filter { $0.key != "visits" }
        #expect(brand.violation(granted: fewer, isBrand: true, after: nil) == .notGranted("visits"))
        let partner = Sample.page([Sample.partnerRecord])
        #expect(partner.violation(granted: ["vip": .boolean], isBrand: true, after: nil) == .consentMissing)
    }

    @Test(
        "A text with the form of an international number is refused",
        arguments: [
            "+12025550123", "call +1 (202) 555-0123", "tel:12025550123", "TEL:+1-202-555-0123", "+1202555",
            "\u{FF0B}12025550123", "+(1) 202 555 0123", "+12025550123 20260131", "+1 202 555 0123 2026 01 31",
            "+12025550123x",
        ])
    func numbers(text: String) {
        #expect(violation(of: text) == .holdsNumber("note"))
        let record = MemberRecord(
            handle: Sample.handle(1), attributes: [:],
            consent: BoundConsent(subject: Sample.digest(1), record: Sample.record(evidence: text)))
        #expect(
            Sample.page([record]).violation(granted: [:], isBrand: true, after: nil) == .holdsNumber("consent.evidence")
        )
    }

    @Test(
        "Other texts are not",
        arguments: [
            "12025550123", "+120255", "C++ 2026-01-31", "2026-01-31T08:00:00+02:00", "+1234567890123456", "+0123456789",
            "hotel: 7",
        ])
    func noNumbers(text: String) {
        #expect(violation(of: text) == nil)
    }

    private func violation(of text: String) -> PageViolation? {
        let record = MemberRecord(handle: Sample.handle(1), attributes: ["note": .string(text)], consent: nil)
        return Sample.page([record]).violation(granted: ["note": .string], isBrand: false, after: nil)
    }

    // MARK: - Decisions

    private func isRefused(
        _ verdict: Verdict, basis: Decision.Basis? = .init(subject: Sample.digest(1), record: Sample.digest(2))
    ) -> Bool {
        (try? Signed(Sample.decision(verdict, basis: basis), by: Sample.key(1))) == nil
    }

    private func verdict(
        _ outcome: Verdict.Outcome, channels: [Channel] = [], reasons: [DecisionReason] = [],
        policies: [PolicyReference] = [], until: Timestamp? = nil, hours: LocalHours? = nil
    ) -> Verdict {
        Verdict(outcome: outcome, channels: channels, reasons: reasons, policies: policies, until: until, hours: hours)
    }

    @Test("An allowed decision has channels and hours, no reasons, and an end after itself")
    func allowed() {
        let hours = LocalHours.standard
        #expect(!isRefused(verdict(.allowed, channels: [.sms, .voice], hours: hours)))
        #expect(isRefused(verdict(.allowed, hours: hours)))
        #expect(isRefused(verdict(.allowed, channels: [.sms])))
        #expect(isRefused(verdict(.allowed, channels: [.voice, .sms], hours: hours)))
        #expect(isRefused(verdict(.allowed, channels: [.sms, .sms], hours: hours)))
        #expect(isRefused(verdict(.allowed, channels: [.sms], reasons: [.init(code: .notYet)], hours: hours)))
        #expect(isRefused(verdict(.allowed, channels: [.sms], until: Sample.now, hours: hours)))
        #expect(isRefused(verdict(.allowed, channels: [.sms], hours: hours), basis: nil))
    }

    @Test("A refused decision has different reasons in order, and nothing that allows")
    func refused() {
        let reason = DecisionReason(code: .notYet)
        #expect(!isRefused(verdict(.refused, reasons: [reason])))
        #expect(isRefused(verdict(.refused)))
        #expect(isRefused(verdict(.refused, channels: [.sms], reasons: [reason])))
        #expect(isRefused(verdict(.refused, reasons: [reason], hours: .standard)))
        #expect(isRefused(verdict(.refused, reasons: [reason], until: Sample.moment("2030-01-01T00:00:00Z"))))
        #expect(isRefused(verdict(.refused, reasons: [reason, reason])))
        #expect(isRefused(verdict(.refused, reasons: [reason, .init(code: .withdrawn)])))
        #expect(isRefused(verdict(.refused, reasons: [.init(code: .noRecord)])))
        #expect(isRefused(verdict(.refused, reasons: [reason]), basis: nil))
        let policy = PolicyReference(name: "us-federal", version: 1, digest: Sample.digest(1))
        #expect(isRefused(verdict(.refused, reasons: [reason], policies: [policy, policy])))
    }

    @Test("A reason names a rule exactly where a rule says no")
    func rules() {
        #expect(isRefused(verdict(.refused, reasons: [.init(code: .methodNotAccepted)])))
        #expect(isRefused(verdict(.refused, reasons: [.init(code: .expiredByRule, rule: "us-federal")])))
        #expect(isRefused(verdict(.refused, reasons: [.init(code: .notYet, rule: "us-federal/a")])))
        #expect(!isRefused(verdict(.refused, reasons: [.init(code: .evidenceMissing, rule: "ca-casl/onus")])))
        #expect(!isRefused(verdict(.refused, reasons: [.init(code: .evidenceMissing)])))
    }
}
