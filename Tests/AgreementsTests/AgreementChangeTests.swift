// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Signing
import Testing
import Vocabulary

@Suite("A changed value makes every signature void")
struct AgreementChangeTests {
    /// Another acceptable value for every field that has one.
    static let changes: [(String, JSONValue)] = [
        ("name", .string("summer-launch")), ("coordinator.name", .string("other.example")),
        ("coordinator.key", key(40)),
        ("parties[0].key", key(41)), ("parties[1].key", key(42)), ("parties[2].key", key(43)),
        ("parties[3].key", key(44)),
        ("parties[0].cap", .integer(2_000_001)), ("parties[1].cap", .integer(1000)),
        ("parties[2].cap", .integer(4_294_967_295)), ("parties[3].cap", .integer(1)),
        ("parties[1].entitled", .bool(true)), ("parties[2].entitled", .bool(false)),
        ("parties[0].entitled", .bool(false)), ("parties[1].role", .string("validator")),
        ("parties[2].role", .string("partner")), ("parties[3].role", .string("partner")),
        ("match", .string("acme and consenthub and streamco and not optouts")),
        ("sender", .string("ACME  Stores")), ("purpose", .string("service")), ("channels[0]", .string("voice")),
        ("channels[1]", .string("mms")), ("policies[0]", .string("us-florida")),
        ("grants[0].party", .string("acme")),
        ("grants[0].attributes[0].name", .string("interest.sports")),
        ("grants[0].attributes[0].type", .string("strings")), ("grants[0].attributes[1].name", .string("visit")),
        ("grants[0].attributes[1].type", .string("boolean")),
        ("disclosure.minimumList", .integer(500)), ("disclosure.minimumResult", .integer(50)),
        ("disclosure.windowDays", .integer(31)), ("disclosure.budgetFactor", .integer(13)),
        ("disclosure.budgetRounds", .integer(13)), ("disclosure.minimumChange", .integer(49)),
        ("disclosure.allowShrunkSuppression", .bool(true)), ("plan.from", .string("8.12.0")),
        ("plan.until", .string("9.0")), ("chunkRows", .integer(65_534)), ("retentionDays", .integer(91)),
        ("validity.from", .string("2026-01-01T00:00:01Z")), ("validity.until", .string("2027-01-01T00:00:01Z")),
        ("rounds.maximum", .integer(13)), ("rounds.intervalHours", .integer(1)), ("rounds.deadlineHours", .integer(25)),
    ]

    /// Fields that only one value fits here.
    static let fixed: Set<String> = [
        "version", "assurance", "plan.canonicalization", "parties[0].role", "parties[3].entitled",
    ]
    /// Fields that change together with others, tested below.
    static let names = ["parties[0].id", "parties[1].id", "parties[2].id", "parties[3].id"]

    private static func key(_ seed: UInt8) -> JSONValue {
        let key = try? IdentityKey(rawRepresentation: Array(repeating: seed, count: 32))
        return .string(key?.publicIdentity.hex ?? "")
    }

    @Test("The table below covers every field of the signed form")
    func coverage() throws {
        let covered = Self.changes.map(\.0) + Self.names + Self.fixed
        #expect(Set(covered) == Set(try Fixture.agreement().json.leafPaths()))
        #expect(Set(covered).count == covered.count)
    }

    @Test("A changed field changes the identifier, voids every signature and is named", arguments: changes)
    func changedField(path: String, value: JSONValue) throws {
        let original = try Fixture.agreement()
        let changed = try Agreement(json: Fixture.changed([(path, value)]))
        #expect(changed.id != original.id)
        #expect(changed != original)
        #expect(changed.roundID(1) != original.roundID(1))
        #expect(original.differences(from: changed).map(\.path) == [path])
        var bundle = SignedAgreement(changed)
        for (index, party) in original.partyIDs.enumerated() {
            let acceptance = try Signed(Acceptance(agreement: original.id, from: party), by: Fixture.key(index))
            #expect(throws: SignedAgreementError.otherAgreement(accepted: original.id, expected: changed.id)) {
                try bundle.add(Unverified(acceptance))
            }
        }
        #expect(bundle.missing == changed.partyIDs)
    }

    @Test(
        "A renamed party changes the identifier and is named, with its other uses",
        arguments: [
            ("streamco", "parties[1].id", ["grants[0].party", "match", "parties[1].id"]),
            ("optouts", "parties[3].id", ["match", "parties[3].id"]),
        ])
    func renamedParty(name: String, path: String, differing: [String]) throws {
        let original = try Fixture.agreement()
        let text = String(decoding: original.signedForm, as: UTF8.self)
        let changed = try Agreement(json: JSONValue(parsing: text.replacing(name, with: "other").utf8))
        #expect(changed.id != original.id)
        #expect(original.differences(from: changed).map(\.path) == differing)
    }

    @Test("A difference shows both values")
    func differences() throws {
        let original = try Fixture.agreement()
        let changed = try Agreement(
            json: Fixture.changed([
                ("disclosure.minimumResult", .integer(50)), ("policies", .array([])), ("sender", .string("ACME")),
            ]))
        #expect(original.differences(from: original).isEmpty)
        #expect(
            original.differences(from: changed).map(\.description) == [
                "disclosure.minimumResult: 100 here, 50 there", "policies: absent here, [] there",
                "policies[0]: \"us-federal\" here, absent there", "sender: \"ACME Stores\" here, \"ACME\" there",
            ])
    }

    @Test("Senders that differ only in their encoding are different")
    func encodings() throws {
        let composed = try Agreement(json: Fixture.changed([("sender", .string("Caf\u{E9}"))]))
        let decomposed = try Agreement(json: Fixture.changed([("sender", .string("Cafe\u{301}"))]))
        #expect(composed != decomposed && composed.id != decomposed.id)
        #expect(composed.differences(from: decomposed).map(\.path) == ["sender"])
    }
}
