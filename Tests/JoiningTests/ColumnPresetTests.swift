// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Consent
import Foundation
import Home
import Joining
import Lists
import Signing
import TestSupport
import Testing

@Suite("Presets read the exports of known products")
struct ColumnPresetTests {
    private let bench: Bench

    init() throws { bench = try Bench.small() }

    /// An export as the product writes it, with fictional numbers 0, 1, 2 (+1 201 555 0100 and on).
    private static let exports: [String: String] = [
        "hubspot": """
        Record ID,First Name,Last Name,Email,Phone Number,Mobile Phone Number,Contact owner
        101,Ada,Lovelace,ada@example.com,,+1 201 555 0100,
        102,Grace,Hopper,grace@example.com,,(201) 555-0101,
        103,Alan,Turing,alan@example.com,+1 201 555 0102,,
        """,
        "klaviyo": """
        Email,Klaviyo ID,First Name,Last Name,Phone Number,Email Marketing Consent,Email Marketing Consent Timestamp,SMS Marketing \
        Consent,SMS Marketing Consent Timestamp,Date Added
        ada@example.com,01A,Ada,L,'+12015550100,NEVER_SUBSCRIBED,,SUBSCRIBED,2026-01-02 03:04:05,2026-01-01
        grace@example.com,01B,Grace,H,'+12015550101,SUBSCRIBED,2026-01-02 03:04:05,UNSUBSCRIBED,2026-01-03 03:04:05,2026-01-01
        alan@example.com,01C,Alan,T,'+12015550102,SUBSCRIBED,2026-01-02 03:04:05,NEVER_SUBSCRIBED,,2026-01-01
        """,
        "salesforce": """
        "ID","LASTNAME","FIRSTNAME","PHONE","MOBILEPHONE","DONOTCALL"
        "003000000000001AAA","Lovelace","Ada","","(201) 555-0100","0"
        "003000000000002AAA","Hopper","Grace","","(201) 555-0101","1"
        "003000000000003AAA","Turing","Alan","(201) 555-0102","","0"
        """,
        "shopify": """
        Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Phone,Phone,Accepts SMS Marketing,Total Spent,Tags
        '7000000000001,Ada,L,ada@example.com,yes,+12015550199,+12015550100,yes,10.00,"vip, film"
        '7000000000002,Grace,H,grace@example.com,no,,'+12015550101,no,0.00,
        '7000000000003,Alan,T,alan@example.com,no,+12015550102,,no,0.00,
        """,
        "twilio": """
        From,To,Body,Status,SentDate,ApiVersion,NumSegments,ErrorCode,AccountSid,Sid,Direction,Price,PriceUnit
        +12015550199,+12015550100,"Hello,
        you",delivered,2026-01-02T03:04:05Z,2010-04-01,1,0,AC0,SM0,outbound-api,-0.0079,USD
        +12015550199,+12015550101,Hello,failed,2026-01-02T03:04:06Z,2010-04-01,1,21610,AC0,SM1,outbound-api,,USD
        +12015550199,,Hello,failed,2026-01-02T03:04:07Z,2010-04-01,1,21211,AC0,SM2,outbound-api,,USD
        """,
    ]

