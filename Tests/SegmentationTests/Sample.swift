// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Segmentation
import Signing
import Testing
import Vocabulary

/// An agreement's grants and members of it, as the tests need them.
struct Sample {
    let acme: PartyID
    let streamco: PartyID
    let partner: PartyID
    let grants: [RuleSchema.Grant]
    let schema: RuleSchema

    init() throws {
        acme = try #require(PartyID("acme"))
        streamco = try #require(PartyID("streamco"))
        partner = try #require(PartyID("data-partner"))
        grants = [
            RuleSchema.Grant(
                party: acme,
                attributes: [
                    ("number.country", .string), ("number.timezones", .strings), ("vip", .boolean), ("spend", .integer),
                ]),
            RuleSchema.Grant(
                party: streamco,
                attributes: [
                    ("interest", .string), ("interest.sport", .string), ("visits", .integer), ("premium", .boolean),
                    ("tags", .strings),
                ]),
            RuleSchema.Grant(
                party: partner,
                attributes: [("visits", .integer), ("tags", .strings), ("in", .string), ("mood", .string)]),
        ]
        schema = RuleSchema(brand: acme, grants: grants)
    }

    /// A moment; the tests write no wrong ones.
    static func moment(_ text: String) throws -> Timestamp { try #require(Timestamp(text)) }

    static func handle(_ number: UInt64) throws -> Handle {
        let bytes: [UInt8] = (0..<16).map { $0 < 8 ? 0 : UInt8(truncatingIfNeeded: number >> UInt64(120 - 8 * $0)) }
        return try #require(Handle(bytes: bytes))
    }

    static func hours(_ from: String, _ until: String) throws -> LocalHours {
        let from = try #require(LocalHours.minutes(from))
        let until = try #require(LocalHours.minutes(until))
        return try #require(LocalHours(from: from, until: until))
    }

    /// The attribute that a path as `streamco.visits` names.
    func key(_ path: String) throws -> AttributeKey {
        let parts = path.split(separator: ".", maxSplits: 1)
        return AttributeKey(party: try #require(PartyID(parts[0])), name: String(parts[1]))
    }

    func member(
        _ number: UInt64, _ attributes: [String: AttributeValue] = [:], channels: [Channel] = [.sms],
        until: String? = nil, hours: LocalHours = .all
    ) throws -> Member {
        var values: [AttributeKey: AttributeValue] = [:]
        for (path, value) in attributes { values[try key(path)] = value }
        return Member(
            handle: try Self.handle(number), channels: channels, until: try until.map(Self.moment), hours: hours,
            attributes: values)
    }

    func table(_ members: [Member]) throws -> MemberTable {
        var table = MemberTable(grants: grants)
        for member in members { try table.append(member) }
        return table
    }

    func rule(_ text: String) throws -> Rule { try Rule(parsing: text, schema: schema) }

    /// The value of a condition for one member, computed for itself and over columns, which must agree.
    func value(_ text: String, _ attributes: [String: AttributeValue] = [:]) throws -> Bool? {
        let table = try table([try member(1, attributes)])
        let now = try Self.moment("2026-06-01T00:00:00Z")
        let matches = try !table.rows(matching: rule(text), at: now).isEmpty
        let isRefused = try !table.rows(matching: rule("!(\(text))"), at: now).isEmpty
        let columnar: Bool? = matches ? true : isRefused ? false : nil
        let scalar = try rule(text).value { table.value(of: $0, at: 0) }
        #expect(scalar == columnar.map { .bool($0) })
        #expect(!(matches && isRefused))
        return columnar
    }

    /// The error of a rule.
    func error(_ text: String) throws -> RuleError {
        try #require(throws: RuleError.self) { try rule(text) }
    }
}
