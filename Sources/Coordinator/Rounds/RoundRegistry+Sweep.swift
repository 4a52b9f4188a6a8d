// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Logging
internal import Matching
internal import Messages

extension RoundRegistry {
    /// Rows are looked through for their retention once an hour.
    private static let retentionInterval: Int64 = 3600

    /// Does what time brings: deadlines, interrupted matching, first rounds that could not open before, retention.
    ///
    /// A fault of one round is logged and keeps no other from its turn.
    package func sweep() async {
        for host in Array(open.values) {
            do {
                if try await host.current().state.isFinal { retire(host) }
            } catch {
                dependencies.logger.error(
                    "a round could not be swept", metadata: ["round": "\(host.id)", "error": "\(type(of: error))"])
            }
        }
        dependencies.metrics.setOpenRounds(open.count)
        do {
            let now = dependencies.clock()
            for bundle in try dependencies.agreements.liveAgreements(at: now) {
                try openFirstRound(of: bundle.agreement, at: now)
            }
            if now - Self.retentionInterval >= retentionCheckedAt {
                try eraseRows(at: now)
                retentionCheckedAt = now
            }
        } catch {
            dependencies.logger.error("the sweep failed, trying again later", metadata: ["error": "\(type(of: error))"])
        }
    }

    private func eraseRows(at now: Int64) throws {
        for bundle in try dependencies.agreements.liveAgreements(at: 0) {
            let agreement = bundle.agreement
            let count = try dependencies.rounds.eraseRows(
                endedBefore: now - Int64(agreement.retentionDays) * 86_400, of: agreement.id)
            if count > 0 {
                dependencies.logger.notice(
                    "rows erased at the end of their retention",
                    metadata: ["agreement": "\(agreement.id)", "rounds": "\(count)"])
            }
        }
    }
}
