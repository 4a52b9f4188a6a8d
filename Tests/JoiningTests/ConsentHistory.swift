// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import TestSupport

/// What a person said about one number over time, and what may be sent because of it: written from the specification's
/// words (protocol/v1/consent.md §1, §2 and §8), without any type of the product.
struct ConsentHistory {
    /// One consent.
    struct Statement {
        let isOurs: Bool
        let channels: Set<String>
        let state: String
        let givenAt: Int64
        let expiresAt: Int64?

        var grants: Bool { state == "given" || state == "renewed" }

        func holds(for channel: String, at now: Int64) -> Bool {
            isOurs && grants && channels.contains(channel) && givenAt <= now && (expiresAt.map { $0 > now } ?? true)
        }
    }

    /// On the list of the round.
    var listed: [Statement] = []
    /// Taken into the register, in order.
    var imported: [(at: Int64, statement: Statement)] = []
    var isRevoked = false

    /// False where nothing may be sent, whatever else is true.
    func mayWrite(by channel: String, at now: Int64) -> Bool {
        guard !isRevoked else { return false }
        // Of the rows of a list the most restrictive counts.
        guard listed.allSatisfy({ !$0.isOurs || $0.grants }) else { return false }
        // Somebody must have said yes, to this channel, and the yes must hold now.
        let all = listed + imported.map(\.statement)
        guard all.contains(where: { $0.holds(for: channel, at: now) }) else { return false }
        // Each no that was recorded needs a later yes that was given after it was recorded.
        for (index, entry) in imported.enumerated() where entry.statement.isOurs && !entry.statement.grants {
            let isLifted = imported[(index + 1)...].contains {
                $0.at > entry.at && $0.statement.isOurs && $0.statement.grants && $0.statement.givenAt > entry.at
            }
            if !isLifted { return false }
        }
        return true
    }
}

extension ConsentHistory.Statement {
    private static let states = [
        "withdrawn", "revoked", "refused", "terminated", "invalidated", "expired", "request-deferred", "requested",
        "unknown", "renewed", "given",
    ]
    private static let channelNames = ["sms", "mms", "voice"]

    /// Draws one; most are the agreement's and grant something.
    init(around day: Int64, using generator: inout some RandomNumberGenerator) {
        isOurs = Int.random(in: 0..<8, using: &generator) > 0
        let isGrant = Int.random(in: 0..<4, using: &generator) > 0
        state =
            isGrant
            ? ["given", "given", "renewed"].randomElement(using: &generator) ?? "given"
            : Self.states.randomElement(using: &generator) ?? "given"
        let names = Self.channelNames.filter { _ in Bool.random(using: &generator) }
        channels = Set(names.isEmpty ? ["sms"] : names)
        let earliest: Int64 = Bool.random(using: &generator) ? -8 * 86_400 : -40 * 86_400
        givenAt = day + Int64.random(in: earliest...2 * 86_400, using: &generator)
        expiresAt =
            Bool.random(using: &generator) ? nil : givenAt + Int64.random(in: 1...60 * 86_400, using: &generator)
    }
}
