// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing
package import Vocabulary

/// What the coordinator decides about one record, without its place in round and log (protocol/v1/consent.md §5).
package struct Verdict: Hashable, Sendable {
    package enum Outcome: String, CaseIterable, Sendable {
        case allowed
        case refused
    }

    package let outcome: Outcome
    /// The agreement's channels that may be used, in the order of `Channel.allCases`; empty when refused.
    package let channels: [Channel]
    /// All reasons in the order of `DecisionCode.allCases`; empty when allowed.
    package let reasons: [DecisionReason]
    /// The packs that cover the record's jurisdiction, in the agreement's order.
    package let policies: [PolicyReference]
    /// The moment from which it no longer allows anything; nil where there is no end, and when refused.
    package let until: Timestamp?
    /// The local hours in which messages may arrive; nil when refused.
    package let hours: LocalHours?

    /// Joins the parts; `Decision` reads them back strictly before anything is signed.
    package init(
        outcome: Outcome, channels: [Channel], reasons: [DecisionReason], policies: [PolicyReference],
        until: Timestamp?, hours: LocalHours?
    ) {
        self.outcome = outcome
        self.channels = channels
        self.reasons = reasons
        self.policies = policies
        self.until = until
        self.hours = hours
    }

    /// True where the member may be written to.
    package var isAllowed: Bool { outcome == .allowed }

    /// Reads the six fields and refuses combinations that no decision has.
    init(reading reader: inout ObjectReader) throws {
        outcome = try reader.choice("outcome")
        channels = try reader.orderedChannels("channels", count: 0...Channel.allCases.count)
        reasons = try reader.objects("reasons", count: 0...Self.maximumReasons) { try DecisionReason(reading: &$0) }
        policies = try reader.objects("policies", count: 0...16) { try PolicyReference(reading: &$0) }
        until = reader.has("until") ? try reader.timestamp("until") : nil
        hours = reader.has("hours") ? try reader.object("hours") { try LocalHours(reading: &$0) } : nil
        let ranks = reasons.compactMap { DecisionCode.allCases.firstIndex(of: $0.code) }
        guard ranks == ranks.sorted(), Set(reasons).count == reasons.count else {
            throw reader.error("reasons", "expected different reasons in the order of the specification")
        }
        guard Set(policies.map(\.name)).count == policies.count else {
            throw reader.error("policies", "expected different policy packs")
        }
        switch outcome {
        case .allowed:
            guard !channels.isEmpty else { throw reader.error("channels", "expected a channel where it is allowed") }
            guard reasons.isEmpty else { throw reader.error("reasons", "expected none where it is allowed") }
            guard hours != nil else { throw reader.error("hours", "missing") }
        case .refused:
            guard channels.isEmpty else { throw reader.error("channels", "expected none where it is refused") }
            guard !reasons.isEmpty else { throw reader.error("reasons", "expected a reason where it is refused") }
            guard until == nil else { throw reader.error("until", "expected none where it is refused") }
            guard hours == nil else { throw reader.error("hours", "expected none where it is refused") }
        }
    }

    /// More than the rules of all packs of an agreement can give.
    private static let maximumReasons = 4096

    /// The six fields of a decision.
    var fields: [String: JSONValue] {
        var fields: [String: JSONValue] = [
            "outcome": .string(outcome.rawValue), "channels": .array(channels.map { .string($0.rawValue) }),
            "reasons": .array(reasons.map(\.json)), "policies": .array(policies.map(\.json)),
        ]
        fields["until"] = until.map { .string($0.text) }
        fields["hours"] = hours.map { .object($0.fields) }
        return fields
    }
}
