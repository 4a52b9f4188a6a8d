// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Foundation
import GRDB
import Matching
import Messages
import Segmentation
import Signing
import Storage
import TestSupport
import Testing
import Vocabulary

@Suite("Stored segments, contexts and plans")
struct StoredSegmentsTests {
    private let folder: TemporaryFolder
    private let stage: MemberDriver
    private var segments: StoredSegments { stage.segments }

    init() throws {
        folder = try TemporaryFolder()
        stage = try MemberDriver(path: folder.path("state.sqlite"))
        try stage.members.append(stage.decisions(on: Array(0..<60)))
        try stage.members.append(stage.end())
    }

    private static func segment(_ name: String, _ when: String = "true") -> SegmentDefinition {
        SegmentDefinition(name: name, description: name == "all" ? "Everybody" : nil, when: when)
    }

    private static let context = ContextDefinition(
        name: "evening", segment: "all", channel: .sms, days: [.fri], from: 1020, until: 1440,
        weather: .init(place: "london", when: "weather.rain > 0.5"), horizonHours: 24, text: "Hello")

    @Test("are replaced whole, and every statement that did it is kept")
    func definitions() throws {
        let id = stage.agreement
        try segments.replace([Self.segment("films"), Self.segment("all")], of: id, by: [1, 2], at: 10)
        try segments.replace([Self.context], of: id, by: [3], at: 11)
        #expect(try segments.segments(of: id) == [Self.segment("all"), Self.segment("films")])
        #expect(try segments.contexts(of: id) == [Self.context])
        try segments.replace([Self.segment("films", "false"), Self.segment("more")], of: id, by: [4], at: 12)
        #expect(try segments.segments(of: id) == [Self.segment("films", "false"), Self.segment("more")])
        #expect(try segments.contexts(of: id) == [Self.context])
        try segments.replace([] as [ContextDefinition], of: id, by: [5], at: 13)
        #expect(try segments.contexts(of: id).isEmpty && segments.segments(of: id).count == 2)
        let kept = try #require(try stage.dump()["definition_statement"])
        #expect(kept.map { $0["envelope"] as Data } == [Data([1, 2]), Data([3]), Data([4]), Data([5])])
        #expect(kept.map { $0["at"] as Int64 } == [10, 11, 12, 13])
    }

    @Test("are not replaced by the same ones, in whatever order, and no statement is kept for it")
    func sameDefinitions() throws {
        let id = stage.agreement
        #expect(try segments.replace([Self.segment("films"), Self.segment("all")], of: id, by: [1], at: 10))
        #expect(try segments.replace([Self.context], of: id, by: [2], at: 11))
        let before = try stage.dump()
        #expect(try !segments.replace([Self.segment("all"), Self.segment("films")], of: id, by: [3], at: 12))
        #expect(try !segments.replace([Self.context], of: id, by: [4], at: 13))
        #expect(try stage.dump() == before)
        #expect(try segments.replace([Self.segment("all")], of: id, by: [5], at: 14))
        #expect(try stage.dump()["definition_statement"]?.count == 3)
    }

    @Test("of a context that is removed take its plans with them, here and in the files")
    func removedContext() throws {
        let other = ContextDefinition(name: "other", segment: "all", channel: .sms, text: "Hello")
        try segments.replace([Self.context, other], of: stage.agreement, by: [1], at: 10)
        let messages = try (0..<60).map { try stage.message($0) }
        #expect(try segments.save(stage.plan(1), messages: messages, atLeast: 50) == 60)
        let kept = try (0..<60).map { try stage.message($0, text: "another text") }
        #expect(try segments.save(stage.plan(2, context: "other"), messages: kept, atLeast: 50) == 60)
        #expect(try stage.isOnDisk(MemberDriver.text(30)))
        try segments.replace([other], of: stage.agreement, by: [2], at: 11)
        #expect(try segments.plan(stage.plan(1).id) == nil && stage.messages(of: 1).isEmpty)
        #expect(try stage.messages(of: 2) == kept)
        #expect(try !stage.isOnDisk(MemberDriver.text(30)))
    }