    private func map(_ name: String) throws -> ColumnMap { try #require(try ColumnPreset.map(named: name)) }

    private func write(_ name: String) throws -> String {
        let path = "\(bench.folder)/\(name).csv"
        try Data(#require(Self.exports[name]).utf8).write(to: URL(filePath: path))
        return path
    }

    /// What makes a record of the state and the time that an export has.
    private static let rest = """
        constants:
          sender: ACME Stores
          purpose: marketing
          channel: sms
          method: web-form
          notice: "privacy 3"
          jurisdiction: US
          evidence: "export of the shop"
        """

    @Test("There is one for each of the products, with a test each")
    func names() {
        #expect(ColumnPreset.names == ["hubspot", "klaviyo", "salesforce", "shopify", "twilio"])
        #expect(Set(ColumnPreset.names) == Set(Self.exports.keys))
        #expect((try? ColumnPreset.map(named: "acme")) == .some(nil))
    }

    @Test("The number's column is found", arguments: exports.keys.sorted())
    func numbers(name: String) throws {
        let options = ListOptions(numberColumn: .firstOf(try map(name).numbers))
        var reader = try ListReader(path: write(name), options: options)
        var batch = RowBatch()
        #expect(try reader.next(into: &batch))
        #expect(batch.count == 3)
        let digits = (0..<batch.count).map { index in (batch.text(of: 0, at: index) ?? "").filter(\.isNumber).suffix(10)
        }
        #expect(digits.prefix(2) == ["2015550100", "2015550101"])
        #expect(digits[2] == (name == "klaviyo" ? "2015550102" : ""))
        #expect((0..<batch.count).allSatisfy { batch[$0].rejection == nil })
    }

    @Test("An export without any of the columns is refused in one line that names both sides")
    func absent() throws {
        let path = "\(bench.folder)/other.csv"
        try Data("id,Handy\n1,+12015550100\n".utf8).write(to: URL(filePath: path))
        let options = ListOptions(numberColumn: .firstOf(try map("hubspot").numbers))
        let error = #expect(throws: ListError.self) { _ = try ListReader(path: path, options: options) }
        #expect(
            error?.message
                == "\(path): there is none of the columns \"Mobile Phone Number\", \"Phone Number\"; the columns are \"id\", \"Handy\"."
        )
    }

    @Test("Klaviyo's states become grants and withdrawals; a time without a zone is one where the map says the zone")
    func klaviyo() throws {
        var map = try map("klaviyo").overlaid(with: ColumnMap(yaml: Array(Self.rest.utf8), file: "map.yaml"))
        let path = try write("klaviyo")
        let zoneless = try bench.importConsents(path, columns: map)
        #expect(zoneless.refused == ["consent-given-at-without-zone": 2, "consent-absent": 1])
        // Its no is not lost for want of a zone.
        #expect(try bench.registered(1).map(\.record.state.isWithdrawal).allSatisfy { $0 })
        map.zone = "Z"
        let report = try bench.importConsents(path, columns: map)
        #expect(report.refused["consent-absent"] == 1)
        #expect(try bench.registered(0).map(\.record.state) == [.given])
        #expect(try bench.registered(0).map(\.record.givenAt.text) == ["2026-01-02T03:04:05Z"])
        #expect(try bench.registered(1).map(\.record.state) == [.withdrawn])
        #expect(try bench.registered(2).isEmpty)
    }

    @Test("Shopify's no withdraws and its yes, which has no time, grants nothing")
    func shopify() throws {
        try bench.importConsents([(0, ConsentColumns()), (1, ConsentColumns())])
        let map = try map("shopify").overlaid(with: ColumnMap(yaml: Array(Self.rest.utf8), file: "map.yaml"))
        let report = try bench.importConsents(write("shopify"), columns: map)
        #expect(report.merge.withdrawn == 1)
        #expect(try bench.registered(0).map(\.record.state) == [.given])
        #expect(try bench.registered(1).map(\.record.state) == [.withdrawn])
    }

    @Test("Twilio's log withdraws the numbers that replied STOP, and says nothing of the others")
    func twilio() throws {
        try bench.importConsents([(0, ConsentColumns()), (1, ConsentColumns())])
        let report = try bench.importConsents(write("twilio"), columns: map("twilio"))
        #expect(report.merge.withdrawn == 1)
        #expect(report.refused["consent-absent"] == 1)
        #expect(try bench.registered(0).map(\.record.state) == [.given])
        #expect(try bench.registered(1).map(\.record.state) == [.withdrawn])
    }

    @Test("A map above a preset takes the place of its parts and leaves the others")
    func overlaid() throws {
        let text =
            "number: Handy\nconsent: {state: Ja, given_at: Am}\nconstants: {sender: ACME}\nstates: {SUBSCRIBED: renewed}"
        let map = try map("klaviyo").overlaid(with: ColumnMap(yaml: Array(text.utf8), file: "map.yaml"))
        #expect(map.numbers == ["Handy"])
        #expect(map.consent == [.state: "Ja", .givenAt: "Am"])
        #expect(map.constants == [.sender: "ACME"])
        #expect(
            map.states == ["subscribed": .renewed, "unsubscribed": .withdrawn, "never_subscribed": nil]
                as [String: ConsentState?])
    }
}
