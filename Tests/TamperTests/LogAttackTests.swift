// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Consent
import CoordinatorClient
import HTTPTypes
import Home
import Hummingbird
import Joining
import Messages
import Signing
import TestSupport
import Testing
import Vocabulary

/// A coordinator that lies about its log; the victim is the brand with a home of its own.
@Suite struct LogAttackTests {
    /// What a home holds of a log.
    private struct Held: Equatable {
        let head: LogHead?
        let decisions: [StoredDecision]
        let end: StoredPhaseEnd?
        let revoked: Set<Handle>

        init(_ stage: JoinStage) throws {
            let home = stage.homes[0]
            head = try home.logHead(of: stage.agreement.id)
            var reader = try home.decisions(of: stage.round)
            var decisions: [StoredDecision] = []
            while let decision = try reader.next() { decisions.append(decision) }
            self.decisions = decisions
            end = try home.memberPhase(of: stage.round).end
            revoked = try home.revokedHandles(of: stage.round)
        }
    }

    /// Expects that the log is refused, at whichever of the two places notices.
    private func expectBadLog(_ lie: LogLie, _ body: () async throws -> Void) async {
        do {
            try await body()
            Issue.record("\(lie): the log was taken")
        } catch JoinError.badLog(_, _, let why) {
            #expect(!lie.isChained || lie.field.map { why.hasPrefix("\($0): ") } ?? false, "\(why)")
        } catch HomeError.badLog {
            #expect(lie.isChained && lie.field == nil)
        } catch { Issue.record("\(lie): \(error)") }
    }

    @Test(
        "A log that was forged before it was seen is refused whole; the truth is taken afterwards",
        arguments: LogLie.toNewcomers)
    func newcomer(lie: LogLie) async throws {
        try await JoinStage.with { stage in
            lie.tell(by: stage)
            async let other = stage.join(1)
            await expectBadLog(lie) { _ = try await stage.join(0) }
            let held = try Held(stage)
            #expect(held.head == nil && held.decisions.isEmpty && held.end == nil)
            stage.coordinator.liar.stop()
            let outcome = try await stage.join(0)
            #expect(outcome.settlement?.allowed == 60 && outcome.settlement?.refused == 0)
            let after = try Held(stage)
            #expect(after.head?.sequence == 61 && after.decisions.count == 60 && after.end?.allowed == 60)
            #expect(try await other.members == 50)
        }
    }

    @Test(
        "A log that was changed after it was verified is refused, and nothing of it taken",
        arguments: LogLie.toThoseWhoKnow)
    func known(lie: LogLie) async throws {
        try await JoinStage.with { stage in
            _ = try await stage.joinAll()
            let before = try Held(stage)
            #expect(before.head?.sequence == 61 && before.decisions.count == 60)
            lie.tell(by: stage)
            await expectBadLog(lie) {
                try await stage.follow()
            }
            #expect(try Held(stage) == before)
            // The same command that ended well before does not hide it.
            await expectBadLog(lie) { _ = try await stage.join(0) }
            #expect(try Held(stage) == before)
            stage.coordinator.liar.stop()
            try await stage.follow()
            #expect(try Held(stage) == before)
        }
    }

    @Test("A decision that the coordinator adds later for a handle of before is refused")
    func decidedAgain() async throws {
        try await JoinStage.with { stage in
            _ = try await stage.joinAll()
            let before = try Held(stage)
            let decided = try #require(before.decisions.last)
            let first = try LogEntry(
                envelope: decided.envelope, coordinator: stage.fixture.coordinator.publicIdentity)
            let lie = LogLie(name: "a handle decided again", isChained: true) { honest, after, forger in
                guard let last = honest.first else { return [] }
                let next = try forger.signed(
                    first, sequence: after + 2, previous: LogChain.hash(of: last.envelope))
                return [last.envelope, next.envelope]
            }
            lie.tell(by: stage)
            await expectBadLog(lie) {
                try await stage.follow()
            }
            #expect(try Held(stage) == before)
        }
    }

    @Test("More entries than an answer may have are refused before they are looked at")
    func tooMany() async throws {
        try await JoinStage.with { stage in
            _ = try await stage.joinAll()
            let before = try Held(stage)
            let lie = LogLie(name: "1,001 entries") { honest, _, _ in
                Array(repeating: honest.first?.envelope ?? [], count: 1001)
            }
            lie.tell(by: stage)
            await #expect(throws: ClientError.self) {
                try await stage.follow()
            }
            #expect(try Held(stage) == before)
        }
    }

    @Test("A status that says too early that all is decided makes no decision, and costs no more than one join")
    func decidedTooEarly() async throws {
        try await JoinStage.with { stage in
            let brand = stage.id(0)
            stage.coordinator.liar.tell { request, caller, honest in
                let answer = try await honest(request)
                guard caller == brand, request.uri.path.hasSuffix("/records"), answer.status == .ok else {
                    return answer
                }
                let status = try RecordsStatus(json: JSONValue(parsing: await answer.bytes()))
                let told = RecordsStatus(
                    isDecided: true, revision: status.revision + 1, deadline: status.deadline, senders: status.senders,
                    tally: RecordsStatus.Tally(allowed: 60, refused: 0))
                return .made(told.json.canonicalBytes)
            }
            async let other = stage.join(1)
            let outcome = try await stage.join(0)
            #expect(outcome.settlement?.isDecided == false && outcome.settlement?.allowed == nil)
            #expect(try Held(stage).decisions.isEmpty)
            stage.coordinator.liar.stop()
            #expect(try await stage.join(0).settlement?.allowed == 60)
            #expect(try Held(stage).decisions.count == 60)
            #expect(try await other.members == 50)
        }
    }

    @Test("A last page whose answer is lost was sent all the same: nobody is told that it came too late")
    func lostAnswer() async throws {
        try await JoinStage.with { stage in
            let brand = stage.id(0)
            stage.coordinator.liar.tell { request, caller, honest in
                let answer = try await honest(request)
                guard caller == brand, request.method == .put, request.uri.path.contains("/records/") else {
                    return answer
                }
                return .made(Array("<html>".utf8), status: .badRequest, type: "text/html")
            }
            async let other = stage.join(1)
            await #expect(throws: ClientError.self) { try await stage.join(0) }
            stage.coordinator.liar.stop()
            let notices = Notices()
            let outcome = try await stage.join(0, notice: { notices.add($0) })
            #expect(outcome.settlement?.allowed == 60 && outcome.settlement?.isLate == false)
            #expect(notices.all == [])
            #expect(try await other.members == 50)
        }
    }
}
