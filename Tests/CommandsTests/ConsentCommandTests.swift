// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Columns
import Consent
import Foundation
import Home
import Messages
import ScriptedCoordinator
import Signing
import TestSupport
import Testing
import Vocabulary

@Suite("symbolon consents")
struct ConsentCommandTests {
    private let brand: BrandHome
    private let number = "+12015550100"

    init() throws { brand = try BrandHome() }

    @Test("import tells what became of the rows, and writes the refused ones where it is told")
    func importText() async throws {
        let file = try brand.write(
            [
                (0, ConsentColumns()), (1, ConsentColumns()), (1, ConsentColumns().with("withdrawn")),
                (2, ConsentColumns().with("perhaps")),
            ])
        let rejects = brand.folder.file("rejects.csv")
        let ending = try await brand.run("consents", "import", file, "--rejects", rejects)
        #expect(ending.code == 0)
        #expect(
            ending.output == """
                Consents imported.
                  rows         4
                  added        2
                  replaced     0
                  unchanged    0
                  repeated     0
                  conflicting  1 (another row is more restrictive and counts; --rejects has them as consent-conflict)
                  refused      1 consent-state-unknown

                """)
        #expect(
            try brand.folder.text(of: "rejects.csv")
                == "row,line,reason,input,detail\n4,5,consent-state-unknown,\"+12015550102\",\"\(ConsentRejection.stateUnknown.explanation)\"\n2,3,consent-conflict,\"+12015550101\",\n"
        )
        #expect(try brand.folder.mode(of: "rejects.csv") == 0o600)
        let again = try await brand.run("consents", "import", file, "--rejects", rejects, "--format", "json")
        #expect(again.code == 73 && again.output.isEmpty && again.errors.contains("exists already"))
        let forced = try await brand.run(
            "consents", "import", file, "--rejects", rejects, "--force", "--format", "json")
        #expect(forced.code == 0)
        #expect(
            forced.output
                == #"{"added":0,"conflicts":1,"pending":0,"refused":{"consent-state-unknown":1},"repeated":0,"replaced":0,"revoked":0,"rows":4,"unchanged":2,"withdrawn":0}"#
                + "\n")
    }

    @Test("import refuses what is no consent file, and tells which file")
    func importErrors() async throws {
        let plain = try brand.folder.write("phone,name\n+12015550100,x\n", to: "plain.csv")
        let map = try brand.folder.write("number: phone\nconsent:\n  colour: x\n", to: "map.yaml")
        let late = try brand.folder.write("constants:\n  state: given\n", to: "late.yaml")
        let file = try brand.write([(0, ConsentColumns())])
        let cases: [(arguments: [String], code: Int32, text: String)] = [
            ([plain], 65, "plain.csv: there are no consent columns"),
            ([brand.folder.file("none.csv")], 66, "none.csv"),
            ([file, "--columns", map], 65, "map.yaml:3: consent.colour: this field is not known here"),
            ([file, "--columns", late], 65, "late.yaml:1: constants: state must be said row by row"),
            ([file, "--columns", brand.folder.file("none.yaml")], 66, "none.yaml"),
            ([file, "--region", "ZZ9"], 64, "--region"),
        ]
        for (arguments, code, text) in cases {
            let ending = try await brand.run(["consents", "import"] + arguments)
            #expect(ending.code == code && ending.output.isEmpty, "\(arguments)")
            #expect(ending.errors.contains(text) && ending.errors.split(separator: "\n").count == 1, "\(ending.errors)")
        }
        #expect(try brand.home.consents(of: 12_015_550_100).isEmpty)
    }

    @Test("A file whose rows are all refused ends with 65, and says so")
    func nothingImported() async throws {
        let file = try brand.write([(0, ConsentColumns().with("perhaps")), (1, ConsentColumns().with(""))])
        let ending = try await brand.run("consents", "import", file)
        #expect(ending.code == 65 && ending.output.hasPrefix("Nothing imported.\n"))
        #expect(
            ending.errors
                == "symbolon: \(file): every row was refused and nothing is imported; see the rows with --rejects FILE\n"
        )
        // A withdrawal counts, whatever else its row lacks.
        let out = try brand.folder.write("phone,consent_state\n+12015550100,withdrawn\n", to: "outs.csv")
        let withdrawn = try await brand.run("consents", "import", out)
        #expect(withdrawn.code == 0 && withdrawn.errors.contains("there are no columns consent_sender, "))
        #expect(try brand.home.consents(of: 12_015_550_100).count == 1)
    }

    @Test("A home that is the brand of none of its agreements imports nothing")
    func partner() async throws {
        let folder = try TemporaryFolder()
        let home = try Home.create(
            at: folder.file("home"), party: brand.agreement.parties[1].id, name: "Streamco",
            key: brand.fixture.identities[1])
        let file = try brand.write([(0, ConsentColumns())])
        let program = try Program(in: folder)
        let arguments = ["consents", "import", file, "--home", home.path]
        // Before there is an agreement nobody knows what the party will be.
        #expect(try await program.run(arguments).code == 0)
        try home.save(brand.fixture.signed(), signedHere: true)
        let ending = try await program.run(arguments)
        #expect(ending.code == 78 && ending.output.isEmpty)
        #expect(ending.errors.hasPrefix("symbolon: streamco is the brand of no agreement of this home"))
        let revoking = try await program.run(["consents", "revoke", number, "--home", home.path])
        #expect(revoking.code == 78 && revoking.output.isEmpty && revoking.errors.contains("nothing is recorded"))
        #expect(ending.errors.split(separator: "\n").count == 1)
    }

    @Test("show dates a withdrawal of everything as one")
    func showWithdrawal() async throws {
        #expect(try await brand.run("consents", "revoke", number).code == 0)
        let output = try await brand.run("consents", "show", number, "--offline").output
        #expect(output.contains("everything was withdrawn, recorded 20") && !output.contains("    given"))
    }

    @Test("show names the policy packs of an allowed decision, as its signed statement has them")
    func showPolicies() async throws {
        let round = try brand.matchedRound(count: 1)
        let handle = try BrandHome.handle(0)
        let verdict = Verdict(
            outcome: .allowed, channels: [.sms], reasons: [],
            policies: [PolicyReference(name: "us-federal", version: 3, digest: Digest(sha256: [3]))], until: nil,
            hours: .all)
        let decision = Decision(
            reference: brand.reference, transcript: brand.transcript, handle: handle,
            basis: .init(subject: Digest(sha256: [1]), record: Digest(sha256: [2])), verdict: verdict,
            at: Site.moment(ago: 60), sequence: 1, previous: Digest(sha256: [4]))
        let stored = StoredDecision(
            round: round.id, handle: handle, isAllowed: true, channels: [.sms], reasons: .array([]), until: nil,
            hours: .all, sequence: 1, at: decision.at,
            envelope: try Signed(decision, by: brand.fixture.coordinator).bytes)
        try brand.home.advanceLog(
            of: brand.agreement.id, from: LogHead(sequence: 0, hash: Digest(sha256: [0])),
            to: LogHead(sequence: 1, hash: Digest(sha256: [5])), storing: [stored])
        let ending = try await brand.run("consents", "show", number, "--offline")
        #expect(ending.output.contains("\n    policies  us-federal 3\n"))
    }

    @Test("show lists a round that is running")
    func showRunning() async throws {
        let list = try brand.write([(0, ConsentColumns())])
        #expect(
            try await brand.run("blind", list, "--agreement", "spring-launch", "--out", brand.folder.file("b")).code
                == 0)
        let ending = try await brand.run("consents", "show", number, "--offline")
        #expect(
            ending.output.hasSuffix(
                "  round 1 of spring-launch: on the list, which is prepared: the round is running\n"))
        #expect(
            try await brand.run("consents", "show", number, "--offline", "--format", "json").output.contains(
                #""handle":null,"matched":false,"number":1,"plans":null,"revocation":null,"#
                    + #""round":"\#(brand.reference.round.hex)","segments":null,"step":"prepared"}]"#))
    }

    @Test("A map's column of the number is used, unless another is named")
    func columns() async throws {
        let header = ConsentColumns.header.replacing("consent_state", with: "status")
        let row = ConsentColumns().row
        let file = try brand.folder.write("a,b,\(header)\n+12015550100,+12015550101,\(row)\n", to: "two.csv")
        let map = try brand.folder.write("number: b\nconsent: {state: status}\n", to: "map.yaml")
        #expect(try await brand.run("consents", "import", file, "--columns", map).code == 0)
        #expect(
            try brand.home.consents(of: 12_015_550_101).count == 1 && brand.home.consents(of: 12_015_550_100).isEmpty)
        #expect(try await brand.run("consents", "import", file, "--columns", map, "--column", "a").code == 0)
        #expect(try brand.home.consents(of: 12_015_550_100).count == 1)
    }

    @Test("show tells what the home knows of a number, in text and in JSON, and never the number itself")
    func show() async throws {
        let round = try brand.matchedRound()
        let at = Site.moment(ago: 60)
        let rows = try brand.home.matches(of: round.id)
        let index = try #require(rows.firstIndex { $0.digits == 12_015_550_100 })
        let other = try #require(rows.firstIndex { $0.digits == 12_015_550_101 })
        try brand.decide(allowed: rows.indices.map { $0 != index }, at: at)
        try brand.home.recordRevocation(of: rows[index].handle, in: round.id, at: at)
        let ending = try await brand.run("consents", "show", number, "--offline")
        #expect(ending.code == 0)
        #expect(
            ending.output == """
                The register holds no consent of this number.
                On the lists of its rounds:
                    state     given
                    sender    ACME Stores
                    purpose   marketing
                    channels  sms
                    given     2026-01-01T00:00:00Z
                    how       by web-form, under US
                    notice    notice-1
                    evidence  form-archive
                Rounds that used it:
                  round 1 of spring-launch
                    handle    \(rows[index].handle)
                    decision  refused at \(at), entry \(index + 1) of the log
                    reason    method-not-accepted (us-federal/written): \(try explanation("method-not-accepted", in: ending))
                    reason    not-yet: \(try explanation("not-yet", in: ending))
                    revoked   \(at), not delivered yet

                """)
        let json = try await brand.run(
            "consents", "show", "(201) 555-0101", "--region", "US", "--offline", "--format", "json")
        #expect(json.code == 0)
        let consent =
            #"{"channels":["sms"],"evidence":"form-archive","givenAt":"2026-01-01T00:00:00Z","jurisdiction":"US","#
            + #""method":"web-form","notice":"notice-1","purpose":"marketing","sender":"ACME Stores","state":"given"}"#
        #expect(
            json.output
                == #"{"listRecords":[\#(consent)],"register":[],"rounds":[{"agreement":"spring-launch","decision":"#
                + #"{"at":"\#(at)","channels":["sms"],"outcome":"allowed","policies":[],"reasons":[],"sequence":\#(other + 1),"#
                + #""until":null},"handle":"\#(rows[other].handle)","matched":true,"number":1,"plans":null,"revocation":null,"#
                + #""round":"\#(round.id.hex)","segments":null,"step":"finished"}],"unreadable":false,"withdrawnAt":null}"#
                + "\n")
        for text in [ending.output, ending.errors, json.output, json.errors] { #expect(!text.contains("555010")) }
    }

    /// What the output says behind a reason: whatever it is, there must be something.
    private func explanation(_ code: String, in ending: Program.Ending) throws -> String {
        let line = try #require(ending.output.split(separator: "\n").first { $0.contains("  \(code)") })
        let text = try #require(line.firstRange(of: ": ").map { String(line[$0.upperBound...]) })
        #expect(text.count > 10)
        return text
    }

    @Test("show ends with 1 where nothing is known")
    func showNothing() async throws {
        let ending = try await brand.run("consents", "show", number)
        #expect(ending.code == 1 && ending.output == "Nothing is known about this number in this home.\n")
        let json = try await brand.run("consents", "show", number, "--format", "json")
        let empty = #"{"listRecords":[],"register":[],"rounds":[],"unreadable":false,"withdrawnAt":null}"#
        #expect(json.code == 1 && json.output == empty + "\n")
    }

    @Test("revoke withdraws at home, and says so where nobody else need be told")
    func revoke() async throws {
        let ending = try await brand.run("consents", "revoke", number)
        #expect(ending.code == 0)
        #expect(
            ending.output == """
                Withdrawn in this home, for every sender and purpose, agreements that are signed later included: from now on the number is not blinded, and in no export. A consent for a sender and purpose that is given after this, and imported, lifts it for those.
                It matched in no round of this home, so that the coordinator need not be told.

                """)
        #expect(try brand.home.consents(of: 12_015_550_100).count == 1)
        let json = try await brand.run("consents", "revoke", number, "--format", "json")
        #expect(
            json.code == 0
                && json.output == #"{"delivered":0,"earlier":[],"pending":0,"receipts":[],"recorded":0}"# + "\n")
        let pending = try await brand.run("consents", "revoke", "--pending")
        #expect(pending.code == 0 && pending.output == "Nothing was pending.\n")
    }

    @Test("revoke is recorded where the coordinator cannot be reached, and ends with 69")
    func unreachable() async throws {
        try brand.matchedRound()
        // Nobody listens on the port of multiplexed TCP.
        try brand.enrol(Site(), at: "https://localhost:1")
        let ending = try await brand.run("consents", "revoke", number)
        #expect(
            ending.code == 69 && ending.output.contains("It matched in 1 of this home's rounds.\n1 not delivered yet."))
        #expect(ending.errors.contains("recorded here and not delivered") && ending.errors.contains("--pending"))
        #expect(try brand.home.pendingRevocations().count == 1)
        let later = try await brand.run("consents", "revoke", "--pending", "--format", "json")
        #expect(
            later.code == 69
                && later.output == #"{"delivered":0,"earlier":[],"pending":1,"receipts":[],"recorded":0}"# + "\n")
    }

    @Test("An import that is run again delivers what the first could not, and says so as long as it cannot")
    func importedAgain() async throws {
        try brand.matchedRound()
        try brand.enrol(Site(), at: "https://localhost:1")
        let file = try brand.folder.write("phone,consent_state\n+12015550100,withdrawn\n", to: "optouts.csv")
        for _ in 0..<2 {
            let ending = try await brand.run("consents", "import", file, "--format", "json")
            #expect(ending.code == 69 && ending.output.contains(#""pending":1"#), "\(ending.output)")
        }
        let examined = try await brand.run("doctor")
        #expect(examined.output.contains("1 not delivered to the coordinator"))
    }

    @Test("A revocation is at its end where the coordinator has erased the members, and the number stays out here")
    func erasedThere() async throws {
        let round = try brand.matchedRound()
        let problem = Problem(.membersErased, "The round's members were erased at the end of their retention.")
        try await brand.withCoordinator({ _ in .problem(problem) }) { _ in
            let ending = try await brand.run("consents", "revoke", number)
            #expect(ending.code == 0 && ending.errors.isEmpty, "\(ending.errors)")
            let shown = try await brand.run("consents", "show", number)
            #expect(shown.code == 0 && shown.errors.isEmpty)
            #expect(shown.output.contains("the round's members are erased at the coordinator"))
        }
        #expect(try brand.home.pendingRevocations().isEmpty)
        #expect(try brand.home.revokedHandles(of: round.id).count == 1)
    }

    @Test("An import whose every row the register refuses ends with 65, and one of foreign withdrawals says so")
    func nothingCounts() async throws {
        #expect(try await brand.run("consents", "revoke", number).code == 0)
        let old = try brand.write([(0, ConsentColumns())])
        let ending = try await brand.run("consents", "import", old)
        #expect(ending.code == 65 && ending.output.hasPrefix("Nothing imported.\n"))
        var foreign = ConsentColumns(sender: "Acme")
        foreign.state = "withdrawn"
        let misspelt = try await brand.run("consents", "import", brand.write([(1, foreign)], to: "foreign.csv"))
        #expect(misspelt.code == 0 && misspelt.errors.contains("1 of the rows under a sender that no agreement names"))
    }

    @Test("A second revoke, and show, tell the coordinator's receipt of the first")
    func receipt() async throws {
        let round = try brand.matchedRound()
        let row = try #require(try brand.home.matches(of: round.id).first { $0.digits == 12_015_550_100 })
        let at = Site.moment(ago: 60)
        try brand.home.recordRevocation(of: row.handle, in: round.id, at: at)
        let receipt = RevocationReceipt(
            reference: brand.reference, transcript: brand.transcript, handle: row.handle,
            revocation: Digest(sha256: [1]), at: at, sequence: 12, previous: Digest(sha256: [2]))
        try brand.home.markDelivered(
            row.handle, in: round.id, receipt: Signed(receipt, by: brand.fixture.coordinator).bytes, sequence: 12)
        let shown = try await brand.run("consents", "show", number, "--offline")
        #expect(
            shown.output.contains(
                "revoked   \(at), at the coordinator \(at), entry 12 of the log; the receipt is kept"))
        let json = try await brand.run("consents", "show", number, "--offline", "--format", "json")
        #expect(
            json.output.contains(
                #""revocation":{"at":"\#(at)","delivered":true,"receipt":{"at":"\#(at)","sequence":12}}"#))
        let again = try await brand.run("consents", "revoke", number)
        #expect(again.code == 0)
        #expect(
            again.output.contains("Already revoked: round \(round.id.hex.prefix(16)), entry 12 of the log, \(at)\n"))
        let document = try await brand.run("consents", "revoke", number, "--format", "json")
        #expect(document.output.contains(#""delivered":0,"earlier":[{"at":"\#(at)","handle":"\#(row.handle)","#))
        let withdrawn = try await brand.run("consents", "show", number, "--offline")
        #expect(withdrawn.output.contains("In the register:\n    everything was withdrawn, recorded "))
    }

    @Test("A home that is the brand of no agreement yet records a withdrawal too")
    func withoutAgreement() async throws {
        let home = try Home.create(
            at: brand.folder.file("new"), party: brand.agreement.parties[0].id, name: "ACME",
            key: brand.fixture.identities[0])
        let ending = try await Program(in: brand.folder).run(["consents", "revoke", number, "--home", home.path])
        #expect(ending.code == 0 && ending.output.contains("agreements that are signed later included"))
        #expect(try home.consents(of: 12_015_550_100).count == 1)
    }

    @Test("revoke takes one number, or --pending", arguments: [[], ["+12015550100", "--pending"]])
    func usage(arguments: [String]) async throws {
        let ending = try await brand.run(["consents", "revoke"] + arguments)
        #expect(ending.code == 64 && !ending.errors.contains("5550100") && ending.output.isEmpty)
        #expect(try brand.home.consents(of: 12_015_550_100).isEmpty)
    }

    @Test(
        "What is no number is refused without being repeated",
        arguments: [
            "2015550100", "+1201555010", "+1 201 555 0100 home", "call 2015550100 now", "+12015550100,+12015550101",
            "555-0100",
        ],
        ["show", "revoke"])
    func badNumbers(text: String, command: String) async throws {
        let ending = try await brand.run("consents", command, text)
        #expect(ending.code == 65 && ending.output.isEmpty)
        #expect(ending.errors.contains("NUMBER: this is no telephone number"))
        for part in [text, "2015550100", "201555", "555 0", "555-0"] {
            #expect(!ending.errors.contains(part), "\(part)")
        }
    }
}

extension ConsentColumns {
    /// The same in another state.
    fileprivate func with(_ state: String) -> ConsentColumns {
        var columns = self
        columns.state = state
        return columns
    }
}
