// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Consent
import Signing
import TestSupport
import Testing
import Vocabulary

/// What the parties say about a person in one round, drawn so that most is in order and everything can be wrong.
struct RandomPerson {
    /// Nil where the brand sends no record.
    let consent: ConsentRecord?
    let country: String
    /// Nil where the brand does not tell.
    let zones: [String]?
    /// Nil where the partner does not tell.
    let interest: String?

    /// - Parameters:
    ///   - strictness: how many of a hundred fields are wrong.
    ///   - now: seconds from noon.
    init(strictness: Int, now: Int64, using generator: inout SeededGenerator) throws {
        func isWrong(_ factor: Int = 1) -> Bool { Int.random(in: 0..<100, using: &generator) < strictness * factor }
        func pick<Value>(_ values: [Value]) -> Value { values[Int.random(in: 0..<values.count, using: &generator)] }
        country = pick(["US", "GB"])
        zones = pick([
            ["Etc/UTC"], ["Etc/UTC"], ["Asia/Tokyo"], ["America/Phoenix"], ["Asia/Kolkata"],
            ["America/Phoenix", "Asia/Tokyo"], isWrong(5) ? ["Mars/Base"] : ["Etc/UTC"], isWrong(5) ? [] : ["Etc/UTC"],
            isWrong(5) ? nil : ["Etc/UTC"],
        ])
        interest = pick(["film", "film", "film", "theatre", nil])
        guard !isWrong() else {
            consent = nil
            return
        }
        let day: Int64 = 86_400
        var method: String? = pick([
            "web-form", "app", "keyword", "paper", "inquiry", "membership", "purchase", "voice",
        ])
        var jurisdiction: String? = pick(["US", "US", "US-CA", "CA", "CA-ON"])
        if jurisdiction?.hasPrefix("US") == true, !isWrong(3) { method = pick(["web-form", "double-opt-in", "email"]) }
        var givenAt = now - Int64.random(in: 0...700 * day, using: &generator)
        if method == "inquiry", !isWrong(3) {
            // Six months end within the next days.
            let recent = MemberStage.noon + now + Int64.random(in: -day...4 * day, using: &generator)
            givenAt = ReferenceConsent.moment(recent, after: -6) - MemberStage.noon
        }
        if isWrong() { givenAt = now + Int64.random(in: 1...1200, using: &generator) }
        var expiresAt: Int64?
        switch Int.random(in: 0..<10, using: &generator) {
        case 0..<4: expiresAt = now + Int64.random(in: 60...5 * day, using: &generator)
        case 4 where isWrong(5): expiresAt = now - Int64.random(in: 0...day, using: &generator)
        default: expiresAt = nil
        }
        if let end = expiresAt, end <= givenAt { expiresAt = givenAt + 1 }
        if isWrong() { method = nil }
        if isWrong() { jurisdiction = pick([nil, "GB", "JP", "EU"]) }
        let usual: [[Channel]] = [[.sms], [.sms, .whatsapp], [.sms, .mms], [.whatsapp]]
        let channels = isWrong() ? [.mms, .voice] : pick(usual)
        consent = try .sample(
            sender: isWrong() ? pick(["ACME", "Acme Inc", "acme"]) : "Acme",
            purpose: isWrong() ? "service" : "marketing", channels: channels,
            state: isWrong(2) ? pick(ConsentState.allCases) : pick([.given, .given, .renewed]), givenAt: givenAt,
            expiresAt: expiresAt, method: method, notice: isWrong() ? nil : "notice-7", jurisdiction: jurisdiction,
            evidence: isWrong() ? nil : "archive-3")
    }

    /// The brand's attributes.
    var attributes: [String: AttributeValue] {
        var attributes: [String: AttributeValue] = ["number.country": .string(country)]
        attributes["number.timezones"] = zones.map { .strings($0) }
        return attributes
    }
}
