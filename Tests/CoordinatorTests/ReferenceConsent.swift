// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Consent
import Foundation
import Signing
import Vocabulary

/// What the specification says of a consent and of the hours of messages, written down a second time.
///
/// It uses nothing of what decides in the coordinator: no decider, no policy pack, no calendar of plans.
enum ReferenceConsent {
    /// The agreement's packs of which the rules are below.
    static let policies = ["us-federal", "ca-casl"]
    static let channels: [Channel] = [.sms, .whatsapp]

    private static let usMethods: Set = ["web-form", "app", "keyword", "double-opt-in", "paper", "email"]
    private static let canadianMethods: Set = [
        "web-form", "app", "keyword", "double-opt-in", "paper", "email", "voice", "purchase", "contract", "inquiry",
        "membership",
    ]
    private static let canadianMonths = ["purchase": 24, "contract": 24, "membership": 24, "inquiry": 6]

    /// From when a record allows nothing any more, where it was decided on at a moment; nil where it never did.
    static func end(of record: ConsentRecord, decidedAt now: Int64) -> Int64? {
        guard Array(record.sender.utf8) == Array("Acme".utf8), record.purpose.term == "marketing",
            record.channels.contains(where: channels.contains), ["given", "renewed"].contains(record.state.rawValue),
            record.givenAt.seconds <= now + 300, record.notice != nil, record.evidence != nil,
            let method = record.method, let code = record.jurisdiction?.code
        else { return nil }
        var end = record.expiresAt?.seconds ?? .max
        switch code.prefix(2) {
        case "US":
            guard usMethods.contains(method) else { return nil }
        case "CA":
            guard canadianMethods.contains(method) else { return nil }
            if let months = canadianMonths[method] { end = min(end, moment(record.givenAt.seconds, after: months)) }
        default: return nil
        }
        return end > now ? end : nil
    }

    /// A moment so many calendar months later, in UTC.
    static func moment(_ seconds: Int64, after months: Int) -> Int64 {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? .gmt
        let date = calendar.date(byAdding: .month, value: months, to: Date(timeIntervalSince1970: Double(seconds)))
        return date.map { Int64($0.timeIntervalSince1970) } ?? seconds
    }

    /// Seconds by which the clocks of zones without summer time are ahead of UTC.
    static let offsets: [String: Int64] = [
        "Etc/UTC": 0, "Asia/Tokyo": 9 * 3600, "America/Phoenix": -7 * 3600, "Asia/Kolkata": 5 * 3600 + 1800,
    ]

    /// Whether there is a minute, in the seven days from now and before an end, in which it is between 8 and 21 o'clock
    /// by the clocks of all zones.
    static func hasTime(in zones: [String]?, from now: Int64, until end: Int64) -> Bool {
        guard let zones, !zones.isEmpty else { return false }
        let ahead = zones.compactMap { offsets[$0] }
        guard ahead.count == zones.count else { return false }
        let last = min(now + 168 * 3600, end)
        var (moment, open) = (now, Int64(0))
        while moment < last {
            let next = min((moment / 60 + 1) * 60, last)
            let isOpen = ahead.allSatisfy { (8 * 3600..<21 * 3600).contains((moment + $0) % 86_400) }
            open = isOpen ? open + next - moment : 0
            if open >= 60 { return true }
            moment = next
        }
        return false
    }
}
