// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Foundation
import Home
import Signing
import Testing
import Vocabulary

@Suite("What is never stored in the clear, and what retention erases")
struct MemberErasureTests {
    private static let marker = Array("only-in-this-envelope".utf8)

    /// A handle whose bytes occur nowhere else.
    private static func handle() throws -> Handle { try #require(Handle(bytes: (0..<16).map { 0xA3 ^ ($0 * 11) })) }

    /// A round with everything that can follow a match.
    private func sample() throws -> (Sample, RoundID) {
        let sample = try Sample()
        let id = try sample.prepareWithSpool(rows: 10)
        try sample.home.markCommitted(id)
        try sample.home.agree(to: Sample.digest(5), of: id, statement: [], foreignRows: 1, limit: 10)
        for (page, bytes) in try Sample.pages([4, 2, 8]).enumerated() {
            try sample.home.storeRows(page: page, bytes, of: id)
        }
        try sample.home.finish(id, manifest: [7], rowCount: 3, at: Sample.time())
        try sample.storeSalts(3, of: id, first: 200)
        try sample.replaceConsents((0..<10).map { Sample.entry($0) })
        try sample.home.markRecordsSent(of: id)
        let made = try Sample.decision(0, of: id, sequence: 1)
        let decision = StoredDecision(
            round: id, handle: made.handle, isAllowed: true, channels: made.channels, reasons: made.reasons,
            until: made.until, hours: made.hours, sequence: 1, at: made.at, envelope: Self.marker)
        let end = StoredPhaseEnd(round: id, sequence: 2, at: try Sample.time(700), allowed: 1, refused: 2)
        try sample.home.advanceLog(
            of: sample.agreement.id, from: Sample.head(0), to: Sample.head(2), storing: [decision], decided: [end])
        try sample.home.recordRevocation(of: Self.handle(), in: id, at: Sample.time(800))
        try sample.home.noteSent(
            [SentRecord(handle: Self.handle(), subject: Sample.digest(40), record: Sample.digest(41))], of: id)
        return (sample, id)
    }

    private static func files(_ home: Home, _ body: (String, Data) throws -> Void) throws {
        for path in try TestFolder.tree(home.path) {
            try body(path, FileManager.default.contents(atPath: "\(home.path)/\(path)") ?? Data())
        }
    }

    @Test("No file holds a number, a consent record or a salt as it is, and the database least of all")
    func sealed() throws {
        let (sample, _) = try sample()
        var databases = 0
        try Self.files(sample.home) { path, data in
            if path.hasPrefix("home.sqlite") { databases += 1 }
            for index in 0..<10 {
                let number = withUnsafeBytes(of: Sample.digits(index).bigEndian) { Data($0) }
                #expect(data.range(of: number.suffix(5)) == nil, "\(path)")
                #expect(data.range(of: Data("\(Sample.digits(index))".utf8)) == nil, "\(path)")
            }
            #expect(data.range(of: Data(Sample.entry(1).payload)) == nil, "\(path)")
            #expect(data.range(of: Data(Sample.row(1).payload)) == nil, "\(path)")
            #expect(data.range(of: Data(repeating: 201, count: 16)) == nil, "\(path)")
        }
        // The journal too.
        #expect(databases >= 2)
    }

    @Test("Retention erases everything that followed the match, and the head of the log stays")
    func retention() throws {
        let (sample, id) = try sample()
        let end: Int64 = 30 * 86400
        #expect(try sample.home.eraseAfterRetention(at: Sample.time(end - 1)).isEmpty)
        #expect(try sample.home.decision(of: Sample.handle(0), in: id) != nil)
        #expect(try Sample.spooled(sample.home, id).count == 10)
        #expect(try sample.home.pendingRevocations().map(\.handle) == [Self.handle()])
        var reader = try sample.home.decisions(of: id)
        #expect(try sample.home.eraseAfterRetention(at: Sample.time(end)) == [id])

        let home = sample.home
        #expect(throws: HomeError.erased(id, what: "the spooled rows")) { try Sample.spooled(home, id) }
        #expect(throws: HomeError.erased(id, what: "the salts")) { try Sample.salts(home, id) }
        #expect(throws: HomeError.erased(id, what: "the salts")) { try sample.storeSalts(3, of: id) }
        #expect(throws: HomeError.erased(id, what: "the decisions")) { _ = try home.decisions(of: id) }
        do {
            _ = try reader.next()
            Issue.record("a reader went on")
        } catch let error as HomeError {
            #expect(error == .erased(id, what: "the decisions"))
        }
        #expect(throws: HomeError.erased(id, what: "the decisions")) {
            try home.decision(of: Sample.handle(0), in: id)
        }
        #expect(throws: HomeError.erased(id, what: "the state of the records")) { try home.memberPhase(of: id) }
        #expect(try home.sentRecords(of: [Self.handle()], in: id).isEmpty)
        #expect(try home.decisionCounts(of: id) == (0, 0))
        #expect(throws: HomeError.erased(id, what: "what follows the match")) { try home.noteSent([], of: id) }
        #expect(throws: HomeError.erased(id, what: "what follows the match")) {
            try home.recordRevocation(of: Sample.handle(0), in: id, at: Sample.time())
        }
        #expect(try home.pendingRevocations().isEmpty)
        #expect(try home.revokedHandles(of: id).isEmpty)
        // The answer to what was sent before may still come.
        try home.markDelivered(Self.handle(), in: id, receipt: [1], sequence: 1)
        #expect(try home.roundsWithMatches(of: Sample.digits(5)).isEmpty)
        #expect(try Sample.names(home, "rounds").isEmpty)
        #expect(try home.logHead(of: sample.agreement.id) == Sample.head(2))
        #expect(try home.latestMoment() == (try Sample.time()))
        #expect(try Sample.consents(of: home).count == 10)
        let handle = Data(try Self.handle().bytes)
        try Self.files(home) { path, data in
            #expect(data.range(of: Data(Self.marker)) == nil, "\(path)")
            #expect(data.range(of: handle) == nil, "\(path)")
        }
    }

    @Test("A process killed between retention's transaction and the erasure leaves it to the next lock")
    func killed() throws {
        let (sample, id) = try sample()
        try FileManager.default.copyItem(
            atPath: "\(sample.home.path)/rounds/\(id.hex)", toPath: sample.folder("kept"))
        #expect(try Sample.names(sample.home, "rounds/\(id.hex)").contains("salts.key"))
        try sample.home.eraseAfterRetention(at: Sample.time(30 * 86400))
        try FileManager.default.moveItem(
            atPath: sample.folder("kept"), toPath: "\(sample.home.path)/rounds/\(id.hex)")
        #expect(throws: HomeError.erased(id, what: "the salts")) { try Sample.salts(sample.home, id) }
        _ = try sample.home.lock()
        #expect(try Sample.names(sample.home, "rounds").isEmpty)
    }
}
