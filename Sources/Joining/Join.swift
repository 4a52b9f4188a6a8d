// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Agreements
import Columns
package import CoordinatorClient
package import Home
import Messages
package import Signing
import Vocabulary

/// One party through one round, from its list to its result (protocol/v1/matching.md §4).
///
/// Every step is stored in the home before its message is sent, so that the process may be killed anywhere and the same command
/// goes on from what is stored.
package struct Join: Sendable {
    package let home: Home
    package let client: CoordinatorClient
    /// A list, or a blinded file of this home.
    package let intake: ListIntake
    /// What was agreed, with the acceptances the home has.
    package let bundle: SignedAgreement
    /// The most rows of others that this party will ever exponentiate under the agreement, where none is set.
    package let exposureLimit: Int
    let patience: Patience
    let retries: Retries
    let now: @Sendable () -> Timestamp
    let report: @Sendable (JoinEvent) -> Void

    /// - Parameters:
    ///   - wait: how long to wait for others and for the coordinator.
    ///   - now: the clock on the wall.
    ///   - report: gets what a waiting person wants to know.
    package init(
        home: Home, client: CoordinatorClient, intake: ListIntake, bundle: SignedAgreement, wait: Duration,
        now: @escaping @Sendable () -> Timestamp, report: @escaping @Sendable (JoinEvent) -> Void
    ) {
        self.home = home
        self.client = client
        self.intake = intake
        self.bundle = bundle
        let caps = bundle.agreement.parties.reduce(0) { $1.id == home.party ? $0 : $0 + $1.cap }
        exposureLimit = caps * Self.exposureFactor
        patience = Patience(wait)
        retries = Retries(policy: RetryPolicy(longest: .seconds(10), patience: wait)) { report(.obstacle($0)) }
        self.now = now
        self.report = report
    }

    /// The default exposure budget is as many times the other parties' caps.
    package static let exposureFactor = 12

    /// Runs to the end of the newest round.
    package func run(holding lock: borrowing HomeLock) async throws -> JoinOutcome {
        try home.eraseAfterRetention(at: now())
        let agreement = try await completeAgreement()
        try await sendOlderRecords(under: agreement, holding: lock)
        let status = try await newestRound(of: agreement)
        if let local = try home.round(of: agreement.id, number: status.number), local.step == .finished {
            try checkNotOfAnotherRound(local, under: agreement)
            try await deliverRevocations(under: agreement)
            let settlement = try await settle(local, under: agreement, holding: lock)
            return try outcome(of: local, under: agreement, settlement: settlement, isRepeated: true)
        }
        let local = try await prepared(status, under: agreement, holding: lock)
        try await deliverRevocations(under: agreement)
        let commitments = try await agreeOnTranscript(local, status: status, under: agreement)
        try await takePart(in: local, commitments: commitments)
        try await receiveResult(of: local, commitments: commitments)
        guard let finished = try home.round(local.id) else { throw HomeError.noRound(local.id) }
        let settlement = try await settle(finished, under: agreement, holding: lock)
        return try outcome(of: finished, under: agreement, settlement: settlement, isRepeated: false)
    }

    /// Sends what an earlier process left unsent of earlier rounds: their time may not be over.
    private func sendOlderRecords(under agreement: Agreement, holding lock: borrowing HomeLock) async throws {
        for round in try home.rounds(of: agreement.id) where round.step == .finished && !round.isErased {
            do {
                try await settlement(of: round, under: agreement).sendOutstanding(holding: lock)
            } catch let error as ClientError where error.problemCode != nil {
                // An old round's records, whatever is wrong with them, must not keep a new round from beginning.
                report(.notice("Records of round \(round.number) were not taken any more: \(error)"))
            }
        }
    }

    /// Tells the coordinator who took a consent back; what is not delivered stays recorded, and in no export.
    private func deliverRevocations(under agreement: Agreement) async throws {
        guard agreement.brand?.id == home.party else { return }
        var failures: [ClientError] = []
        do {
            failures = try await ConsentRevocation(home: home).deliver(through: client).refusals
        } catch let error as ClientError { failures = [error] }
        for failure in failures {
            report(
                .notice("A revocation is recorded and not delivered: \(failure): symbolon consents revoke --pending"))
        }
    }

    private func settlement(of round: HomeRound, under agreement: Agreement) -> MemberSettlement {
        MemberSettlement(
            home: home, client: client, agreement: agreement, round: round, patience: patience, retries: retries,
            now: now, report: report)
    }

    /// Sends the records of matched rows, and at the brand waits for the decisions.
    private func settle(
        _ round: HomeRound, under agreement: Agreement, holding lock: borrowing HomeLock
    ) async throws -> SettlementOutcome? {
        try await settlement(of: round, under: agreement).run(holding: lock)
    }

    /// Asks until the answer comes or patience ends.
    func ask<Value: Sendable>(_ request: () async throws -> Value) async throws -> Value {
        try await retries.withRetries(request)
    }

    /// What the home knows about a finished round.
    func outcome(
        of round: HomeRound, under agreement: Agreement, settlement: SettlementOutcome?, isRepeated: Bool
    ) throws -> JoinOutcome {
        guard let bytes = try home.manifest(of: round.id) else { throw HomeError.wrongStep(round.id, round.step) }
        let manifest = try Unverified<ResultManifest>(parsing: bytes).body
        let exposure = try home.exposure(of: agreement.id, limit: exposureLimit)
        let traffic = client.traffic
        return JoinOutcome(
            round: round.id, number: round.number, decision: manifest.decision,
            manifestDigest: Columns.Digest(sha256: bytes).hex, members: manifest.members, matchedRows: round.rowCount,
            listRows: round.count, exposure: exposure, sent: traffic.up,
            received: traffic.down, settlement: settlement, isRepeated: isRepeated)
    }
}
