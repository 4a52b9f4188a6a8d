// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Columns
import Consent
import Coordinator
import Foundation
import Logging
import Messages
import NIOHTTP1
import Segmentation
import Signing
import Testing
import Vocabulary

@Suite("Where members' data goes")
struct MemberPrivacyTests {
    private static let notice = "a notice that one person saw"
    private static let evidence = "the box in the cellar where a proof lies"
    private static let interest = "a taste for slow films"
    private static let method = "paper"

    /// Whether a text is in the database's file or in the log beside it.
    private static func isOnDisk(_ bytes: some Sequence<UInt8>, _ home: TestHome) throws -> Bool {
        try ["", "-wal"].contains { suffix in
            try Data(contentsOf: URL(filePath: home.folder + "/state.sqlite" + suffix)).range(of: Data(bytes)) != nil
        }
    }

    /// A round with all that can follow it, good and refused.
    private static func play(_ stage: MemberStage) async throws -> PlanSummary.Plan {
        try await stage.define(
            [MemberStage.segment("slow", "streamco.interest == '\(interest)'")],
            [MemberStage.context(segment: "slow", text: "Come and see {{streamco.interest}}")])
        let partner = stage.rows[1].indices.map { stage.partnerRecord($0, ["interest": .string(interest)]) }
        let consent = try ConsentRecord.sample(method: method, notice: notice, evidence: evidence)
        // Refused for what it holds, for its order, and for its signature.
        let number = try ConsentRecord.sample(notice: "tel:+12025550123")
        for page in [
            try stage.page([stage.record(0, number)]), try stage.page([stage.record(0, consent)], number: 1),
            try stage.page([stage.record(0, consent)], key: stage.ring.parties[1].key),
        ] {
            #expect(try await stage.send(page).status >= 400)
        }
        try await stage.decide(partner: partner) { _ in consent }
        let plan = try await stage.planned()
        #expect(try await stage.messages(of: plan.id).count == 60)
        for row in [0, 1] {
            _ = try await stage.story(of: row)
            try await stage.revoke(row)
        }
        #expect(try await stage.size("slow") == 50)
        stage.home.advance(-400)
        #expect(try await stage.plan().problem.code == .clockBehind)
        stage.home.advance(400)
        await stage.service.server.members.sweep()
        return plan
    }

    @Test("Neither log nor metrics hold a record's text, an attribute, a handle, a commitment, a digest or a message")
    func log() async throws {
        let lines = RecordingLog.Lines()
        let logger = Logger(label: "test", factory: { _ in RecordingLog(lines) })
        try await MemberStage.run(server: { try $0.server(logger: logger) }) { stage in
            let plan = try await Self.play(stage)
            let said = lines.all.joined(separator: "\n") + "\n" + stage.home.metrics.text
            // What is allowed to be there shows that this is the log.
            #expect(said.contains(stage.round.hex) && said.contains("a member was revoked"))
            #expect(said.contains("the clock is behind the log") && said.contains("symbolon_requests_total"))
            var secrets = [
                Self.notice, Self.evidence, Self.interest, "Come and see", "notice-7", "archive-3", "5550123", "slow",
                "Etc/UTC", plan.id.hex, try stage.record(0).consent?.record.digest.hex ?? "",
            ]
            for list in [0, 1, 2] { secrets += stage.rows[list].map(\.handle.hex) }
            secrets += stage.handles.indices.map { stage.subject($0).hex }
            for secret in secrets { #expect(!said.contains(secret), "\(secret)") }
        }
    }

    @Test("The database never holds a consent record, and nothing of a revoked member's messages")
    func database() async throws {
        try await MemberStage.run { stage in
            _ = try await Self.play(stage)
            for text in [Self.notice, Self.evidence, "tel:+12025550123"] {
                #expect(try !Self.isOnDisk(text.utf8, stage.home), "\(text)")
            }
            // An attribute and a plan's text of the others are there: this is the file that holds them.
            #expect(try Self.isOnDisk(Self.interest.utf8, stage.home))
            let planned = "Come and see \(Self.interest)"
            #expect(try Self.isOnDisk(planned.utf8, stage.home))
            for row in 2..<60 { try await stage.revoke(row) }
            #expect(try !Self.isOnDisk(planned.utf8, stage.home))
        }
    }

    @Test("At the end of retention nothing of attributes and handles of partners is left in the database")
    func retention() async throws {
        try await MemberStage.run { stage in
            _ = try await Self.play(stage)
            let handles = stage.rows[1].map(\.handle) + stage.rows[2].map(\.handle)
            #expect(try Self.isOnDisk(handles[30].bytes, stage.home))
            stage.home.advance(31 * 86_400)
            await stage.service.server.registry.sweep()
            // As in messages and as in attributes; the segment's rule is the brand's own and stays.
            for text in ["Come and see \(Self.interest)", "\"interest\":\"\(Self.interest)\""] {
                #expect(try !Self.isOnDisk(text.utf8, stage.home), "\(text)")
            }
            for handle in handles { #expect(try !Self.isOnDisk(handle.bytes, stage.home)) }
            #expect(try await stage.log().count == 63)
        }
    }
}
