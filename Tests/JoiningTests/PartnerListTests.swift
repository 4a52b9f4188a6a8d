// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Home
import Joining
import TestSupport
import Testing
import Vocabulary

/// Lists of parties other than the brand: attributes, never consents.
@Suite("A partner's list")
struct PartnerListTests {
    private static let grants = "grants: [{party: streamco, attributes: [{name: interest.sport, type: string}]}]"

    @Test("A partner needs no consents, and what its columns say of them is not kept")
    func noConsents() throws {
        let bench = try Bench.small(party: 1, grants: Self.grants)
        let list = try bench.write(
            [
                "phone,interest.sport,\(ConsentColumns.header)",
                "\(Bench.e164(0)),golf,\(ConsentColumns.state("withdrawn").row)",
                "\(Bench.e164(1)),,\(ConsentColumns().with(\.givenAt, "").row)",
            ], to: "l.csv")
        let reading = try bench.readList(list)
        #expect(reading.report == ListReport(rows: 2, accepted: 2, duplicates: 0, refused: [:]))
        #expect(reading.spooled.map(\.row) == [1])
        #expect(try reading.payload(ofRow: 1) == RowPayload(attributes: ["interest.sport": .string("golf")]))
    }

    @Test("A partner's register does not touch its list")
    func register() throws {
        let bench = try Bench.small(party: 1, grants: Self.grants)
        try bench.importConsents([(0, .state("withdrawn"))])
        let reading = try bench.readList(bench.write(["phone", Bench.e164(0), Bench.e164(1)], to: "l.csv"))
        #expect(reading.report.accepted == 2 && reading.report.refused.isEmpty && reading.spooled.isEmpty)
    }

    @Test("Columns that no grant names are not kept; a mapped column is")
    func columns() throws {
        let bench = try Bench.small(party: 1, grants: Self.grants)
        let list = try bench.write(["phone,visits,sport", "\(Bench.e164(0)),7,golf"], to: "l.csv")
        #expect(try bench.readList(list).spooled.isEmpty)
        var map = ColumnMap()
        map.attributes = ["interest.sport": "sport"]
        let reading = try bench.readList(list, round: 2, columns: map)
        #expect(try reading.payload(ofRow: 1)?.attributes == ["interest.sport": .string("golf")])
    }

    @Test("A party without a grant keeps nothing beside its numbers")
    func noGrant() throws {
        let bench = try Bench.small(party: 1)
        let list = try bench.write(["phone,interest.sport", "\(Bench.e164(0)),golf"], to: "l.csv")
        let reading = try bench.readList(list)
        #expect(reading.report.accepted == 1 && reading.spooled.isEmpty)
    }

    @Test("An attribute that holds the row's own number refuses the row, in whatever type it comes")
    func holdsNumber() throws {
        let grants = """
            grants:
              - party: streamco
                attributes: [{name: a, type: string}, {name: b, type: strings}, {name: c, type: integer}]
            """
        let bench = try Bench.small(party: 1, grants: grants)
        let list = try bench.write(
            [
                "phone,a,b,c", "\(Bench.e164(0)),see 555-0100 (201),,", "\(Bench.e164(1)),call 201.555.0101,,",
                "\(Bench.e164(2)),,x|2015550102,", "\(Bench.e164(3)),,,12015550103", "\(Bench.e164(4)),of 2015550105,,",
            ], to: "l.csv")
        let report = try bench.readList(list).report
        #expect(report == ListReport(rows: 5, accepted: 2, duplicates: 0, refused: ["attribute-holds-number": 3]))
    }
}
