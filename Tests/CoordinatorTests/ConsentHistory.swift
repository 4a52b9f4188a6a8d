// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Consent
import Coordinator
import Messages
import NIOHTTP1
import Segmentation
import Signing
import TestSupport
import Testing
import Vocabulary

/// A random history of two rounds: records, revocations, deadlines and time, each step of it played to the coordinator and to
/// the reference.
struct ConsentHistory {
    /// Enough that the allowed are mostly more than 50, and not always.
    static let people = 240

    static let segments = [
        MemberStage.segment("all"), MemberStage.segment("film", "streamco.interest == 'film'"),
        MemberStage.segment("not-film", "streamco.interest != 'film'"),
        MemberStage.segment("country-us", "number.country == 'US'"),
        MemberStage.segment("country-gb", "number.country == 'GB'"),
    ]

    let service: TestService
    let agreement: TestAgreement
    private(set) var rounds: [ReferenceRound] = []
    private(set) var generator: SeededGenerator
    private let strictness: Int
    /// Plans that were made, with the place of their round and their messages.
    private(set) var plans: [(round: Int, id: Handle, messages: [PlannedMessage])] = []
    /// What happened, for whoever reads of a failure.
    private(set) var steps: [String] = []

    init(_ service: TestService, _ agreement: TestAgreement, seed: UInt64) async throws {
        self.service = service
        self.agreement = agreement
        generator = SeededGenerator(seed: seed)
        strictness = Int.random(in: 1...5, using: &generator)
        try await open()
        try await rounds[0].stage.define(Self.segments, [MemberStage.context()])
    }

    var now: Int64 { service.home.now }
    var newest: ReferenceRound? { rounds.last { $0.isDecided } }

    /// One random step.
    mutating func step() async throws {
        let isOpen = rounds.last?.isDecided == false
        switch Int.random(in: 0..<10, using: &generator) {
        case 0..<3 where isOpen && rounds.last?.isBrandComplete == false: try await sendBrand()
        case 3..<5 where isOpen && rounds.last?.isPartnerComplete == false: try await sendPartner()
        case 5 where !isOpen && rounds.count == 1: try await open()
        case 5..<8: try await revoke()
        default: await advance()
        }
    }

    /// Sends what is missing of the newest round, or lets its deadline pass.
    mutating func finish() async throws {
        guard let last = rounds.last, !last.isDecided else { return }
        if Bool.random(using: &generator) {
            while rounds.last?.isBrandComplete == false { try await sendBrand() }
            while rounds.last?.isPartnerComplete == false { try await sendPartner() }
        } else {
            await advance(by: 24 * 3600)
        }
    }

    mutating func open() async throws {
        let stage = try await MemberStage(
            service, agreement, number: UInt32(rounds.count + 1), shared: Self.people)
        var byPerson: [RandomPerson] = []
        for _ in 0..<Self.people {
            byPerson.append(
                try RandomPerson(strictness: strictness, now: now - MemberStage.noon, using: &generator))
        }
        rounds.append(ReferenceRound(stage, stage.rows[0].map { byPerson[$0.person] }))
        steps.append("round \(rounds.count) opens")
    }

    private mutating func sendBrand() async throws {
        let index = rounds.count - 1
        let round = rounds[index]
        let end = min(round.brandRows + Int.random(in: 40...160, using: &generator), Self.people)
        let records = try (round.brandRows..<end).compactMap { row in
            let person = round.people[row]
            return try person.consent.map { try round.stage.record(row, $0, attributes: person.attributes) }
        }
        let page = try round.stage.page(records, number: round.brandPages, isLast: end == Self.people)
        #expect(try await round.stage.send(page).status == 201)
        rounds[index].takeBrand(upTo: end, at: now)
        steps.append("records up to \(end)")
    }

    private mutating func sendPartner() async throws {
        let index = rounds.count - 1
        let round = rounds[index]
        let end = min(round.partnerRows + Int.random(in: 80...240, using: &generator), Self.people)
        var interests: [Int: String] = [:]
        for (row, person) in round.people.enumerated() {
            interests[round.stage.rows[0][row].person] = person.interest
        }
        let records = (round.partnerRows..<end).compactMap { row in
            interests[round.stage.rows[1][row].person].map {
                round.stage.partnerRecord(row, ["interest": .string($0)])
            }
        }
        let page = try round.stage.page(records, of: 1, number: round.partnerPages, isLast: end == Self.people)
        #expect(try await round.stage.send(page).status == 201)
        rounds[index].takePartner(upTo: end)
        steps.append("the partner's records up to \(end)")
    }

    /// Revokes some rows, in either round, once or again.
    private mutating func revoke() async throws {
        let index = Int.random(in: 0..<rounds.count, using: &generator)
        for _ in 0..<Int.random(in: 1...8, using: &generator) {
            let row = Int.random(in: 0..<Self.people, using: &generator)
            let reply = try await rounds[index].stage.send(rounds[index].stage.revocation(of: row))
            #expect(reply.status == (rounds[index].revoked.contains(row) ? 200 : 201))
            rounds[index].revoke(row)
        }
        steps.append("revocations in round \(index + 1)")
    }

    /// Lets time pass: some, or so much that it is right at the end of some consent.
    private mutating func advance() async {
        var interval = Int64.random(in: 1...10 * 3600, using: &generator)
        let ends = rounds.flatMap(\.ends.values).filter { (now + 120..<now + 86_400).contains($0) }.sorted()
        if !ends.isEmpty, Bool.random(using: &generator) {
            let end = ends[Int.random(in: 0..<ends.count, using: &generator)]
            interval = end - now - [0, 1, 59, 60, 61][Int.random(in: 0..<5, using: &generator)]
        }
        await advance(by: interval)
    }

    /// Lets time pass, and the coordinator look at it.
    private mutating func advance(by interval: Int64) async {
        service.home.advance(interval)
        await service.server.members.sweep()
        for index in rounds.indices where !rounds[index].isDecided {
            if now >= rounds[index].stage.matchedAt + 24 * 3600 { rounds[index].reachDeadline() }
        }
        steps.append("\(interval) seconds pass")
    }

    mutating func keep(_ plan: (round: Int, id: Handle, messages: [PlannedMessage])) {
        plans = Array((plans + [plan]).suffix(3))
    }

    mutating func draw(_ range: Range<Int>) -> Int { Int.random(in: range, using: &generator) }
}
