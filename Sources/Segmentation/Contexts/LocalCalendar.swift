// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Foundation
package import Vocabulary

/// Local time by the rules of one IANA zone, changes of the clock included.
package struct LocalCalendar: Sendable {
    private static let day: Int64 = 86400

    private let zone: TimeZone

    /// Knows the zones of the IANA database by their names and older names, `America/New_York` or `UTC`.
    ///
    /// Abbreviations, offsets and `Etc/Unknown` name no place's rules and are refused.
    package init?(zone name: String) {
        guard name.contains("/") || name == "UTC", !name.hasPrefix("SystemV/"), let zone = TimeZone(identifier: name)
        else { return nil }
        self.zone = zone
    }

    /// The times of a span at which the local day and time of day are as given.
    ///
    /// Hours that a change of the clock skips are in none of them; those that it repeats are in them twice.
    package func intervals(days: Set<Weekday>, hours: LocalHours, in span: Interval) -> IntervalSet {
        var found: [Interval] = []
        var start = span.start
        while start < span.end {
            let date = Date(timeIntervalSince1970: Double(start))
            let offset = Int64(zone.secondsFromGMT(for: date))
            let change = zone.nextDaylightSavingTimeTransition(after: date)?.timeIntervalSince1970 ?? .infinity
            // A change that is not after its own search would never end.
            let end = change < Double(span.end) ? max(Int64(change), start + 1) : span.end
            found += Self.windows(days, hours, in: Interval(start: start + offset, end: end + offset)).map {
                Interval(start: $0.start - offset, end: $0.end - offset)
            }
            start = end
        }
        return IntervalSet(found)
    }

    /// The same in seconds of local time, where every day has 24 hours.
    private static func windows(_ days: Set<Weekday>, _ hours: LocalHours, in span: Interval) -> [Interval] {
        var found: [Interval] = []
        var day = Int64((Double(span.start) / Double(Self.day)).rounded(.down))
        while day * Self.day < span.end {
            if days.contains(Weekday.of(day: day)) {
                let midnight = day * Self.day
                let window = Interval(
                    start: midnight + Int64(hours.from) * 60, end: midnight + Int64(hours.until) * 60)
                found.append(window.intersection(span))
            }
            day += 1
        }
        return found
    }
}
