// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Signing
import Testing
import Vocabulary

@Suite("Agreements")
struct AgreementTests {
    @Test("YAML and JSON of one agreement have the same signed form, every default written out")
    func signedForm() throws {
        let fromYAML = try Fixture.agreement()
        let fromJSON = try Agreement(json: JSONValue(parsing: Fixture.signedForm().utf8))
        #expect(String(decoding: fromYAML.signedForm, as: UTF8.self) == (try Fixture.signedForm()))
        #expect(fromYAML.signedForm == fromJSON.signedForm)
        #expect(fromYAML == fromJSON && fromYAML.id == fromJSON.id)
        #expect(fromYAML.json.canonicalBytes == fromYAML.signedForm)
    }

    @Test("The identifier is SHA-256 of the signed form, and round identifiers follow from it")
    func identifiers() throws {
        let agreement = try Fixture.agreement()
        // Computed once with another implementation of SHA-256 over `Fixture.signedForm()`.
        #expect(agreement.id.hex == "6051282576aa6388f96efef77973618b396e2cd6f1ce912a7a84e7e806ed4c04")
        #expect(agreement.roundID(1).hex == "6d3cd23b07949f79f7030e68257497d7e24ee27bd8cabbf9e3f3ad12f71e9273")
        #expect(agreement.roundID(1) != agreement.roundID(2))
    }

    @Test("Fields are found by party")
    func lookups() throws {
        let agreement = try Fixture.agreement()
        let (acme, streamco) = (try Fixture.party("acme"), try Fixture.party("streamco"))
        let (hub, optouts) = (try Fixture.party("consenthub"), try Fixture.party("optouts"))
        #expect(agreement.partyIDs == [acme, streamco, hub, optouts])
        #expect(agreement.index(of: hub) == 2)
        #expect(agreement.brand?.id == acme)
        #expect(agreement.party(streamco)?.entitled == false)
        #expect(agreement.identity(of: .coordinator) == (try Fixture.key(-1).publicIdentity))
        #expect(agreement.identity(of: optouts) == (try Fixture.key(3).publicIdentity))
        #expect(agreement.identity(of: try Fixture.party("nobody")) == nil)
        #expect(agreement.partyIDs.filter { agreement.learnsMatchedRows($0) } == [acme, streamco, hub])
        #expect(agreement.grant(of: streamco)?.attributes.map(\.name) == ["interest.sport", "visits"])
        #expect(agreement.partiesShared(with: agreement) == agreement.partyIDs)
    }

    @Test(
        "A version of the numbering plan is compared number by number",
        arguments: [
            ("8.12", true), ("8.12.57", true), ("8.13", true), ("8.100.2", true), ("8.12.0", true), ("8.9", false),
            ("8.11.99", false), ("9", false), ("9.0.0", false), ("10", false),
        ])
    func planRange(version: String, isAllowed: Bool) throws {
        let plan = try Fixture.agreement().plan
        #expect(plan.contains(try #require(PlanVersion(version))) == isAllowed)
    }

    @Test(
        "What is no version is refused",
        arguments: ["", "8.", ".8", "8..1", "08", "8.1.2.3.4", "8.x", "-1", "1234567", "８"])
    func badVersions(text: String) {
        #expect(PlanVersion(text) == nil)
    }

    @Test("Validity includes its first second and excludes its last")
    func validity() throws {
        let validity = try Fixture.agreement().validity
        for (text, isValid) in [
            ("2025-12-31T23:59:59Z", false), ("2026-01-01T00:00:00Z", true), ("2026-12-31T23:59:59Z", true),
            ("2027-01-01T00:00:00Z", false),
        ] {
            #expect(validity.contains(try #require(Timestamp(text))) == isValid)
        }
    }

