// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Consent
import Coordinator
import Messages
import NIOHTTP1
import Signing
import Testing
import Vocabulary

@Suite("How far the records are")
struct RecordsStatusTests {
    private static func pages(_ status: RecordsStatus) -> [String] {
        status.senders.map { "\($0.party) \($0.pages) \($0.isComplete)" }
    }

    @Test("is told to those who send records; the counts to the brand alone, exact, once all is decided")
    func status() async throws {
        try await MemberStage.run { stage in
            var status = try await stage.status()
            #expect(Self.pages(status) == ["acme 0 false", "streamco 0 false"])
            #expect(status.revision == 0 && status.tally == nil && !status.isDecided)
            #expect(status.deadline == MemberStage.noon + 24 * 3600)
            #expect(try await stage.send(stage.page(stage.records(of: 0..<30), isLast: false)).status == 201)
            status = try await stage.status(1)
            #expect(Self.pages(status) == ["acme 1 false", "streamco 0 false"] && status.revision == 1)
            let refused = try (30..<47).map { try stage.record($0, .sample(state: .withdrawn)) }
            #expect(try await stage.send(stage.page(refused, number: 1)).status == 201)
            status = try await stage.status()
            #expect(Self.pages(status) == ["acme 2 true", "streamco 0 false"] && status.tally == nil)
            try await stage.sendPartner()
            status = try await stage.status()
            #expect(Self.pages(status) == ["acme 2 true", "streamco 1 true"])
            #expect(status.isDecided && status.revision == 4)
            #expect(status.tally == RecordsStatus.Tally(allowed: 30, refused: 30))
            status = try await stage.status(1)
            #expect(status.isDecided && status.tally == nil)
            #expect(try await stage.hub.get("\(stage.ring.path)/records").problem.code == .notEntitled)
        }
    }

    @Test("comes to those who wait with the next page, and at once when the round is decided")
    func waiting() async throws {
        try await MemberStage.run { stage in
            async let first = stage.status(since: 0, wait: 30)
            #expect(try await stage.send(stage.page(stage.records(of: 0..<30), isLast: false)).status == 201)
            #expect(try await first.revision == 1)
            async let second = stage.status(1, since: 1, wait: 30)
            #expect(try await stage.send(stage.page(stage.records(of: 30..<60), number: 1)).status == 201)
            #expect(try await second.revision == 2)
            async let third = stage.status(since: 2, wait: 30)
            try await stage.sendPartner()
            #expect(try await third.revision >= 3)
            let end = try await stage.status(since: 4, wait: 30)
            #expect(end.isDecided && end.revision == 4)
        }
    }

    @Test("comes as it is when the time is over, and when the coordinator stops")
    func timeOut() async throws {
        try await MemberStage.run(server: { try $0.server(sleep: { _ in }) }) { stage in
            let status = try await stage.status(since: 0, wait: 30)
            #expect(status.revision == 0)
        }
        try await MemberStage.run { stage in
            async let waited = stage.status(since: 0, wait: 30)
            await stage.service.server.members.stop()
            let status = try await waited
            #expect(status.revision == 0)
        }
    }
}
