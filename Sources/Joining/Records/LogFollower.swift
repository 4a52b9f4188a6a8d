// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Agreements
import Columns
import Consent
package import CoordinatorClient
package import Home
import Messages
package import Signing
import Vocabulary

/// Fetches what the coordinator's log of an agreement gained, verifies it, and stores it with its new end.
package struct LogFollower: Sendable {
    let home: Home
    let client: CoordinatorClient
    let agreement: Agreement
    let retries: Retries
    let now: @Sendable () -> Timestamp

    /// Follows an agreement's log once, without patience for a coordinator that cannot be reached.
    ///
    /// - Parameter now: the clock on the wall.
    package static func follow(
        _ agreement: Agreement, of home: Home, through client: CoordinatorClient,
        now: @escaping @Sendable () -> Timestamp
    ) async throws {
        let retries = Retries(policy: RetryPolicy(longest: .seconds(1), patience: .zero)) { _ in }
        try await LogFollower(home: home, client: client, agreement: agreement, retries: retries, now: now).run()
    }

    /// Follows the log to its present end.
    ///
    /// - Throws: `JoinError.badLog` where an entry is not signed by the coordinator, does not follow the one before, or says
    ///   what this home knows not to be so.
    func run() async throws {
        var chain = LogChain(of: agreement.id)
        if let known = try home.logHead(of: agreement.id) {
            chain = LogChain(of: agreement.id, sequence: known.sequence, hash: known.hash)
        }
        var check = LogCheck(home: home, agreement: agreement.id, latest: nil)
        // From the last verified entry on: without it, a log that was cut there would only look short.
        var isOverlap = chain.sequence > 0
        while true {
            let after = Int64(isOverlap ? chain.sequence - 1 : chain.sequence)
            var envelopes = try await retries.withRetries { try await client.log(of: agreement.id, after: after) }[...]
            if isOverlap {
                isOverlap = false
                guard let last = envelopes.popFirst(), LogChain.hash(of: last) == chain.hash else {
                    throw JoinError.badLog(
                        agreement: agreement.name, entry: chain.sequence,
                        why: "the entry that was verified here is not there any more")
                }
                let entry = try LogEntry(envelope: last, coordinator: agreement.coordinator.key)
                check = LogCheck(home: home, agreement: agreement.id, latest: entry.at)
                if envelopes.isEmpty { continue }
            }
            guard !envelopes.isEmpty else { return }
            let start = LogHead(sequence: chain.sequence, hash: chain.hash)
            let entries = try verified(envelopes, after: &chain)
            try check.prepare(for: entries)
            let clock = now()
            for entry in entries {
                do { try check.check(entry, at: clock) } catch { throw bad(entry.sequence, "\(error)") }
            }
            do {
                try store(entries, from: start, to: LogHead(sequence: chain.sequence, hash: chain.hash))
            } catch HomeError.otherLogHead {
                // Another process of this home was faster, with what it verified itself.
                guard let known = try home.logHead(of: agreement.id), known.sequence > start.sequence else {
                    throw HomeError.otherLogHead(agreement.id, stored: 0)
                }
                chain = LogChain(of: agreement.id, sequence: known.sequence, hash: known.hash)
                isOverlap = true
            }
        }
    }

    private func bad(_ entry: Int, _ why: String) -> JoinError {
        .badLog(agreement: agreement.name, entry: entry, why: why)
    }

    /// Reads entries, each signed by the coordinator and behind the one before.
    private func verified(_ envelopes: ArraySlice<[UInt8]>, after chain: inout LogChain) throws -> [LogEntry] {
        var entries: [LogEntry] = []
        for envelope in envelopes {
            do {
                let entry = try LogEntry(envelope: envelope, coordinator: agreement.coordinator.key)
                try chain.append(entry)
                entries.append(entry)
            } catch {
                throw bad(chain.sequence + 1, "\(error)")
            }
        }
        return entries
    }

    private func store(_ entries: [LogEntry], from start: LogHead, to end: LogHead) throws {
        var decisions: [StoredDecision] = []
        var ends: [StoredPhaseEnd] = []
        for entry in entries {
            switch entry {
            case .decision(let decision): decisions.append(StoredDecision(decision.body, envelope: entry.envelope))
            case .decided(let decided): ends.append(StoredPhaseEnd(decided.body))
            // Held against the receipt that came with it (LogCheck).
            case .revocation: break
            }
        }
        try home.advanceLog(of: agreement.id, from: start, to: end, storing: decisions, decided: ends)
    }
}

extension StoredDecision {
    fileprivate init(_ decision: Decision, envelope: [UInt8]) {
        let verdict = decision.verdict
        self.init(
            round: decision.reference.round, handle: decision.handle, isAllowed: verdict.isAllowed,
            channels: verdict.channels, reasons: .array(verdict.reasons.map(\.json)), until: verdict.until,
            hours: verdict.hours, sequence: decision.sequence, at: decision.at, envelope: envelope)
    }
}

extension StoredPhaseEnd {
    fileprivate init(_ decided: RoundDecided) {
        self.init(
            round: decided.reference.round, sequence: decided.sequence, at: decided.at, allowed: decided.allowed,
            refused: decided.refused)
    }
}
