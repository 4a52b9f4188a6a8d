// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Consent
import Home
import Joining
import TestSupport
import Testing

/// Several rows of one number, and what the register holds of it (protocol/v1/consent.md §1).
@Suite("Several consents of one number")
struct ConsentMergeTests {
    private let bench: Bench

    init() throws { bench = try Bench.small() }

    private static let given = ConsentColumns()
    private static let other = ConsentColumns(sender: "Other Brand")

    /// Sets of rows of number 0, in whose every order the same comes out, and how many contradict the one that counts.
    static let sets: [(rows: [ConsentColumns?], refusal: String?, conflicts: Int)] = [
        ([given, given], nil, 0),
        ([given, .state("renewed")], nil, 1),
        ([given, .state("withdrawn")], "consent-withdrawn", 1),
        ([given, .state("refused"), .state("unknown")], "consent-refused", 2),
        ([.state("withdrawn"), .state("withdrawn")], "consent-withdrawn", 0),
        ([given, nil], nil, 0), ([nil, nil], "consent-absent", 0),
        ([given, other.with(\.state, "withdrawn")], nil, 0),
        ([given, given.with(\.purpose, "service").with(\.state, "refused")], nil, 0),
        ([other, given.with(\.purpose, "service")], "consent-other-purpose", 0),
        ([other, nil], "consent-other-sender", 0),
        // Fewer channels, an earlier end, an earlier grant.
        ([given.with(\.channel, "sms|voice|mms"), given.with(\.channel, "mms|voice")], "consent-no-channel", 0),
        ([given, given.with(\.expiresAt, "2026-02-01T00:00:00Z")], "consent-expired", 0),
        ([given, given.with(\.givenAt, "2030-01-01T00:00:00Z")], nil, 0),
        ([given.with(\.givenAt, "2030-01-01T00:00:00Z"), .state("renewed")], nil, 1),
    ]

    @Test(
        "In every order of the rows the most restrictive counts, and conflicts are told row by row",
        arguments: sets.indices)
    func orders(index: Int) throws {
        let (rows, refusal, conflicts) = Self.sets[index]
        var round: UInt32 = 0
        for order in Self.orders(of: rows) {
            round += 1
            let list = try bench.write(rows: order.map { (0, $0) } + [(1, Self.given)])
            let reading = try bench.readList(list, round: round, rejects: bench.path("r\(round).csv"))
            let isGranted = refusal == nil
            let report = reading.report
            // The row that stands for the number is none that does not count.
            let standing = conflicts == 0 ? 1 : 1 + (order.firstIndex { $0?.state != Self.given.state } ?? 0)
            #expect(reading.rows[FictionalNumbers.digits(0)] == (isGranted ? UInt32(standing) : nil))
            #expect(report.conflicts == conflicts)
            #expect(report.refused == (refusal.map { [$0: rows.count - conflicts] } ?? [:]))
            #expect(report.duplicates == (isGranted ? rows.count - 1 - conflicts : 0))
            #expect(report.accepted == (isGranted ? 2 : 1) && report.rows == rows.count + 1)
            let rejects = try bench.text(of: "r\(round).csv").split(separator: "\n").dropFirst()
            #expect(rejects.count { $0.contains(",consent-conflict,") } == conflicts)
            #expect(rejects.count == report.refusedTotal + conflicts)
        }
    }

    private static func orders(of rows: [ConsentColumns?]) -> [[ConsentColumns?]] {
        guard rows.count > 1 else { return [rows] }
        return rows.indices.flatMap { index in
            var rest = rows
            let first = rest.remove(at: index)
            return orders(of: rest).map { [first] + $0 }
        }
    }

