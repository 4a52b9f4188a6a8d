// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Signing
import TestSupport

/// What a person's consent may look like, and what has to come of it as a test's author reads the rules: no code of the
/// product takes part in it.
struct ConsentCase: Sendable {
    let name: String
    /// The rows that the brand's list has of the person; nil for one that says nothing about consent.
    var rows: [ConsentColumns?]
    /// The rows that the brand's own program refuses, by reason; empty where the number is blinded.
    var refused: [String: Int] = [:]
    /// The rows that do not count because another of the person is more restrictive.
    var conflicts = 0
    /// Why the coordinator refuses; empty where it allows.
    var reasons: [String] = []
    /// The channels that are allowed.
    var channels: Set<String> = ["sms"]
    /// When what is allowed ends, in seconds since 1970.
    var end: Int64?

    var isBlinded: Bool { refused.isEmpty }
    var isAllowed: Bool { isBlinded && reasons.isEmpty }

    /// Every case that there is at a moment, made of a good consent: what passes first.
    static func all(at now: Int64, of good: ConsentColumns, digits: UInt64) -> [ConsentCase] {
        allowed(good, now) + refusedLater(good, now) + refusedAtTheSource(good, now) + unreadable(good, digits)
    }

    private static func allowed(_ good: ConsentColumns, _ now: Int64) -> [ConsentCase] {
        [
            ConsentCase(name: "good", rows: [good]),
            ConsentCase(
                name: "renewed", rows: [good.with { ($0.state, $0.channel) = ("Renewed", "sms|whatsapp") }],
                channels: ["sms", "whatsapp"]),
            ConsentCase(
                name: "another channel", rows: [good.with { $0.channel = "voice whatsapp" }], channels: ["whatsapp"]),
            ConsentCase(
                name: "ends tomorrow", rows: [good.with { $0.expiresAt = text(now + 30 * 3600) }], end: now + 30 * 3600),
            ConsentCase(
                name: "inquiry of last month",
                rows: [
                    good.with {
                        ($0.method, $0.jurisdiction, $0.givenAt) = ("inquiry", "CA", text(now - 30 * 86_400))
                    }
                ]),
            ConsentCase(
                name: "opted in elsewhere",
                rows: [
                    good.with {
                        ($0.state, $0.givenAt, $0.jurisdiction) = ("opted_in", "2026-01-01T02:00:00+02:00", "US-CA")
                    }
                ]),
            ConsentCase(name: "said twice, and once nothing", rows: [good, nil, good]),
        ]
    }

    /// What the brand sees no fault in.
    private static func refusedLater(_ good: ConsentColumns, _ now: Int64) -> [ConsentCase] {
        [
            ConsentCase(
                name: "Brazil", rows: [good.with { $0.jurisdiction = "BR" }], reasons: ["jurisdiction-not-covered"]),
            ConsentCase(
                name: "spoken in the United States", rows: [good.with { $0.method = "voice" }],
                reasons: ["method-not-accepted"]),
            ConsentCase(
                name: "inquiry of last year",
                rows: [
                    good.with {
                        ($0.method, $0.jurisdiction, $0.givenAt) = ("inquiry", "CA", text(now - 400 * 86_400))
                    }
                ], reasons: ["expired-by-rule"]),
        ]
    }

    private static func refusedAtTheSource(_ good: ConsentColumns, _ now: Int64) -> [ConsentCase] {
        func one(_ reason: String, _ change: (inout ConsentColumns) -> Void) -> ConsentCase {
            ConsentCase(name: reason, rows: [good.with(change)], refused: ["consent-\(reason)": 1])
        }
        let states = [
            "unsubscribed": "withdrawn", "revoked": "revoked", "Refused": "refused", "terminated": "terminated",
            "invalidated": "invalidated", "EXPIRED": "expired", "request deferred": "request-deferred",
            "requested": "requested", "unknown": "unknown",
        ]
        return [
            ConsentCase(name: "absent", rows: [nil], refused: ["consent-absent": 1]),
            one("other-sender") { $0.sender = "Another Shop" },
            one("other-purpose") { $0.purpose = "service" },
            one("expired") { $0.expiresAt = text(now - 60) },
            one("no-channel") { $0.channel = "voice" },
            one("not-yet") { $0.givenAt = text(now + 2 * 86_400) },
            ConsentCase(
                name: "yes and no", rows: [good, good.with { $0.state = "withdrawn" }],
                refused: ["consent-withdrawn": 1], conflicts: 1),
        ] + states.sorted { $0.key < $1.key }.map { word, state in one(state) { $0.state = word } }
    }

    private static func unreadable(_ good: ConsentColumns, _ digits: UInt64) -> [ConsentCase] {
        func one(_ reason: String, _ change: (inout ConsentColumns) -> Void) -> ConsentCase {
            ConsentCase(name: reason, rows: [good.with(change)], refused: ["consent-\(reason)": 1])
        }
        return [
            one("sender-missing") { $0.sender = "" },
            one("state-unknown") { $0.state = "maybe" },
            one("given-at-malformed") { $0.givenAt = "last summer" },
            one("given-at-without-zone") { $0.givenAt = "2026-01-01T00:00:00" },
            one("channel-malformed") { $0.channel = "fax" },
            one("jurisdiction-malformed") { $0.jurisdiction = "usa" },
            one("evidence-missing") { $0.evidence = "" },
            one("expiry-before-grant") { $0.expiresAt = "2025-12-31T23:59:59Z" },
            one("holds-number") { $0.evidence = "form of \(String(digits).suffix(10))" },
            ConsentCase(
                name: "good and unreadable", rows: [good, good.with { $0.method = "" }],
                refused: ["consent-method-missing": 1, "consent-unknown": 1]),
        ]
    }

    static func text(_ seconds: Int64) -> String { Timestamp(seconds: seconds)?.text ?? "" }
}

extension ConsentColumns {
    /// The same columns with something changed.
    func with(_ change: (inout ConsentColumns) -> Void) -> ConsentColumns {
        var columns = self
        change(&columns)
        return columns
    }
}