    @Test("belong to their agreement alone")
    func separate() throws {
        let other = try RoundDriver(stage.driver.database, fixture: RoundDriver.fixture(name: "other"))
        try segments.replace([Self.segment("all")], of: stage.agreement, by: [1], at: 10)
        try segments.replace([Self.segment("films")], of: other.agreement.id, by: [2], at: 10)
        #expect(try segments.segments(of: stage.agreement) == [Self.segment("all")])
        #expect(try segments.segments(of: other.agreement.id) == [Self.segment("films")])
        let unknown = try RoundDriver.fixture(name: "unknown").agreement.id
        #expect(
            try ProblemCode.of { try segments.replace([Self.segment("all")], of: unknown, by: [1], at: 1) } == .notFound
        )
    }

    @Test("stay as they were where one of a replacement cannot be stored")
    func atomicReplacement() throws {
        try segments.replace([Self.segment("all")], of: stage.agreement, by: [1], at: 10)
        let before = try stage.dump()
        let twice = [Self.segment("films"), Self.segment("films", "false")]
        #expect(throws: StorageError.self) { try segments.replace(twice, of: stage.agreement, by: [2], at: 11) }
        #expect(try stage.dump() == before)
    }

    @Test("keep a plan with its messages, in handle order and in pages")
    func messages() throws {
        let plan = try stage.plan(1)
        let messages = try (0..<60).map { try stage.message($0) }
        #expect(try segments.save(plan, messages: messages.reversed(), atLeast: 50) == 60)
        #expect(try segments.plan(plan.id) == plan)
        #expect(try segments.plan(stage.plan(2).id) == nil)
        let now = try #require(Timestamp(seconds: RoundDriver.start))
        func page(after row: Int?, limit: Int) throws -> [PlannedMessage] {
            try segments.messages(of: plan.id, after: row.map { stage.handles[$0] }, endingAfter: now, limit: limit)
        }
        #expect(try page(after: nil, limit: 1000) == messages)
        #expect(try page(after: nil, limit: 25) == Array(messages[..<25]))
        #expect(try page(after: 24, limit: 25) == Array(messages[25..<50]))
        #expect(try page(after: 49, limit: 25) == Array(messages[50...]))
        #expect(try page(after: 59, limit: 25).isEmpty)
        let found = try segments.messages(for: stage.handles[3], in: stage.round)
        #expect(found.map(\.plan) == [plan] && found.map(\.message) == [messages[3]])
    }

    @Test("tell no message whose time is over", arguments: [0, 1, 2])
    func ended(offset: Int64) throws {
        let end = RoundDriver.start + 100
        let messages = try (0..<60).map { try stage.message($0, notAfter: end + ($0 == 7 ? 0 : 500)) }
        #expect(try segments.save(stage.plan(1), messages: messages, atLeast: 50) == 60)
        let told = try segments.messages(
            of: stage.plan(1).id, after: nil, endingAfter: #require(Timestamp(seconds: end - 1 + offset)), limit: 100)
        // `notAfter` is the first moment at which the message may no longer arrive.
        #expect(told.contains { $0.handle == stage.handles[7] } == (offset == 0))
        #expect(told.count == (offset == 0 ? 60 : 59))
    }

    @Test("leave those out of a plan who are no members any more, and withhold it where too few are left")
    func revokedMeanwhile() throws {
        let messages = try (0..<52).map { try stage.message($0) }
        for row in [0, 1] { try stage.members.append(stage.revocation(of: row)) }
        #expect(try segments.save(stage.plan(1), messages: messages, atLeast: 50) == 50)
        #expect(try stage.messages(of: 1) == Array(messages[2...]))
        try stage.members.append(stage.revocation(of: 2))
        #expect(try segments.save(stage.plan(2), messages: messages, atLeast: 50) == nil)
        #expect(try segments.plan(stage.plan(2).id) == nil)
        #expect(try stage.dump()["plan"]?.count == 1)
        #expect(try stage.messages(of: 1) == Array(messages[3...]))
    }

    @Test("never store a message for somebody who is a member of another round only")
    func otherRound() throws {
        let second = try stage.next()
        #expect(second.handles == stage.handles)
        let messages = try (0..<60).map { try second.message($0) }
        #expect(try segments.save(second.plan(1), messages: messages, atLeast: 1) == nil)
        #expect(try segments.plan(second.plan(1).id) == nil)
    }

    @Test("keep the last eight plans of each context, and nothing of older ones")
    func oldPlans() throws {
        let messages = try (0..<50).map { try stage.message($0) }
        #expect(try segments.save(stage.plan(0xEE, context: "morning"), messages: messages, atLeast: 50) == 50)
        for byte: UInt8 in 1...10 {
            #expect(try segments.save(stage.plan(byte), messages: messages, atLeast: 50) == 50)
        }
        let kept = try ([0xEE] + Array(1...10) as [UInt8]).filter { try segments.plan(stage.plan($0).id) != nil }
        #expect(kept == [0xEE] + Array(3...10))
        #expect(try stage.dump()["plan_message"]?.count == 9 * 50)
        #expect(try segments.messages(for: stage.handles[0], in: stage.round).map(\.plan.id.bytes[0]) == kept)
    }

    @Test("keep no text of an older plan in any file")
    func oldTexts() throws {
        let old = try (0..<50).map { try stage.message($0) }
        #expect(try segments.save(stage.plan(1), messages: old, atLeast: 50) == 50)
        #expect(try stage.isOnDisk(MemberDriver.text(30)))
        let new = try (0..<50).map { try stage.message($0, text: "another text") }
        for byte: UInt8 in 2...9 { #expect(try segments.save(stage.plan(byte), messages: new, atLeast: 50) == 50) }
        #expect(try !stage.isOnDisk(MemberDriver.text(30)))
    }

    @Test("take a plan whole or not at all")
    func atomicPlan() throws {
        let messages = try (0..<60).map { try stage.message($0) }
        let before = try stage.dump()
        #expect(throws: StorageError.self) {
            try segments.save(stage.plan(1), messages: messages + [messages[59]], atLeast: 50)
        }
        #expect(try stage.dump() == before)
    }
}

extension MemberDriver {
    /// All messages of a plan that is named by a byte.
    func messages(of plan: UInt8) throws -> [PlannedMessage] {
        try segments.messages(
            of: self.plan(plan).id, after: nil, endingAfter: #require(Timestamp(seconds: 0)), limit: 1000)
    }
}
