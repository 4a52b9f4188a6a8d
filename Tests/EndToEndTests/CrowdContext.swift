// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport

/// The context of the tests of the whole line, its weather, and the messages that have to come of both.
struct CrowdContext: Sendable {
    static let name = "wet-day"
    static let place = "springfield"

    /// A planned message without its handle.
    struct Message: Hashable, Sendable {
        let number: String
        let text: String
        let sendAfter: String
        let notAfter: String
    }

    /// A moment of the day in UTC for which the plan is to be made, in seconds since 1970.
    private let target: Int64

    /// Plans three days ahead, so that no clock of a test runs into its hours.
    init(at now: Int64) { target = now + 3 * 86_400 }

    private static let days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]

    /// The day of the week, which is the same in all of the crowd's zones while it rains.
    private var weekday: Int { Self.calendar("UTC").component(.weekday, from: Self.date(target)) }

    /// The file that defines the context.
    var file: String {
        """
        contexts:
          - name: \(Self.name)
            segment: everybody
            channel: sms
            days: [\(Self.days[weekday - 1])]
            from: "09:00"
            until: "20:00"
            weather: {place: \(Self.place), when: weather.precipitation >= 0.2 && weather.temperature_2m < 15}
            text: "A wet day, {{streamco.interest | default: 'some'}} weather. Visit {{streamco.visits}}: {{sender}}"

        """
    }

    /// Nine days from midnight, cool all the time, with rain from 16:00 to 18:00 UTC every day.
    static func weather(at now: Int64) -> String {
        let hours = (0..<216).map { now - now % 86_400 + Int64($0) * 3600 }
        func list(_ value: (Int64) -> String) -> String { hours.map(value).joined(separator: ",") }
        let rain = list { [16, 17].contains($0 / 3600 % 24) ? "0.7" : $0 / 3600 % 24 == 20 ? "null" : "0.1" }
        return """
            {"latitude":39.8,"longitude":-89.6,"utc_offset_seconds":0,"timezone":"GMT",
            "hourly_units":{"time":"unixtime","temperature_2m":"°C","precipitation":"mm"},
            "hourly":{"time":[\(list { "\($0)" })],"temperature_2m":[\(list { _ in "9.5" })],"precipitation":[\(rain)]}}
            """
    }

    /// The messages of a plan.
    func messages(for crowd: Crowd) -> Set<Message> {
        var times: [String: (from: Int64, until: Int64)?] = [:]
        var messages: Set<Message> = []
        for person in crowd.persons where person.isAllowed {
            let time = times[person.zone] ?? self.time(in: person.zone)
            times[person.zone] = .some(time)
            guard let time, let visits = person.partner?.visits, person.consent?.channels.contains("sms") == true,
                person.consent?.end.map({ $0 > time.until }) ?? true
            else { continue }
            let interest = person.partner?.interest ?? "some"
            messages.insert(
                Message(
                    number: person.number,
                    text: "A wet day, \(interest) weather. Visit \(visits): \(crowd.plan.sender)",
                    sendAfter: ConsentCase.text(time.from), notAfter: ConsentCase.text(time.until)))
        }
        return messages
    }

    /// The minutes of the day on which it rains between nine and twenty by the clocks of a zone.
    private func time(in zone: String) -> (from: Int64, until: Int64)? {
        let calendar = Self.calendar(zone)
        let start = target - target % 86_400
        let minutes = stride(from: start, to: start + 86_400, by: 60).filter { moment in
            let parts = calendar.dateComponents([.weekday, .hour], from: Self.date(moment))
            return [16, 17].contains(moment / 3600 % 24) && parts.weekday == weekday
                && (9..<20).contains(parts.hour ?? 0)
        }
        guard let first = minutes.first, let last = minutes.last else { return nil }
        return (first, last + 60)
    }

    private static func date(_ seconds: Int64) -> Date { Date(timeIntervalSince1970: Double(seconds)) }

    private static func calendar(_ zone: String) -> Calendar {
        var calendar = Calendar(identifier: .gregorian)
        if let zone = TimeZone(identifier: zone) { calendar.timeZone = zone }
        return calendar
    }
}
