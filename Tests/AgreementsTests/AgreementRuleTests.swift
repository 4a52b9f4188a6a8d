// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Signing
import Testing
import Vocabulary

@Suite("The rules of agreements")
struct AgreementRuleTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let changes: [(String, JSONValue?)]
        let path: String
        let problem: String

        init(_ path: String, _ value: JSONValue?, _ problem: String, at place: String? = nil) {
            changes = [(path, value)]
            self.path = place ?? path
            self.problem = problem
        }

        init(_ changes: [(String, JSONValue?)], at place: String, _ problem: String) {
            self.changes = changes
            path = place
            self.problem = problem
        }

        var testDescription: String { "\(path): \(problem)" }
    }

    static let two = JSONValue.string("acme and consenthub and not optouts")

    static let cases: [Case] = [
        Case("version", .integer(2), "expected 1"),
        Case("version", .string("1"), "expected an integer"),
        Case("name", .string("Spring"), "expected a name"),
        Case("name", .string(String(repeating: "a", count: 65)), "expected a name"),
        Case("name", nil, "missing"),
        Case("coordinator.name", .string(""), "expected text"),
        Case("coordinator.key", .string("00"), "expected 64 lowercase"),
        Case("coordinator.key", .string(String(repeating: "0", count: 64)), "small order"),
        Case("coordinator.key", .string("ed" + String(repeating: "ff", count: 30) + "7f"), "not canonically"),
        Case("coordinator.colour", .integer(1), "this field is not known here"),
        Case("colour", .integer(1), "this field is not known here"),
        Case("parties", .array([]), "expected 2 to 8 entries"),
        Case("parties[0].id", .string("Acme"), "expected the name of a party"),
        Case("parties[0].role", .string("owner"), "expected one of brand, partner, consent, suppression, validator"),
        Case("parties[0].role", .string("partner"), "exactly one party with the role brand, found 0", at: "parties"),
        Case("parties[1].role", .string("brand"), "exactly one party with the role brand, found 2", at: "parties"),
        Case("parties[0].cap", .integer(0), "expected an integer from 1 to 4294967295"),
        Case("parties[0].cap", .integer(4_294_967_296), "expected an integer from 1 to 4294967295"),
        Case("parties[0].cap", .integer(999), "fewer than disclosure.minimumList"),
        Case("parties[0].entitled", .string("yes"), "expected true or false"),
        Case("parties[0].entitled", nil, "missing"),
        Case("parties[0].limit", .integer(1), "this field is not known here"),
        Case(
            [("parties[3].id", .string("acme")), ("match", .string("acme and streamco and consenthub"))],
            at: "parties[3].id", "acme stands twice"),
        Case(
            [
                ("parties[3].id", .string("coordinator")),
                ("match", .string("acme and streamco and consenthub and not coordinator")),
            ], at: "parties[3].id", "\"coordinator\" is reserved"),
        Case("match", .string("acme and streamco and consenthub and"), "column 37"),
        Case("match", .string("(acme and streamco) and consenthub and not optouts"), "expected its one spelling"),
        Case("match", .string("acme and nobody"), "column 10: expected a party of this agreement"),
        Case("match", .string("acme and not acme"), "no number could ever match"),
        Case("match", .string("acme"), "the cell {acme} is true but holds one party"),
        Case("match", .string("acme and streamco and not optouts"), "the consent party consenthub is not in it"),
        Case("match", .string("acme and streamco and consenthub and optouts"), "holds the suppression party optouts"),
        Case("match", .string("acme and streamco and consenthub"), "holds the suppression party optouts"),
        Case(
            "match", .string("acme and consenthub and not optouts"),
            "streamco, which learns its matched rows, is not in it"),
        Case(
            [("match", two), ("grants", .array([]))], at: "match", "the result does not depend on streamco"),
        Case("assurance", .string("neutral-coordinator"), "neutral-coordinator is not in this release"),
        Case("assurance", .string("none"), "expected collusion-resistant"),
        Case("sender", .string("ACME\u{1B}[2J"), "expected text"),
        Case("sender", .string("ACME\u{202E}"), "expected text"),
        Case("sender", .string("ACME\u{200B}Stores"), "expected text"),
        Case("sender", .string("ACME\u{A0}Stores"), "expected text"),
        Case("sender", .string(" ACME"), "expected text"),
        Case("sender", .string("ACME "), "expected text"),
        Case("sender", .string(""), "expected text"),
        Case("sender", .string(String(repeating: "a", count: 129)), "expected text"),
        Case("purpose", .string("Marketing"), "expected a purpose"),
        Case("channels", .array([]), "expected 1 to 5 entries"),
        Case("channels[1]", .string("fax"), "expected one of sms, mms, rcs, whatsapp, voice"),
        Case("channels[1]", .string("sms"), "sms stands twice"),
        Case("policies[0]", .string("US"), "expected a policy pack"),
        Case("policies[1]", .string("us-federal"), "us-federal stands twice"),
        Case("grants[0].party", .string("nobody"), "nobody is no party of this agreement"),
        Case("grants[0].attributes", .array([]), "expected 1 to 64 entries"),
        Case("grants[0].attributes[0].name", .string("interest..sport"), "expected an attribute"),
        Case("grants[0].attributes[0].name", .string("1st"), "expected an attribute"),
        Case("grants[0].attributes[0].type", .string("float"), "expected one of string, integer, boolean, strings"),
        Case("grants[0].attributes[1].name", .string("interest.sport"), "interest.sport is granted twice"),
        Case("disclosure.minimumList", .integer(0), "expected an integer from 1 to 1000000"),
        Case("disclosure.minimumResult", .integer(49), "expected an integer from 50 to 1000000"),
        Case("disclosure.minimumResult", .integer(1_000_001), "expected an integer from 50 to 1000000"),
        Case("disclosure.windowDays", .integer(0), "expected an integer from 1 to 366"),
        Case("disclosure.budgetFactor", .integer(0), "expected an integer from 1 to 1000"),
        Case("disclosure.budgetRounds", .integer(0), "expected an integer from 1 to 1000"),
        Case("disclosure.minimumChange", .integer(0), "expected an integer from 1 to 1000000"),
        Case("disclosure.allowShrunkSuppression", .integer(0), "expected true or false"),
        Case("plan.canonicalization", .string("e164-2"), "expected \"e164-1\""),
        Case("plan.from", .string("8,12"), "expected a version"),
        Case("plan.until", .string("8.12.0"), "expected a later version than plan.from"),
        Case("chunkRows", .integer(0), "expected an integer from 1 to 65535"),
        Case("chunkRows", .integer(65_536), "expected an integer from 1 to 65535"),
        Case("retentionDays", .integer(0), "expected an integer from 1 to 3650"),
        Case("validity.from", .string("2026-01-01"), "expected a time in UTC"),
        Case("validity.until", .string("2026-01-01T00:00:00Z"), "expected a later time than validity.from"),
        Case("rounds.maximum", .integer(0), "expected an integer from 1 to 100000"),
        Case("rounds.intervalHours", .integer(-1), "expected an integer from 0 to 8784"),
        Case("rounds.deadlineHours", .integer(0), "expected an integer from 1 to 8784"),
    ]

    @Test("A broken rule is reported with its field", arguments: cases)
    func rule(example: Case) throws {
        let json = try Fixture.changed(example.changes)
        do {
            _ = try Agreement(json: json)
            Issue.record("the rule did not hold it back")
        } catch let error as FieldError {
            #expect(error.path == example.path)
            #expect(error.problem.contains(example.problem), "found: \(error.problem)")
        }
    }

    @Test("Names that mean something else in expressions are reserved", arguments: ["and", "or", "not"])
    func reservedNames(name: String) throws {
        do {
            _ = try Agreement(json: Fixture.changed([("parties[3].id", .string(name))]))
            Issue.record("\(name) was accepted")
        } catch let error as FieldError {
            #expect(error.path == "match" || error.path == "parties[3].id")
        }
    }

    @Test("Two signers with one key are refused, the coordinator among them", arguments: [-1, 0, 1, 2])
    func sharedKeys(index: Int) throws {
        let shared = JSONValue.string(try Fixture.key(index).publicIdentity.hex)
        let json = try Fixture.changed([("parties[3].key", shared)])
        let owner = ["the coordinator", "acme", "streamco", "consenthub"][index + 1]
        #expect(
            throws: FieldError(
                path: "parties[3].key",
                problem: "optouts has the same key as \(owner); every signer needs a key of its own")
        ) {
            try Agreement(json: json)
        }
    }

    @Test("A suppression party may not learn its matched rows, entitled or granted")
    func entitledSuppression() throws {
        for changes in [
            [("parties[3].entitled", JSONValue.bool(true))], [("grants[0].party", JSONValue.string("optouts"))],
        ] as [[(String, JSONValue?)]] {
            do {
                _ = try Agreement(json: Fixture.changed(changes))
                Issue.record("a suppression party learns rows")
            } catch let error as FieldError {
                #expect(error.path == "match")
                #expect(error.problem.contains("optouts, which learns its matched rows, is not in it"))
            }
        }
    }

    @Test("Two grants of one party are refused")
    func twoGrants() throws {
        let agreement = try Fixture.agreement()
        guard case .object(let members) = agreement.json, case .array(let grants)? = members["grants"] else { return }
        #expect(
            throws: FieldError(
                path: "grants[1].party", problem: "streamco has two grants; join them into one")
        ) {
            try Agreement(json: Fixture.changed([("grants", .array(grants + grants))]))
        }
    }

    @Test("One party or nine are refused")
    func partyCount() throws {
        guard case .object(let members) = try Fixture.agreement().json, case .array(let parties)? = members["parties"]
        else { return }
        for list in [Array(parties.prefix(1)), parties + parties + parties.prefix(1)] {
            #expect(throws: FieldError(path: "parties", problem: "expected 2 to 8 entries, found \(list.count)")) {
                try Agreement(json: Fixture.changed([("parties", .array(list))]))
            }
        }
    }

    @Test("Every field is needed in the signed form")
    func missingFields() throws {
        let paths = try Fixture.agreement().json.leafPaths().filter { !$0.hasSuffix("]") }
        #expect(paths.count > 40)
        for path in paths {
            do {
                _ = try Agreement(json: Fixture.changed([(path, nil)]))
                Issue.record("\(path) can be left out")
            } catch let error as FieldError {
                #expect(error == FieldError(path: path, problem: "missing"))
            }
        }
    }

    @Test("Every field of another type is refused at its path")
    func wrongTypes() throws {
        for path in try Fixture.agreement().json.leafPaths() {
            do {
                _ = try Agreement(json: Fixture.changed([(path, .array([]))]))
                Issue.record("\(path) may be an array")
            } catch let error as FieldError {
                #expect(error.path == path)
            }
        }
    }
}
