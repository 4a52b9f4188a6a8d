// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers
import Segmentation
import Signing
import Vocabulary

/// Holds the time of a message against the hours of its decision and the days and hours of its context, in every time zone that the number may be in
/// (protocol/v1/segments.md §6).
///
/// The coordinator planned so; the brand, which answers for a message at night, need not believe it.
struct HoursCheck {
    private struct Key: Hashable {
        let zones: [String]
        let days: Set<Weekday>
        let hours: LocalHours
        let time: Interval
    }

    private let plan: NumberingPlan
    private var calendars: [String: LocalCalendar?] = [:]
    /// Messages of one plan share few times.
    private var known: [Key: Bool] = [:]

    init(plan: NumberingPlan) {
        self.plan = plan
    }

    /// True where the whole time of a message is within the days and hours; false where a zone is not known.
    mutating func contain(
        _ message: PlannedMessage, of number: PhoneNumber, on days: Set<Weekday>, _ hours: LocalHours
    ) -> Bool {
        let zones = plan.facts(of: number, includingLocation: false).timezones.sorted()
        let time = Interval(start: message.sendAfter.seconds, end: message.notAfter.seconds)
        // Hours that end every day hold for no day's length; the plan is not the brand's, and could be for a thousand years.
        let isAlways = hours == .all && days.count == Weekday.allCases.count
        if isAlways { return !zones.isEmpty }
        if time.length >= (hours == .all ? 7 : 1) * 86_400 + 7200 { return false }
        let key = Key(zones: zones, days: days, hours: hours, time: time)
        if let answer = known[key] { return answer }
        let answer =
            !zones.isEmpty
            && zones.allSatisfy { zone in
                let calendar = calendars[zone] ?? LocalCalendar(zone: zone)
                calendars[zone] = .some(calendar)
                let inside = calendar?.intervals(days: days, hours: hours, in: time)
                return inside == IntervalSet([time])
            }
        known[key] = answer
        return answer
    }
}
