// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns
import Consent
import Coordinator
import Foundation
import Hummingbird
import Messages
import Segmentation
import Signing
import TestSupport
import Testing
import Vocabulary

/// A coordinator that lies to a real brand's commands after the match.
@Suite(.serialized, .timeLimit(.minutes(5))) struct PlanAttackTests {
    @Test("Of a plan that is none nothing is exported, and of a plan with strangers all but these")
    func plans() async throws {
        try await LineStage.with { stage in
            let matches = try await stage.brand.matches(ofRound: 1)
            let refusedNumber = "+\(LineStage.numbers[99])"
            let text = try #require(matches[refusedNumber]?.handle)
            let refused = try #require(Hexadecimal.decode(text, count: 16).flatMap { Handle(bytes: $0) })
            #expect(matches[refusedNumber]?.decision == "refused")
            let honest = try await stage.pull()
            #expect(honest.exit.code == 0 && honest.rows?.count == 90, "\(honest.error)")
            let key = stage.coordinator.server.dependencies.identity
            for lie in PlanLie.all {
                stage.coordinator.liar.tell { request, _, honest in
                    let answer = try await honest(request)
                    guard request.uri.path.hasSuffix("/messages"), answer.status == .ok else { return answer }
                    let page = try Unverified<MessagePage>(parsing: await answer.bytes()).body
                    let after = request.uri.queryParameters.get("after")
                    let told = try lie.change(page.messages, after, refused)
                    return .made(try page.with(told, signedBy: key).bytes)
                }
                let pulled = try await stage.pull()
                guard let omitted = lie.omitted else {
                    #expect(pulled.exit.code == 1 && pulled.rows == nil, "\(lie.name): \(pulled.report)")
                    #expect(pulled.error.contains(lie.says), "\(lie.name): \(pulled.error)")
                    // What convicts the coordinator stays.
                    let evidence = try #require(pulled.error.firstMatch(of: /kept in ([^;\n]+);/)?.output.1)
                    let kept = try #require(FileManager.default.contents(atPath: String(evidence)))
                    _ = try Unverified<MessagePage>(parsing: kept).verified(by: key.publicIdentity)
                    continue
                }
                #expect(pulled.exit.code == 0, "\(lie.name): \(pulled.error)")
                let left = omitted.values.reduce(0, +)
                #expect(pulled.rows?.count == 90 - left, "\(lie.name)")
                #expect(try report(pulled.report)["omitted"] == counts(omitted), "\(lie.name)")
                #expect(pulled.rows?.contains { $0.hasPrefix(refusedNumber) || $0.contains(text) } == false)
            }
            stage.coordinator.liar.stop()
            #expect(try await stage.pull().rows == honest.rows)
        }
    }

    @Test("A plan or page that is unsigned, of another context, plan or round is refused whole")
    func otherPlan() async throws {
        try await LineStage.with { stage in
            let key = stage.coordinator.server.dependencies.identity
            let stranger = try AgreementFixture.identity(0x77)
            let lies: [(name: String, says: String, plan: @Sendable (PlanSummary) throws -> [UInt8])] = [
                ("another key", "does not verify", { try Signed($0, by: stranger).bytes }),
                (
                    "another text", "another context than",
                    { try Signed($0.with(text: "From {{sender}}!"), by: key).bytes }
                ),
                (
                    "another agreement", "of another agreement, or of a round",
                    {
                        try Signed($0.with(agreement: AgreementID(bytes: $0.round.bytes)), by: key).bytes
                    }
                ),
                ("made before", "is not now", { try Signed($0.with(age: 301), by: key).bytes }),
                ("made later", "is not now", { try Signed($0.with(age: -400), by: key).bytes }),
                (
                    "another round", "of another agreement, or of a round",
                    {
                        try Signed($0.with(round: RoundID(agreement: $0.agreement, number: 9)), by: key).bytes
                    }
                ),
            ]
            for lie in lies {
                stage.coordinator.liar.tell { request, _, honest in
                    let answer = try await honest(request)
                    guard request.uri.path.hasSuffix("/plans") else { return answer }
                    return .made(
                        try lie.plan(Unverified<PlanSummary>(parsing: await answer.bytes()).body), status: .created)
                }
                let pulled = try await stage.pull()
                #expect(pulled.exit.code == 1 && pulled.rows == nil, "\(lie.name): \(pulled.report)")
                #expect(pulled.error.contains(lie.says), "\(lie.name): \(pulled.error)")
            }
            for isOurs in [true, false] {
                stage.coordinator.liar.tell { request, _, honest in
                    let answer = try await honest(request)
                    guard request.uri.path.hasSuffix("/messages"), answer.status == .ok else { return answer }
                    let page = try Unverified<MessagePage>(parsing: await answer.bytes()).body
                    let other = MessagePage(
                        agreement: page.agreement, round: page.round,
                        plan: isOurs ? try #require(Handle(bytes: [UInt8](repeating: 1, count: 16))) : page.plan,
                        after: page.after, messages: page.messages)
                    return .made(try Signed(other, by: isOurs ? key : stranger).bytes)
                }
                let pulled = try await stage.pull()
                #expect(pulled.exit.code == 1 && pulled.rows == nil)
                #expect(pulled.error.contains(isOurs ? "of another plan" : "does not verify"), "\(pulled.error)")
            }
        }
    }

    @Test("A plan of an older round is refused once a newer one is decided, however it is signed")
    func olderRound() async throws {
        try await LineStage.with { stage in
            let key = stage.coordinator.server.dependencies.identity
            try await stage.playAgain()
            #expect(try await stage.pull().exit.code == 0)
            stage.coordinator.liar.tell { request, _, honest in
                let answer = try await honest(request)
                guard request.uri.path.hasSuffix("/plans") else { return answer }
                let plan = try Unverified<PlanSummary>(parsing: await answer.bytes()).body
                let older = plan.with(round: RoundID(agreement: plan.agreement, number: 1))
                return .made(try Signed(older, by: key).bytes, status: .created)
            }
            let pulled = try await stage.pull()
            #expect(pulled.exit.code == 1 && pulled.rows == nil)
            #expect(pulled.error.contains("is of round 1, and a newer one is decided"), "\(pulled.error)")
        }
    }

    @Test("A number whose revocation the coordinator does not take is in no export, whatever it plans")
    func refusedRevocation() async throws {
        try await LineStage.with { stage in
            let number = "+\(LineStage.numbers[3])"
            let handle = try #require(await stage.brand.matches(ofRound: 1)[number]?.handle)
            stage.coordinator.liar.tell { request, _, honest in
                guard request.uri.path.contains("/revocations/") else { return try await honest(request) }
                let problem = Problem(.internal, "The coordinator failed at this request.")
                return .made(problem.json.canonicalBytes, status: .internalServerError, type: MediaType.problem)
            }
            let revoking = try await stage.brand.end(of: ["consents", "revoke", number, "--format", "json"])
            #expect(revoking.exit.code == 69, "\(revoking.error)")
            #expect(try report(revoking.output).number("pending") == 1)
            let pulled = try await stage.pull()
            #expect(pulled.exit.code == 0 && pulled.rows?.count == 89, "\(pulled.error)")
            #expect(pulled.rows?.contains { $0.contains(handle) || $0.hasPrefix(number) } == false)
            #expect(try report(pulled.report)["omitted"] == counts(["revoked": 1]))
            // One that answers with a receipt for something else is no better.
            let other = stage.coordinator.server.dependencies.identity
            stage.coordinator.liar.tell { request, _, honest in
                guard request.uri.path.contains("/revocations/") else { return try await honest(request) }
                return .made(try Self.forgedReceipt(of: request, by: other))
            }
            let again = try await stage.brand.end(of: ["consents", "revoke", "--pending", "--format", "json"])
            #expect(again.exit.code == 69, "\(again.error)")
            #expect(try report(again.output).number("delivered") == 0 && report(again.output).number("pending") == 1)
            stage.coordinator.liar.stop()
            let delivered = try await stage.brand.document(["consents", "revoke", "--pending"])
            #expect(try delivered.number("delivered") == 1 && delivered.number("pending") == 0)
            #expect(try report(await stage.pull().report)["omitted"] == .object([:]))
        }
    }

    @Test("A receipt that is not the log's entry is noticed at the next look at the log, and nothing is exported")
    func receiptNotInLog() async throws {
        try await LineStage.with { stage in
            let key = stage.coordinator.server.dependencies.identity
            stage.coordinator.liar.tell { request, _, honest in
                guard request.uri.path.contains("/revocations/") else { return try await honest(request) }
                let buffer = try await request.body.collect(upTo: 1 << 20)
                let revocation = try Unverified<Revocation>(parsing: Array(buffer.readableBytesView)).body
                let receipt = RevocationReceipt(
                    reference: revocation.reference, transcript: revocation.transcript, handle: revocation.handle,
                    revocation: Digest(sha256: Array(buffer.readableBytesView)), at: revocation.at, sequence: 102,
                    previous: Digest(sha256: [3]))
                return .made(try Signed(receipt, by: key).bytes)
            }
            let first = try await stage.brand.end(of: ["consents", "revoke", "+\(LineStage.numbers[3])"])
            #expect(first.exit.code == 0, "\(first.error)")
            stage.coordinator.liar.stop()
            // The next one that is honest takes the place in the log that the liar promised.
            let second = try await stage.brand.end(of: ["consents", "revoke", "+\(LineStage.numbers[4])"])
            #expect(second.exit.code == 0, "\(second.error)")
            let pulled = try await stage.pull()
            #expect(pulled.exit.code == 1 && pulled.rows == nil, "\(pulled.report)")
            #expect(
                pulled.error.contains("does not hold at entry 102: entry: it is not the receipt"), "\(pulled.error)")
        }
    }

    @Test("A log that was cut ends a pull with exit code 1 and without a file; a story of another row is not shown")
    func logAndStory() async throws {
        try await LineStage.with { stage in
            let matches = try await stage.brand.matches(ofRound: 1)
            stage.coordinator.liar.tell { request, _, honest in
                request.uri.path.hasSuffix("/log") ? .made(Array("[]".utf8)) : try await honest(request)
            }
            let pulled = try await stage.pull()
            #expect(pulled.exit.code == 1 && pulled.rows == nil)
            #expect(pulled.error.contains("does not hold at entry 101"), "\(pulled.error)")
            let (first, second) = ("+\(LineStage.numbers[0])", "+\(LineStage.numbers[1])")
            let (own, foreign) = (matches[first]?.handle ?? "", matches[second]?.handle ?? "")
            let handle = try #require(Hexadecimal.decode(foreign, count: 16).flatMap { Handle(bytes: $0) })
            stage.coordinator.liar.tell { request, _, honest in
                let answer = try await honest(request)
                guard request.uri.path.hasSuffix(own) else { return answer }
                let story = try MemberStory(json: JSONValue(parsing: await answer.bytes()))
                let other = MemberStory(
                    handle: handle, decision: story.decision, revocation: nil, segments: story.segments, plans: [])
                return .made(other.json.canonicalBytes)
            }
            let shown = try await stage.brand.end(of: ["consents", "show", first, "--format", "json"])
            #expect(shown.exit.code == 0 && shown.error.contains("another row"), "\(shown.error)")
            #expect(!shown.output.contains(foreign) && shown.output.contains("\"segments\":null"))
            #expect(try await stage.brand.matches(ofRound: 1).values.map(\.handle).count == matches.count)
        }
    }

    /// A receipt with the coordinator's signature for a revocation that nobody sent.
    private static func forgedReceipt(of request: Request, by key: IdentityKey) throws -> [UInt8] {
        let parts = request.uri.path.split(separator: "/")
        guard let handle = Hexadecimal.decode(String(parts.last ?? ""), count: 16).flatMap({ Handle(bytes: $0) }),
            let bytes = Hexadecimal.decode(String(parts[2]), count: 32), let round = RoundID(bytes: bytes),
            let agreement = AgreementID(bytes: bytes), let now = Timestamp(seconds: Cast.start)
        else { throw PlanLie.NoHandle() }
        return try Signed(
            RevocationReceipt(
                reference: RoundReference(agreement: agreement, round: round), transcript: Digest(sha256: [1]),
                handle: handle, revocation: Digest(sha256: [2]), at: now, sequence: 1, previous: Digest(sha256: [3])),
            by: key
        ).bytes
    }

    private func report(_ text: String) throws -> [String: JSONValue] {
        guard case .object(let members) = try JSONValue(parsing: Array(text.utf8)) else {
            throw ProcessError.garbled("no report: \(text)")
        }
        return members
    }

    private func counts(_ counts: [String: Int]) -> JSONValue { .object(counts.mapValues { .integer(Int64($0)) }) }
}

extension MessagePage {
    /// The page with other messages, under a key.
    fileprivate func with(_ messages: [PlannedMessage], signedBy key: IdentityKey) throws -> Signed<MessagePage> {
        try Signed(
            MessagePage(agreement: agreement, round: round, plan: plan, after: after, messages: messages), by: key)
    }
}

extension PlanSummary {
    fileprivate func with(
        agreement: AgreementID? = nil, round: RoundID? = nil, text: String? = nil, age: Int64 = 0
    ) -> PlanSummary {
        let context = ContextDefinition(
            name: context.name, segment: context.segment, channel: context.channel, days: context.days,
            from: context.from, until: context.until, weather: context.weather, horizonHours: context.horizonHours,
            text: text ?? context.text)
        return PlanSummary(
            agreement: agreement ?? self.agreement, round: round ?? self.round, context: context,
            madeAt: Timestamp(seconds: madeAt.seconds - age) ?? madeAt,
            plan: plan)
    }
}
