// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Consent
import Home
import Joining
import Segmentation
import Signing
import TestSupport
import Testing
import Vocabulary

/// What somebody who said no must never come to by way of an older yes (protocol/v1/consent.md §1 and §8).
@Suite("A no and older yeses")
struct RefusalHistoryTests {
    private let bench: Bench
    private static let given = ConsentColumns()

    init() throws { bench = try Bench.small() }

    private func isBlinded(_ consent: ConsentColumns?, round: UInt32, at offset: Int64) throws -> Bool {
        let list = try bench.write(rows: [(0, consent), (1, Self.given)], to: "list-\(round).csv")
        return try bench.readList(list, round: round, at: Bench.time(offset)).rows[FictionalNumbers.digits(0)] != nil
    }

    /// A matched round of the number under a grant, allowed.
    private func matched() throws -> HomeRound {
        let digits = FictionalNumbers.digits(0)
        let round = try bench.matchedRound(
            1, numbers: [digits], payloads: [(digits, RowPayload(consent: try Self.given.record()))])
        try bench.decide([Bench.decision(0, of: round.id)])
        return round
    }

    private func isExported(of round: HomeRound, at offset: Int64 = 0) throws -> Bool {
        let message = PlannedMessage(
            handle: try Bench.handle(0), channel: .sms, text: "Hello", sendAfter: try Bench.time(-10),
            notAfter: try Bench.time(3600))
        var export = try ActivationExport(
            of: [message], planned: Bench.context, in: round.id, under: bench.agreement, home: bench.home,
            at: Bench.time(offset))
        return try export.activation(of: message) != nil
    }

    @Test("The grant that a withdrawal took back does not lift it when its date has come", arguments: [200, 1_000_000])
    func datedAhead(ahead: Int64) throws {
        let grant = Self.given.with(\.givenAt, try Bench.time(ahead).text)
        try bench.importConsents([(0, grant)], at: Bench.time(0))
        try bench.revoke(0, at: 10)
        try bench.importConsents([(0, grant)], at: Bench.time(20))
        try bench.importConsents([(0, grant)], at: Bench.time(ahead + 100))
        #expect(try !isBlinded(nil, round: 1, at: ahead + 200))
    }

    @Test("Nor where the withdrawal came in a file, or under a clock that was set back")
    func inFiles() throws {
        let grant = Self.given.with(\.givenAt, try Bench.time(200).text)
        try bench.importConsents([(0, grant)], at: Bench.time(0))
        try bench.importConsents([(0, grant.with(\.state, "withdrawn"))], at: Bench.time(100))
        try bench.importConsents([(0, grant)], at: Bench.time(300))
        #expect(try !isBlinded(nil, round: 1, at: 300))
        let other = try Bench.small()
        let older = Self.given.with(\.givenAt, try Bench.time(-50).text)
        try other.importConsents([(0, older)], at: Bench.time(0))
        try other.importConsents([(0, older.with(\.state, "withdrawn"))], at: Bench.time(-100))
        try other.importConsents([(0, older)], at: Bench.time(20))
        #expect(try other.registered(0).map(\.record.state) == [.withdrawn])
    }

    @Test("The same no a second time counts anew")
    func twice() throws {
        let no = Self.given.with(\.state, "withdrawn")
        try bench.importConsents([(0, no)], at: Bench.time(0))
        try bench.importConsents([(0, no)], at: Bench.time(200))
        try bench.importConsents([(0, Self.given.with(\.givenAt, Bench.time(100).text))], at: Bench.time(300))
        #expect(try !isBlinded(nil, round: 1, at: 400))
        try bench.importConsents([(0, Self.given.with(\.givenAt, Bench.time(250).text))], at: Bench.time(300))
        #expect(try isBlinded(nil, round: 2, at: 400))
    }

    @Test(
        "A readable no counts beside a row of the same number that cannot be read",
        arguments: ["withdrawn", "revoked", "refused"])
    func besideUnreadable(state: String) throws {
        let round = try matched()
        try bench.importConsents([(0, Self.given)], at: Bench.time(0))
        let report = try bench.importConsents(
            [(0, .state(state)), (0, Self.given.with(\.givenAt, "2026-01-01"))], at: Bench.time(10))
        #expect(report.merge.revoked == 1)
        #expect(try !isExported(of: round, at: 20))
        #expect(try !isBlinded(Self.given, round: 2, at: 20))
    }

    @Test(
        "A no in a row of a list counts against older lists, whether or not the row can be read",
        arguments: [true, false])
    func inList(isComplete: Bool) throws {
        let round = try matched()
        #expect(try isExported(of: round))
        let no = ConsentColumns.state("withdrawn")
        #expect(try !isBlinded(isComplete ? no : no.with(\.givenAt, ""), round: 2, at: 5))
        #expect(try !isExported(of: round, at: 10))
        #expect(try !isBlinded(Self.given, round: 3, at: 10))
    }

    @Test(
        "Nobody is blinded by a grant from before the last no, whatever came in which order",
        arguments: 1...24 as ClosedRange<UInt64>)
    func histories(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let count = 12
        /// The last no about each number, by the clock.
        var lastNo: [Int: Int64] = [:]
        var now: Int64 = 0
        var round: UInt32 = 0
        // Never ahead of the clock: that is another test's.
        func grant() throws -> (ConsentColumns, Int64) {
            let at = Int64.random(in: -50...now, using: &generator)
            return (Self.given.with(\.givenAt, try Bench.time(at).text), at)
        }
        var imported: [Int: [Int64]] = [:]
        for _ in 0..<20 {
            now += Int64.random(in: 1...60, using: &generator)
            switch Int.random(in: 0..<4, using: &generator) {
            case 0:
                var rows: [(number: Int, consent: ConsentColumns?)] = []
                for number in 0..<count where Bool.random(using: &generator) {
                    let (columns, at) = try grant()
                    if Int.random(in: 0..<3, using: &generator) == 0 {
                        rows.append((number, columns.with(\.state, "withdrawn")))
                        lastNo[number] = now
                    } else {
                        rows.append((number, columns))
                        imported[number, default: []].append(at)
                    }
                }
                if !rows.isEmpty { try bench.importConsents(rows, at: Bench.time(now)) }
            case 1:
                let number = Int.random(in: 0..<count, using: &generator)
                try bench.revoke(number, at: now)
                lastNo[number] = now
            default:
                guard round < 12 else { continue }
                round += 1
                var rows: [(number: Int, consent: ConsentColumns?)] = [(99, Self.given)]
                var listed: [Int: [Int64]] = [:]
                for number in 0..<count where Bool.random(using: &generator) {
                    let (columns, at) = try grant()
                    if Int.random(in: 0..<6, using: &generator) == 0 {
                        rows.append((number, columns.with(\.state, "withdrawn")))
                        lastNo[number] = now
                    } else {
                        rows.append((number, columns))
                        listed[number, default: []].append(at)
                    }
                }
                let list = try bench.write(rows: rows, to: "history-\(round).csv")
                let blinded = try bench.readList(list, round: round, at: Bench.time(now)).rows
                for number in 0..<count where blinded[FictionalNumbers.digits(number)] != nil {
                    let yeses = imported[number, default: []] + listed[number, default: []]
                    #expect(yeses.contains { $0 > lastNo[number] ?? .min }, "seed \(seed), number \(number) at \(now)")
                }
            }
        }
        #expect(round > 0)
    }
}
