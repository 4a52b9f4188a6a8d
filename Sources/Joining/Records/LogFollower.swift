// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Agreements
import Columns
import Consent
package import CoordinatorClient
package import Home
import Messages
import Signing
import Vocabulary

/// Fetches what the coordinator's log of an agreement gained, verifies it, and stores it with its new end.
package struct LogFollower: Sendable {
    let home: Home
    let client: CoordinatorClient
    let agreement: Agreement
    let retries: Retries

    /// Follows an agreement's log once, without patience for a coordinator that cannot be reached.
    package static func follow(
        _ agreement: Agreement, of home: Home, through client: CoordinatorClient
    ) async throws {
        let retries = Retries(policy: RetryPolicy(longest: .seconds(1), patience: .zero)) { _ in }
        try await LogFollower(home: home, client: client, agreement: agreement, retries: retries).run()
    }

    /// Follows the log to its present end.
    ///
    /// - Throws: `JoinError.badLog` where an entry is not signed by the coordinator or does not follow the one before.
    func run() async throws {
        var chain = LogChain(of: agreement.id)
        if let known = try home.logHead(of: agreement.id) {
            chain = LogChain(of: agreement.id, sequence: known.sequence, hash: known.hash)
        }
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
                if envelopes.isEmpty { continue }
            }
            guard !envelopes.isEmpty else { return }
            let start = LogHead(sequence: chain.sequence, hash: chain.hash)
            var decisions: [StoredDecision] = []
            var ends: [StoredPhaseEnd] = []
            for envelope in envelopes {
                let entry: LogEntry
                do {
                    entry = try LogEntry(envelope: envelope, coordinator: agreement.coordinator.key)
                    try chain.append(entry)
                } catch {
                    throw JoinError.badLog(agreement: agreement.name, entry: chain.sequence + 1, why: "\(error)")
                }
                switch entry {
                case .decision(let decision): decisions.append(StoredDecision(decision.body, envelope: envelope))
                case .decided(let decided): ends.append(StoredPhaseEnd(decided.body))
                // The receipt was verified when it came; the log only shows it to everybody who may see the log.
                case .revocation: break
                }
            }
            do {
                try home.advanceLog(
                    of: agreement.id, from: start, to: LogHead(sequence: chain.sequence, hash: chain.hash),
                    storing: decisions, decided: ends)
            } catch HomeError.otherLogHead {
                // Another process of this home was faster, with what it verified itself.
                guard let known = try home.logHead(of: agreement.id), known.sequence > start.sequence else {
                    throw HomeError.otherLogHead(agreement.id, stored: 0)
                }
                chain = LogChain(of: agreement.id, sequence: known.sequence, hash: known.hash)
            }
        }
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
