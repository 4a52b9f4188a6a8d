// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Consent
import CoordinatorClient
import Home
import Joining
import Messages
import ScriptedCoordinator
import Signing
import Synchronization
import Testing
import Vocabulary

/// A coordinator that takes pages of records, and has a log, as a test wants it.
final class RecordsScript: Sendable {
    private struct State {
        var told = 0
        var last: Handle?
        var isDecided = false
        var isComplete = false
        var failing: Int?
        var log: [JSONValue] = []
    }

    private let state = Mutex(State())
    let party: PartyID

    init(of party: PartyID) { self.party = party }

    /// The pages that the status says are stored, and the last handle in them.
    func tell(pages: Int, last: Handle?) {
        state.withLock {
            $0.told = pages
            $0.last = last
        }
    }

    /// Says that the round is decided.
    func decide() { state.withLock { $0.isDecided = true } }

    /// Says that it has all of the party's records and that the round is decided.
    func complete() {
        state.withLock {
            $0.isComplete = true
            $0.isDecided = true
        }
    }

    /// The page that breaks the connection, until another is set.
    func fail(at page: Int?) { state.withLock { $0.failing = page } }

    /// The log from entry 1 on.
    func setLog(_ entries: [JSONValue]) { state.withLock { $0.log = entries } }

    func answer(_ seen: SeenRequest) -> ScriptedAnswer {
        state.withLock { state in
            let parts = seen.target.split(separator: "?")
            if seen.method == "PUT", parts[0].contains("/records/") {
                let page = parts[0].split(separator: "/").last.flatMap { Int($0) }
                guard page != state.failing else { return .cut }
                if String(decoding: seen.body, as: UTF8.self).contains(#""last":true"#) { state.isDecided = true }
                return .http("201 Created")
            }
            if parts[0].hasSuffix("/records") {
                let status = RecordsStatus(
                    isDecided: state.isDecided, revision: 1, deadline: 1_790_000_000,
                    senders: [
                        .init(party: party, pages: state.told, isComplete: state.isComplete, lastHandle: state.last)
                    ],
                    tally: nil)
                return .json(status.json)
            }
            if parts[0].hasSuffix("/log"), let after = parts.last?.split(separator: "=").last.flatMap({ Int($0) }) {
                return .json(.array(Array(state.log.dropFirst(after).prefix(1000))))
            }
            return .http("404 Not Found")
        }
    }

    /// The pages among requests, with their bytes.
    static func pages(_ requests: [SeenRequest]) throws -> [(page: RecordPage, bytes: [UInt8])] {
        try requests.filter { $0.method == "PUT" }.map { (try Unverified<RecordPage>(parsing: $0.body).body, $0.body) }
    }
}

extension Bench {
    /// Settles a round with a scripted coordinator, and gives what it was sent.
    @discardableResult
    func settle(
        _ round: HomeRound, _ script: RecordsScript
    ) async throws -> (outcome: SettlementOutcome?, requests: [SeenRequest]) {
        let current = try #require(try home.round(round.id))
        let lock = try home.lock()
        let moment = try Self.time(3600)
        let clock: @Sendable () -> Timestamp = { moment }
        return try await Site().with({ script.answer($0) }) { client, server in
            let settlement = MemberSettlement(
                home: home, client: client, agreement: agreement, round: current, patience: Patience(.zero),
                retries: Retries(policy: RetryPolicy(patience: .zero)) { _ in }, now: clock, report: { _ in })
            do {
                return (try await settlement.run(holding: lock), server.requests)
            } catch {
                throw Interrupted(error: error, requests: server.requests)
            }
        }
    }

    /// A settlement that did not end.
    struct Interrupted: Error {
        let error: any Error
        let requests: [SeenRequest]
    }
}