    @Test("A long list in another order gives the same numbers and counts", arguments: 0..<4)
    func shuffled(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var rows: [(number: Int, consent: ConsentColumns?)] = (0..<400).map { _ in
            let consents = Self.sets.flatMap(\.rows) + [Self.given.with(\.notice, "")]
            let isGiven = Int.random(in: 0..<3, using: &generator) > 0
            return (
                Int.random(in: 0..<150, using: &generator),
                isGiven ? Self.given : consents.randomElement(using: &generator) ?? nil
            )
        }
        let first = try bench.readList(bench.write(rows: rows), round: 1)
        #expect(first.report.conflicts > 0 && first.report.accepted > 0 && first.report.refused.count > 3)
        rows.shuffle(using: &generator)
        let second = try bench.readList(bench.write(rows: rows), round: 2)
        #expect(second.report == first.report && Set(second.rows.keys) == Set(first.rows.keys))
        let sender = bench.agreement.sender
        // Independent of the product: no number of the list with a refusal, and each with a grant.
        let byNumber = Dictionary(grouping: rows, by: \.number)
        for (number, rows) in byNumber {
            let ours = rows.compactMap(\.consent).filter { $0.sender == sender && $0.purpose == "marketing" }
            let isBlinded = first.rows[FictionalNumbers.digits(number)] != nil
            if isBlinded { #expect(!ours.isEmpty && ours.allSatisfy { ["given", "renewed"].contains($0.state) }) }
            if !ours.isEmpty, ours.allSatisfy({ $0.row == Self.given.row }),
                rows.allSatisfy({ $0.consent?.notice != "" })
            {
                #expect(isBlinded)
            }
        }
    }

    @Test("A row that cannot be read blocks its number, whatever the others say, and for other senders too")
    func unreadable() throws {
        for broken in [Self.given.with(\.notice, ""), Self.other.with(\.givenAt, "2026-01-01T00:00:00")] {
            for rows in [[Self.given, broken], [broken, Self.given]] {
                let bench = try Bench.small()
                let reading = try bench.readList(bench.write(rows: rows.map { (0, $0) } + [(1, Self.given)]))
                #expect(reading.rows == [FictionalNumbers.digits(1): 3])
                #expect(reading.report.refused["consent-unknown"] == 1 && reading.report.refusedTotal == 2)
                // It is no record that another could contradict.
                #expect(reading.report.conflicts == 0)
            }
        }
    }

    @Test("A row that is refused for an attribute still counts with its consent")
    func attribute() throws {
        let grants = "grants: [{party: acme, attributes: [{name: visits, type: integer}, {name: note, type: string}]}]"
        let cases: [(field: String, state: String, reason: String, isBlinded: Bool)] = [
            ("x,", "withdrawn", "attribute-malformed", false), ("x,", "given", "attribute-malformed", true),
            (",call 201-555-0100", "withdrawn", "attribute-holds-number", false),
            ("2015550100,", "given", "attribute-holds-number", true),
        ]
        for (field, state, reason, isBlinded) in cases {
            let bench = try Bench.small(grants: grants)
            let list = try bench.write(
                [
                    "phone,visits,note,\(ConsentColumns.header)",
                    "\(Bench.e164(0)),\(field),\(ConsentColumns.state(state).row)",
                    "\(Bench.e164(0)),1,n,\(Self.given.row)", "\(Bench.e164(1)),2,n,\(Self.given.row)",
                ], to: "l.csv")
            let reading = try bench.readList(list)
            #expect(reading.rows[FictionalNumbers.digits(0)] == (isBlinded ? 2 : nil), "\(reason) \(state)")
            #expect(reading.report.refused[reason] == 1)
            // The row that is refused for its attribute is the one that counts; the other contradicts it.
            #expect(reading.report.conflicts == (isBlinded ? 0 : 1))
            #expect(
                reading.report.rows
                    == reading.report.accepted + reading.report.refusedTotal + reading.report.conflicts)
            // Its record is kept, its attributes are not.
            let payload = try #require(try reading.payload(ofRow: 1))
            #expect(payload.consent?.state.rawValue == state && payload.attributes.isEmpty)
        }
    }

    // MARK: - The register

    @Test("A refusal in the register beats a grant in the list")
    func withdrawnInRegister() throws {
        try bench.importConsents([(0, .state("withdrawn")), (2, Self.given)])
        let reading = try bench.readList(bench.write(rows: [(0, Self.given), (1, Self.given)]))
        #expect(reading.rows == [FictionalNumbers.digits(1): 2])
        // The row is no conflict of the list: the reason is what the register says.
        #expect(reading.report.refused == ["consent-withdrawn": 1] && reading.report.conflicts == 0)
    }

    @Test("A refusal in the list beats a grant in the register")
    func withdrawnInList() throws {
        try bench.importConsents([(0, Self.given)])
        let reading = try bench.readList(bench.write(rows: [(0, .state("refused")), (1, Self.given)]))
        #expect(reading.rows == [FictionalNumbers.digits(1): 2] && reading.report.refused == ["consent-refused": 1])
    }

    @Test("A consent in the register alone suffices, for lists of every kind")
    func registerAlone() throws {
        try bench.importConsents([(0, Self.given), (1, Self.other), (3, Self.given)])
        let numbers = [0, 1, 2].map(Bench.e164)
        let lists = try [
            bench.write(["phone"] + numbers, to: "l.csv"), bench.write(numbers, to: "l.txt"),
            bench.write(numbers.map { #"{"phone":"\#($0)"}"# }, to: "l.ndjson"),
            bench.write(rows: [(0, nil), (1, nil), (2, nil)], to: "columns.csv"),
        ]
        for (index, list) in lists.enumerated() {
            let reading = try bench.readList(list, round: UInt32(index + 1))
            #expect(reading.rows == [FictionalNumbers.digits(0): 1], "\(list)")
            #expect(reading.report.refused == ["consent-other-sender": 1, "consent-absent": 1])
            // The register's record is kept with the round, behind the list's rows.
            #expect(try reading.payload(ofRow: 4)?.consent?.sender == "ACME Stores")
            #expect(reading.spooled.map(\.digits) == [0, 1].map { FictionalNumbers.digits($0) })
        }
    }

    @Test("An entry of the register that cannot be read blocks its number alone")
    func brokenRegister() throws {
        let lock = try bench.home.lock()
        try bench.home.replaceConsents(holding: lock) { writer in
            try writer.append(RegisteredConsent(digits: FictionalNumbers.digits(0), payload: Array("{}".utf8)))
        }
        _ = consume lock
        let reading = try bench.readList(bench.write(rows: [(0, Self.given), (1, Self.given)]))
        #expect(reading.rows == [FictionalNumbers.digits(1): 2] && reading.report.refused == ["consent-unknown": 1])
    }
}
