// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Consent
import Home
import Joining
import Lists
import Signing
import TestSupport
import Testing

/// Consent columns that are missing as a whole or called otherwise (protocol/v1/consent.md §1).
@Suite("The header of lists with consents")
struct ConsentHeaderTests {
    private let bench: Bench

    init() throws { bench = try Bench.small() }

    /// A list with a consent in each row, its header changed.
    private func write(_ change: (String) -> String) throws -> String {
        try bench.write(
            [change("phone,\(ConsentColumns.header)"), "\(Bench.e164(0)),\(ConsentColumns().row)"], to: "list.csv")
    }

    private func replaced(_ column: String, _ other: String) throws -> String {
        try write { $0.replacing(column, with: other) }
    }

    /// What a column is called instead, and what the one line says behind the file's name.
    static let renamed: [(column: String, other: String, text: String)] = [
        (
            "consent_state", "consent_status",
            "column \"consent_status\" is no column of consents; did you mean consent_state? Rename it, or name it in "
                + "--columns MAP.yaml."
        ),
        (
            "consent_jurisdiction", "Consent Juristiction",
            "column \"Consent Juristiction\" is no column of consents; did you mean consent_jurisdiction?"
        ),
        (
            "consent_method", "consent_colour",
            "column \"consent_colour\" is no column of consents; they are consent_sender, "
        ),
        (
            "consent_state", "consnt_state",
            "there is no column consent_state; did you mean column \"consnt_state\"? add it, or say"
        ),
        ("consent_notice", "consent_2015550100", "column 9 is no column of consents; they are"),
    ]

    @Test("A list with a misspelt column is refused in one line that names it", arguments: renamed.indices)
    func misspelt(index: Int) throws {
        let (column, other, text) = Self.renamed[index]
        let path = try replaced(column, other)
        let error = try #require(throws: ListError.self) { try bench.readList(path) }
        #expect(error.kind == .badData && error.message.hasPrefix("\(path): \(text)"), "\(error.message)")
        #expect(!error.message.contains("\n") && !error.message.contains("5550100"))
    }

