// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Consent
import CoordinatorClient
import Foundation
import Messages
import Signing
import TestSupport
import Testing
import Vocabulary

/// The coordinator's own checks, against a brand that lets everything pass.
@Suite("A coordinator that trusts no brand", .serialized, .timeLimit(.minutes(10)))
struct RefusalTests {
    @Test("Every reason to refuse is found by the coordinator itself, told whole, and shown by the brand's commands")
    func everyReason() async throws {
        let now = Int64(Date().timeIntervalSince1970)
        let plan = LyingBrand.plan(chunkRows: 10)
        try await Deployment.run(plan) { deployment in
            // Long enough that nobody is through before the test has looked, on a machine that is busy.
            let numbers = (0..<FictionalNumbers.count).map(FictionalNumbers.digits)
            let files = try deployment.write([Set(numbers), Set(numbers.suffix(100))], round: 1)
            let cases = try LyingRecord.all(at: now, sender: plan.sender)
            // Whatever a coordinator can be brought to say, but for what no agreement gets that far with.
            let covered = Set(cases.flatMap(\.reasons))
            #expect(Set(DecisionCode.allCases.map(\.rawValue)).subtracting(covered) == ["policy-unknown"])
            var expected: [String: [String]] = [:]
            try await LyingBrand.run(in: deployment, lists: files, partnerChunks: 10) { brand in
                #expect(brand.handles.count == 100)
                var records: [MemberRecord] = []
                for (index, handle) in brand.handles.enumerated() {
                    let lie = index < cases.count ? cases[index] : cases[0]
                    expected[handle.hex] = lie.reasons
                    if lie.isRevokedBefore {
                        let moment = try #require(Timestamp(seconds: now))
                        _ = try await brand.client.put(brand.revocation(of: handle, at: moment))
                    }
                    if let record = lie.record { records.append(brand.record(handle, record)) }
                }
                try await brand.client.put(brand.page(0, isLast: true, records))
                let decisions = try await brand.watch.expectOneDecision(for: Set(brand.handles.map(\.hex)))
                for decision in decisions {
                    #expect(decision.verdict.isAllowed == expected[decision.handle.hex]?.isEmpty)
                    #expect((decision.basis == nil) == decision.verdict.reasons.contains { $0.code == .noRecord })
                }
            }
            // The honest program finds all decided, verifies it and tells it.
            let join = try deployment.parties[0].join(files[0])
            #expect(try await join.waitForExit().code == 0, "\(join.lastWords)")
            let told = try Deployment.document(join.standardOutput)["decisions"]
            let reasons = expected.values.flatMap(\.self)
            let refused = expected.values.count { !$0.isEmpty }
            #expect(
                told
                    == .object([
                        "allowed": .integer(Int64(100 - refused)), "refused": .integer(Int64(refused)),
                        "reasons": .object(
                            reasons.reduce(into: [String: Int64]()) { $0[$1, default: 0] += 1 }
                                .mapValues { .integer($0) }),
                    ]))
            for match in try await deployment.parties[0].matches(ofRound: 1).values {
                #expect(match.reasons == expected[match.handle])
                #expect(match.decision == (match.reasons.isEmpty ? "allowed" : "refused"))
            }
        }
    }

    @Test("An agreement that names a policy pack which the coordinator does not have gets nowhere")
    func unknownPolicy() async throws {
        var plan = LyingBrand.plan(chunkRows: 10)
        plan.policies = ["us-federal", "atlantis"]
        do {
            try await Deployment.run(plan) { _ in Issue.record("it was signed by all") }
        } catch ProcessError.failed(let what, let exit, let said) {
            #expect(what.contains("agreement sign") && exit.code == 65, "\(exit)")
            #expect(said.contains("no pack atlantis") && said.contains("us-federal"), "\(said)")
        }
    }

    @Test("A coordinator that is killed between pages and while it closes goes on, with one decision for each row")
    func killedCoordinator() async throws {
        let now = Int64(Date().timeIntervalSince1970)
        let plan = LyingBrand.plan(chunkRows: 50)
        try await Deployment.run(plan) { deployment in
            let numbers = (0..<FictionalNumbers.count).map(FictionalNumbers.digits)
            let files = try deployment.write([Set(numbers), Set(numbers.suffix(3000))], round: 1)
            let good = try #require(LyingRecord.all(at: now, sender: plan.sender).first?.record)
            try await LyingBrand.run(in: deployment, lists: files, partnerChunks: 60) { brand in
                #expect(brand.handles.count == 3000)
                func page(_ number: Int, _ rows: Range<Int>, isLast: Bool = false) throws -> Signed<RecordPage> {
                    try brand.page(number, isLast: isLast, brand.handles[rows].map { brand.record($0, good) })
                }
                let first = try page(0, 0..<400)
                try await brand.client.put(first)
                try await deployment.coordinator.kill()
                try await deployment.coordinator.restart()
                // What was stored is stored: the same page is the same success.
                try await brand.client.put(first)
                #expect(try await brand.watch.verifiedLog().count == 400)
                // The rest is refused in parts while the coordinator is killed.
                let last = try page(1, 400..<500, isLast: true)
                async let sent: Void? = try? brand.client.put(last)
                _ = try await ProcessRun.poll("the end of the first part") { () -> Bool? in
                    let entries = try await brand.client.log(of: brand.reference.agreement, after: 500)
                    return entries.isEmpty ? nil : true
                }
                try await deployment.coordinator.kill()
                _ = await sent
                try await deployment.coordinator.restart()
                try await brand.watch.wait("the decisions", forRecordsIn: brand.reference.round, until: \.isDecided)
                let decisions = try await brand.watch.expectOneDecision(for: Set(brand.handles.map(\.hex)))
                #expect(Set(decisions.filter(\.verdict.isAllowed).map(\.handle)) == Set(brand.handles[..<500]))
            }
            let join = try deployment.parties[0].join(files[0])
            #expect(try await join.waitForExit().code == 0, "\(join.lastWords)")
            #expect(
                try Deployment.document(join.standardOutput)["decisions"]
                    == .object([
                        "allowed": .integer(500), "refused": .integer(2500),
                        "reasons": .object(["no-record": .integer(2500)]),
                    ]))
        }
    }
}