    @Test("The ring gives every list to every party once", arguments: 2...8)
    func ring(count: Int) throws {
        let parties = (0..<count).map { index in
            JSONValue.object([
                "id": .string("p\(index)"), "role": .string(index == 0 ? "brand" : "partner"),
                "key": .string((try? Fixture.key(index).publicIdentity.hex) ?? ""), "cap": .integer(1000),
                "entitled": .bool(false),
            ])
        }
        let agreement = try Agreement(
            json: Fixture.changed([
                ("parties", .array(parties)), ("grants", .array([])),
                ("match", .string((0..<count).map { "p\($0)" }.joined(separator: " and "))),
            ]))
        let ring = agreement.ring
        #expect(ring.lastHop == count - 1)
        for list in ring.lists {
            #expect(ring.hopParty(list: list, hop: 0) == list)
            let workers = (0...ring.lastHop).map { ring.hopParty(list: list, hop: $0) }
            #expect(workers.sorted() == Array(0..<count))
            for hop in 0...ring.lastHop {
                #expect(ring.hop(of: ring.hopParty(list: list, hop: hop), list: list) == hop)
                #expect(ring.hopParty(list: list, hop: hop) == (list + hop) % count)
            }
        }
        for party in 0..<count {
            let turns = ring.turns(of: party)
            #expect(turns.count == count - 1)
            for turn in turns { #expect(ring.hopParty(list: turn.list, hop: turn.hop) == party) }
        }
    }

    @Test("The description says who learns what, and why")
    func description() throws {
        let agreement = try Fixture.agreement()
        let text = agreement.describe()
        for line in [
            "Agreement spring-launch", agreement.id.hex, "at most 2,000,000 rows",
            "  acme and streamco and consenthub and not optouts\n  which is true in 1 of 16 cells:",
            "numbers in the lists of acme, streamco and consenthub, and not in that of optouts",
            "acme learns which of its rows matched, because it is entitled to.",
            "streamco learns which of its rows matched, because it sends the coordinator interest.sport (string) and "
                + "visits (integer) of its matched rows.",
            "optouts learns counts only", "ACME Stores", "sms, whatsapp", "us-federal",
            "results under 100 rows are not told", "from 2026-01-01T00:00:00Z until 2027-01-01T00:00:00Z",
        ] {
            #expect(text.contains(line), "missing: \(line)")
        }
        for index in -1...3 { #expect(text.contains(try Fixture.key(index).publicIdentity.fingerprint.text)) }
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 160 })
    }

    @Test("Of many true cells sixteen are described and the others counted")
    func manyCells() throws {
        let agreement = try Agreement(
            json: Fixture.changed([
                ("parties[2].role", .string("partner")), ("parties[2].entitled", .bool(false)),
                ("parties[0].entitled", .bool(false)), ("parties[3].role", .string("validator")),
                ("grants", .array([])),
                ("parties[4]", Fixture.party(id: "e", seed: 50)), ("parties[5]", Fixture.party(id: "f", seed: 51)),
                ("match", .string("acme and (streamco or consenthub or optouts or e or f)")),
            ]))
        let text = agreement.describe()
        #expect(text.contains("which is true in 31 of 64 cells:"))
        #expect(text.contains("    and 15 cells more\n"))
    }

    @Test("A template with every key is an agreement, and with a gap it names the line of the gap")
    func template() throws {
        func outline(gap: Bool) throws -> AgreementOutline {
            AgreementOutline(
                name: "autumn", coordinatorKey: try Fixture.key(-1).publicIdentity,
                parties: [
                    .init(id: try Fixture.party("acme"), role: .brand, key: try Fixture.key(0).publicIdentity),
                    .init(
                        id: try Fixture.party("hub"), role: .consent, key: gap ? nil : try Fixture.key(1).publicIdentity
                    ),
                    .init(id: try Fixture.party("stop"), role: .suppression, key: try Fixture.key(2).publicIdentity),
                ],
                sender: #"The "Quoted" Shop: #1"#, from: try #require(Timestamp("2026-01-01T00:00:00Z")),
                until: try #require(Timestamp("2027-01-01T00:00:00Z")))
        }
        let agreement = try Agreement(yaml: Agreement.template(outline(gap: false)).utf8, file: "autumn.yaml")
        #expect(agreement.match.text == "acme and hub and not stop")
        #expect(agreement.sender == #"The "Quoted" Shop: #1"#)
        #expect(agreement.party(try Fixture.party("hub"))?.entitled == true)
        let text = Agreement.template(try outline(gap: true))
        let line =
            try #require(
                text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.contains("FILL-IN") }) + 1
        do {
            _ = try Agreement(yaml: text.utf8, file: "autumn.yaml")
            Issue.record("a gap was accepted")
        } catch {
            #expect("\(error)" == "autumn.yaml:\(line): parties[1].key: expected 64 lowercase hexadecimal digits")
        }
    }
}
