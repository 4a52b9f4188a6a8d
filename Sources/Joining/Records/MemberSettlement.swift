// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Agreements
import Consent
package import CoordinatorClient
package import Home
import Messages
import Secrets
package import Signing
import Vocabulary

/// What follows a match at one party: its records are sent, and the brand learns the decisions (protocol/v1/consent.md).
///
/// Salts are durable before a page is sent, and pages are made of what is stored: a process that was killed sends the same
/// bytes again.
package struct MemberSettlement: Sendable {
    let home: Home
    let client: CoordinatorClient
    let agreement: Agreement
    let round: HomeRound
    let patience: Patience
    let retries: Retries
    let now: @Sendable () -> Timestamp
    let report: @Sendable (JoinEvent) -> Void

    /// - Parameter now: the clock on the wall.
    package init(
        home: Home, client: CoordinatorClient, agreement: Agreement, round: HomeRound, patience: Patience,
        retries: Retries, now: @escaping @Sendable () -> Timestamp, report: @escaping @Sendable (JoinEvent) -> Void
    ) {
        self.home = home
        self.client = client
        self.agreement = agreement
        self.round = round
        self.patience = patience
        self.retries = retries
        self.now = now
        self.report = report
    }

    private var isBrand: Bool { agreement.party(home.party)?.role == .brand }

    /// Sends what is still to be sent, and, at the brand, waits for the decisions; nil for a party that has nothing to say.
    package func run(holding lock: borrowing HomeLock) async throws -> SettlementOutcome? {
        guard agreement.recordSenders.contains(where: { $0.id == home.party }), round.rowCount != nil, !round.isErased
        else { return nil }
        var phase = try home.memberPhase(of: round.id)
        let isLate = try await sendOutstanding(holding: lock)
        if isBrand {
            if phase.end == nil { try await waitForDecisions() }
            try await LogFollower(home: home, client: client, agreement: agreement, retries: retries, now: now).run()
        }
        phase = try home.memberPhase(of: round.id)
        return SettlementOutcome(
            isDecided: phase.end != nil, allowed: phase.end?.allowed, refused: phase.end?.refused,
            reasons: try reasons(), isLate: isLate)
    }

    /// Sends what is still to be sent, and waits for nobody.
    ///
    /// - Returns: whether the round was decided before all was sent.
    @discardableResult
    package func sendOutstanding(holding lock: borrowing HomeLock) async throws -> Bool {
        let phase = try home.memberPhase(of: round.id)
        guard isDue, !phase.isComplete, phase.end == nil else { return false }
        let status = try await ask { try await client.records(of: round.id) }
        let sender = status.sender(home.party)
        if sender?.isComplete == true {
            // A process that was killed after its last page was taken may not have noted it.
            try home.markRecordsSent(of: round.id)
            return false
        }
        guard !status.isDecided else {
            report(
                .notice(
                    "Round \(round.number) was decided without all records of this party: its time was over."))
            return true
        }
        try await send(from: sender?.pages ?? 0, after: sender?.lastHandle, holding: lock)
        return false
    }

    /// Whether this party has records to send for the round.
    private var isDue: Bool {
        agreement.recordSenders.contains { $0.id == home.party } && round.rowCount != nil && !round.isErased
    }

    /// How often each reason was given; a refused row may have several.
    private func reasons() throws -> [String: Int] {
        var reasons: [String: Int] = [:]
        var decisions = try home.decisions(of: round.id)
        while let decision = try decisions.next() {
            guard case .array(let given) = decision.reasons else { continue }
            for case .object(let fields) in given {
                if case .string(let code)? = fields["code"] { reasons[code, default: 0] += 1 }
            }
        }
        return reasons
    }

    private func send(from next: Int, after last: Handle?, holding lock: borrowing HomeLock) async throws {
        let rows = try home.matches(of: round.id)
        if isBrand {
            var pool = try RandomPool()
            try home.storeSalts(for: rows.lazy.map(\.handle), of: round.id, holding: lock) {
                pool.fill($0)
            }
        }
        guard let statement = try home.manifest(of: round.id) else { throw HomeError.wrongStep(round.id, round.step) }
        let manifest = try Unverified<ResultManifest>(parsing: statement).body
        let records = try RecordSource(home: home, agreement: agreement, round: round.id, rows: rows)
        var pages = RecordPager(records: records, salts: isBrand ? try home.salts(of: round.id) : nil)
        let key = try home.identityKey()
        var page = next
        while let content = try pages.next(after: last) {
            let body = RecordPage(
                reference: manifest.reference, from: home.party, transcript: manifest.transcript, page: page,
                isLast: content.isLast, records: content.records)
            let signed = try Signed(body, by: key)
            // The decisions are to be about these, and not about what the coordinator would like to have been sent.
            try home.noteSent(content.records.compactMap(SentRecord.init), of: round.id)
            try await ask { try await client.put(signed) }
            report(.recordsSent(rows: content.end, total: records.count))
            if content.isLast { try home.markRecordsSent(of: round.id) }
            page += 1
        }
    }

    private func waitForDecisions() async throws {
        var revision: Int?
        while true {
            let since = revision
            let status = try await ask {
                try await client.records(of: round.id, since: since, wait: since == nil ? nil : patience.seconds)
            }
            if status.isDecided { return }
            let missing = status.senders.filter { !$0.isComplete }.map(\.party)
            report(.waitingForRecords(of: missing))
            try patience.check(
                waitingFor: missing.isEmpty
                    ? "the decisions" : "the records of \(missing.map(\.name).joined(separator: ", "))")
            if since != nil { try await patience.pause() }
            revision = status.revision
        }
    }

    private func ask<Value: Sendable>(_ request: () async throws -> Value) async throws -> Value {
        try await retries.withRetries(request)
    }
}

extension SentRecord {
    /// What a brand's record says, by its digests; nil for a record of another party.
    fileprivate init?(_ record: MemberRecord) {
        guard let consent = record.consent else { return nil }
        self.init(handle: record.handle, subject: consent.subject, record: consent.record.digest)
    }
}