    @Test("A consent file with a misspelt column is refused before anything is written", arguments: [0, 1, 2, 3, 4])
    func misspeltInFile(index: Int) throws {
        let (column, other, text) = Self.renamed[index]
        let path = try replaced(column, other)
        let error = try #require(throws: ListError.self) {
            try bench.importConsents(path, rejects: bench.path("rejects.csv"))
        }
        #expect(error.message.hasPrefix("\(path): \(text)"), "\(error.message)")
        #expect(throws: (any Error).self) { try bench.read("rejects.csv") }
    }

    @Test("Columns that are missing are all named, and a constant stands for one")
    func missing() throws {
        let path = try bench.write(
            ["phone,consent_state,consent_given_at,name", "\(Bench.e164(0)),given,2026-01-01T00:00:00Z,x"], to: "l.csv")
        var map = ColumnMap()
        map.constants = [
            .sender: "ACME Stores", .purpose: "marketing", .channel: "sms", .method: "web-form", .notice: "n",
        ]
        let error = try #require(throws: ListError.self) { try bench.readList(path, columns: map) }
        #expect(
            error.message
                == "\(path): there are no columns consent_jurisdiction, consent_evidence; add them, or say in "
                + "--columns MAP.yaml what stands for it.")
        map.constants[.jurisdiction] = "US"
        map.constants[.evidence] = "crm"
        #expect(try bench.readList(path, columns: map).report.accepted == 1)
    }

    @Test("Columns with other names that a map or a grant names are no consents")
    func named() throws {
        let grants = "grants: [{party: acme, attributes: [{name: consent-score, type: string}]}]"
        let bench = try Bench.small(grants: grants)
        let header = ConsentColumns.header.replacing("consent_state", with: "consent_status")
        let path = try bench.write(
            ["phone,\(header),consent-score,consents,consent", "\(Bench.e164(0)),\(ConsentColumns().row),high,2,yes"],
            to: "l.csv")
        var map = ColumnMap()
        map.consent = [.state: "consent_status"]
        #expect(try bench.readList(path, columns: map).report.accepted == 1)
    }

    @Test("A list without any consent column goes by the register")
    func register() throws {
        try bench.importConsents([(0, ConsentColumns())])
        #expect(try bench.readList(bench.write(["phone", Bench.e164(0)], to: "l.csv")).report.accepted == 1)
    }

    @Test("A file of opt-outs may have a state and nothing else, and says what else there is not")
    func optOuts() throws {
        try bench.importConsents([(0, ConsentColumns())])
        let path = try bench.write(
            ["phone,consent_state", "\(Bench.e164(0)),opted-out", "\(Bench.e164(1)),given"], to: "outs.csv")
        let report = try bench.importConsents(path, at: Bench.time(60))
        #expect(report.counts == ["rows": 2, "withdrawn": 1, "consent-sender-missing": 2] && report.used == 1)
        #expect(
            report.notices == [
                "\(path): there are no columns consent_sender, consent_purpose, consent_channel, consent_given_at, "
                    + "consent_method, consent_notice, consent_jurisdiction, consent_evidence: no row can grant anything, and "
                    + "only withdrawals count"
            ])
        let granting = try bench.write(["phone,consent_state", "\(Bench.e164(1)),given"], to: "granting.csv")
        #expect(try bench.importConsents(granting).used == 0)
    }

    @Test("The sender of refused consents is told as the list spells it, beside the agreement's")
    func otherSender() throws {
        let reading = try bench.readList(
            bench.write(rows: [
                (0, ConsentColumns(sender: "ACME Stores Ltd")), (1, ConsentColumns(sender: "ACME Stores Ltd")),
                (2, ConsentColumns(sender: "ΑCME Stores")), (3, ConsentColumns()),
                (4, ConsentColumns(sender: "call 201555")),
            ]))
        let senders = try #require(reading.report.senders)
        #expect(senders == OtherSenders(wanted: "ACME Stores", found: ["ACME Stores Ltd", "…", "ΑCME Stores"]))
        #expect(
            senders.text
                == "consents name the sender \"ACME Stores Ltd\", \"…\", \"ΑCME Stores\", the agreement \"ACME Stores\""
        )
        // A Greek letter that looks like a Latin one.
        #expect(
            OtherSenders(wanted: "ACME Stores", found: ["ΑCME Stores"]).text
                == "consents name the sender \"ΑCME Stores\", the agreement \"ACME Stores\", which differs from its "
                + "character 1 on")
        #expect(try ListReport(json: reading.report.json) == reading.report)
    }

    @Test("Another sender is not told where a number is not refused for it")
    func severalSenders() throws {
        let rows: [(number: Int, consent: ConsentColumns?)] = [
            (0, ConsentColumns()), (0, ConsentColumns(sender: "Other Brand")),
        ]
        #expect(try bench.readList(bench.write(rows: rows)).report.senders == nil)
    }

    @Test("An import tells of senders that none of the home's agreements names")
    func importedSender() throws {
        let path = try bench.write(
            rows: [(0, ConsentColumns(sender: "ACME Store")), (1, ConsentColumns())], to: "c.csv")
        #expect(
            try bench.importConsents(path).notices == [
                "\(path): consents name the sender \"ACME Store\", the agreement \"ACME Stores\", which differs from its "
                    + "character 11 on"
            ])
    }

    @Test("A malformed attribute is told by name, type and column, without the value")
    func malformedAttribute() throws {
        let grants = """
            grants:
              - party: streamco
                attributes: [{name: visits, type: integer}, {name: vip, type: boolean}, {name: note, type: string}]
            """
        let bench = try Bench.small(party: 1, grants: grants)
        var map = ColumnMap()
        map.attributes = ["vip": "Very Important"]
        let path = try bench.write(
            [
                "phone,Visits,Very Important,note", "\(Bench.e164(0)),often,no,", "\(Bench.e164(1)),3,perhaps,",
                "\(Bench.e164(2)),3,no,of 2015550102", "\(Bench.e164(3)),3,no,x",
            ], to: "l.csv")
        #expect(try bench.readList(path, columns: map, rejects: bench.path("r.csv")).report.accepted == 1)
        let rejects = try bench.text(of: "r.csv").split(separator: "\n").map(String.init)
        #expect(
            rejects == [
                "row,line,reason,input,detail",
                #"1,2,attribute-malformed,"\#(Bench.e164(0))","visits in column ""Visits"": expected integer, a whole number""#,
                #"2,3,attribute-malformed,"\#(Bench.e164(1))","vip in column ""Very Important"": expected boolean, true, yes or 1, false, no or 0 in any case""#,
                #"3,4,attribute-holds-number,"\#(Bench.e164(2))","note in column ""note""""#,
            ])
    }

    @Test("A granted attribute without a column is told, once for all of them")
    func attributeWithoutColumn() throws {
        let grants = """
            grants:
              - party: streamco
                attributes: [{name: interest, type: string}, {name: visits, type: integer}, {name: vip, type: boolean}]
            """
        let bench = try Bench.small(party: 1, grants: grants)
        func notices(_ lines: [String], name: String = "l.csv") throws -> [String] {
            let path = try bench.write(lines, to: name)
            let lock = try bench.home.lock()
            var notices: [String] = []
            _ = try bench.preparation(path).prepare(
                round: bench.home.nextRound(of: bench.agreement.id), holding: lock, at: Bench.now()
            ) { event in
                if case .notice(let text) = event { notices.append(text) }
            }
            return notices
        }
        #expect(try notices(["phone,interest,Visits,vip", "\(Bench.e164(0)),film,3,no"]).isEmpty)
        #expect(
            try notices(["phone,interest,Visits", "\(Bench.e164(0)),film,3"]) == [
                "\(bench.path("l.csv")): there is no column vip: this granted attribute is not told to the coordinator; where "
                    + "its column is called otherwise, name it with --columns MAP.yaml."
            ])
        #expect(
            try notices([#"{"phone":"\#(Bench.e164(0))","visits":3}"#], name: "l.ndjson").first?.contains(
                "there is no column interest, vip: these granted attributes are not told") == true)
    }
}
