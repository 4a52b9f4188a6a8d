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

/// Random histories against a predicate that knows nothing of the product.
@Suite("No activation without a current consent")
struct ActivationPropertyTests {
    private static let numbers = 60
    private static let stages = 4
    private static let day: Int64 = 86_400

    /// What happens to the members of one round.
    private struct World {
        let bench: Bench
        var generator: SeededGenerator
        var histories = [ConsentHistory](repeating: ConsentHistory(), count: numbers)
        var decisions: [StoredDecision?] = []
        var round: HomeRound
    }

    private static func columns(_ statement: ConsentHistory.Statement) throws -> ConsentColumns {
        var columns = ConsentColumns(sender: statement.isOurs ? "ACME Stores" : "Other Brand")
        columns.channel = statement.channels.sorted().joined(separator: "|")
        columns.state = statement.state
        columns.givenAt = try Bench.time(statement.givenAt).text
        columns.expiresAt = try statement.expiresAt.map { try Bench.time($0).text } ?? ""
        return columns
    }

    private static func world(_ seed: UInt64) throws -> World {
        let bench = try Bench.small()
        var generator = SeededGenerator(seed: seed)
        var histories = [ConsentHistory](repeating: ConsentHistory(), count: numbers)
        var payloads: [(digits: UInt64, payload: RowPayload)] = []
        for number in 0..<numbers {
            for _ in 0..<([0, 1, 1, 1, 2].randomElement(using: &generator) ?? 1) {
                let statement = ConsentHistory.Statement(around: 0, using: &generator)
                histories[number].listed.append(statement)
                payloads.append((FictionalNumbers.digits(number), RowPayload(consent: try columns(statement).record())))
            }
        }
        payloads.shuffle(using: &generator)
        let round = try bench.matchedRound(
            numbers: (0..<numbers).map { FictionalNumbers.digits($0) }, payloads: payloads)
        var decisions: [StoredDecision?] = []
        for index in 0..<numbers {
            let kind = Int.random(in: 0..<10, using: &generator)
            let until = Bool.random(using: &generator) ? nil : Int64.random(in: 0...20, using: &generator) * day
            let channels = [[Channel.sms], [.sms, .mms], [.mms], [.sms, .mms, .voice]].randomElement(using: &generator)
            decisions.append(
                kind == 0
                    ? nil
                    : try Bench.decision(
                        index, of: round.id, isAllowed: kind > 1, channels: channels ?? [.sms],
                        until: until.map { try Bench.time($0) }))
        }
        try bench.decide(decisions.compactMap(\.self))
        return World(bench: bench, generator: generator, histories: histories, decisions: decisions, round: round)
    }

    @Test(
        "Whatever is listed, imported, revoked and decided, and whenever it is exported",
        arguments: 1...6 as ClosedRange<UInt64>)
    func activations(seed: UInt64) throws {
        var world = try Self.world(seed)
        var (written, cases) = (0, 0)
        for stage in 1...Self.stages {
            try Self.change(&world, at: Int64(stage) * 3 * Self.day)
            for offset in [0, Self.day, 9 * Self.day] {
                let now = Int64(stage) * 3 * Self.day + offset
                written += try Self.export(&world, at: now)
                cases += Self.numbers
            }
        }
        // The histories are not all hopeless, and not all harmless.
        #expect(cases == 720 && written > 20 && written < cases / 2)
    }

    /// Imports a file and revokes a number or two.
    private static func change(_ world: inout World, at moment: Int64) throws {
        var rows: [(number: Int, statement: ConsentHistory.Statement)] = []
        for number in 0..<numbers where Bool.random(using: &world.generator) {
            rows.append((number, ConsentHistory.Statement(around: moment, using: &world.generator)))
        }
        rows.shuffle(using: &world.generator)
        try world.bench.importConsents(rows.map { ($0.number, try columns($0.statement)) }, at: Bench.time(moment))
        for row in rows { world.histories[row.number].imported.append((moment, row.statement)) }
        let number = Int.random(in: 0..<numbers, using: &world.generator)
        let lock = try world.bench.home.lock()
        let rounds = try ConsentRevocation(home: world.bench.home).record(
            digits: FictionalNumbers.digits(number), holding: lock, at: Bench.time(moment))
        #expect(rounds == 1)
        world.histories[number].isRevoked = true
    }

    /// Exports a message to each member and compares.
    private static func export(_ world: inout World, at now: Int64) throws -> Int {
        let bench = world.bench
        let rows = try bench.home.matches(of: world.round.id)
        let messages = try rows.map { row in
            PlannedMessage(
                handle: row.handle, channel: [.sms, .sms, .mms, .voice].randomElement(using: &world.generator) ?? .sms,
                text: "Hello", sendAfter: try Bench.time(-100 * day),
                notAfter: try Bench.time(now + Int64.random(in: -2...20, using: &world.generator) * 3600))
        }
        var export = try ActivationExport(
            of: messages, planned: Bench.context, in: world.round.id, under: bench.agreement, home: bench.home,
            at: Bench.time(now))
        var written = 0
        for (index, message) in messages.enumerated() {
            let number = try #require((0..<numbers).first { FictionalNumbers.digits($0) == rows[index].digits })
            let activation = try export.activation(of: message)
            let decision = world.decisions[index]
            let isDecided =
                decision.map { decision in
                    decision.isAllowed && decision.channels.contains(message.channel)
                        && (decision.until.map { $0.seconds >= 1_780_000_000 + now + 60 } ?? true)
                } ?? false
            let isInTime = message.notAfter.seconds >= 1_780_000_000 + now + 60
            let mayWrite = world.histories[number].mayWrite(by: message.channel.rawValue, at: now)
            if let activation {
                written += 1
                #expect(activation.number == "+\(rows[index].digits)" && activation.message.handle == message.handle)
                #expect(activation.message.notAfter <= message.notAfter)
                let end = world.decisions[index]?.until ?? message.notAfter
                #expect(activation.message.notAfter <= end)
                #expect(mayWrite && isDecided && isInTime, "number \(number) at \(now), \(message.channel)")
            }
            // Nor is anybody left out without a cause that the home's own records show.
            let isClear = try holds(world, number, message.channel, at: now)
            #expect((activation != nil) == (isClear && isDecided && isInTime), "number \(number) at \(now)")
        }
        #expect(written + export.omitted.values.reduce(0, +) == messages.count)
        return written
    }

    /// Sorts the list's rows and the register's, and looks at the first.
    private static func holds(_ world: World, _ number: Int, _ channel: Channel, at now: Int64) throws -> Bool {
        let history = world.histories[number]
        // A no that is imported revokes the members of rounds before it, for good.
        guard !history.isRevoked, history.imported.allSatisfy({ !$0.statement.isOurs || $0.statement.grants }) else {
            return false
        }
        let registered = try world.bench.registered(number).map { entry in
            ConsentHistory.Statement(
                isOurs: entry.record.sender == "ACME Stores", channels: Set(entry.record.channels.map(\.rawValue)),
                state: entry.record.state.rawValue, givenAt: entry.record.givenAt.seconds - 1_780_000_000,
                expiresAt: entry.record.expiresAt.map { $0.seconds - 1_780_000_000 })
        }
        let all = (history.listed + registered).filter(\.isOurs)
        func key(_ statement: ConsentHistory.Statement) -> [Int64] {
            [
                statement.grants ? (statement.state == "renewed" ? 1 : 2) : 0, Int64(statement.channels.count),
                statement.expiresAt ?? .max, statement.givenAt,
            ]
        }
        let first = all.min { key($0).lexicographicallyPrecedes(key($1)) }
        return (first?.holds(for: channel.rawValue, at: now) ?? false) && (first?.expiresAt ?? .max) >= now + 60
    }
}
