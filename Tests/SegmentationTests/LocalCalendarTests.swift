// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Segmentation
import Signing
import Testing
import Vocabulary

@Suite("Local time")
struct LocalCalendarTests {
    /// The UTC intervals of a window in a zone, each as `from/until` without seconds.
    private func intervals(
        _ zone: String, _ from: String, _ until: String, days: Set<Weekday> = Set(Weekday.allCases), in start: String,
        to end: String
    ) throws -> [String] {
        let calendar = try #require(LocalCalendar(zone: zone))
        let span = Interval(start: try Sample.moment(start).seconds, end: try Sample.moment(end).seconds)
        return try calendar.intervals(days: days, hours: Sample.hours(from, until), in: span).intervals.map {
            let from = try #require(Timestamp(seconds: $0.start)).text.dropFirst(5).dropLast(4)
            return "\(from)/\(try #require(Timestamp(seconds: $0.end)).text.dropFirst(5).dropLast(4))"
        }
    }

    @Test(
        "Hours that a change of the clock skips do not exist, and those it repeats count twice",
        arguments: [
            // Clocks go from 02:00 to 03:00 at 07:00Z.
            ("America/New_York", "01:00", "04:00", "2026-03-08", ["03-08T06:00/03-08T08:00"]),
            ("America/New_York", "02:00", "03:00", "2026-03-08", []),
            ("America/New_York", "01:30", "02:30", "2026-03-08", ["03-08T06:30/03-08T07:00"]),
            ("America/New_York", "02:30", "03:30", "2026-03-08", ["03-08T07:00/03-08T07:30"]),
            // Clocks go from 02:00 to 01:00 at 06:00Z.
            ("America/New_York", "01:00", "02:00", "2026-11-01", ["11-01T05:00/11-01T07:00"]),
            (
                "America/New_York", "01:30", "02:30", "2026-11-01",
                ["11-01T05:30/11-01T06:00", "11-01T06:30/11-01T07:30"]
            ),
            (
                "America/New_York", "00:00", "01:30", "2026-11-01",
                ["11-01T04:00/11-01T05:30", "11-01T06:00/11-01T06:30"]
            ),
            // Clocks go from 01:00 to 02:00 at 01:00Z.
            ("Europe/London", "00:30", "02:30", "2026-03-29", ["03-29T00:30/03-29T01:30"]),
            ("Europe/London", "01:00", "02:00", "2026-03-29", []),
            // Clocks go from 02:00 to 01:00 at 01:00Z.
            ("Europe/London", "01:00", "02:00", "2026-10-25", ["10-25T00:00/10-25T02:00"]),
            ("Europe/London", "17:00", "21:00", "2026-10-25", ["10-25T17:00/10-25T21:00"]),
            // Half an hour, from 02:00 to 01:30 at 15:00Z of the day before.
            ("Australia/Lord_Howe", "01:30", "02:00", "2026-04-05", ["04-04T14:30/04-04T15:30"]),
        ])
    func changes(zone: String, from: String, until: String, date: String, expected: [String]) throws {
        let day = try Sample.moment("\(date)T12:00:00Z")
        let span = try [-86400, 86400].map { try #require(Timestamp(seconds: day.seconds + $0)) }
        // All of these dates are Sundays.
        #expect(
            try intervals(zone, from, until, days: [.sun], in: span[0].text, to: span[1].text) == expected)
    }

    @Test(
        "Every quarter of an hour is where a calendar says it is",
        arguments: [
            "America/New_York", "Europe/London", "Africa/Casablanca", "Australia/Lord_Howe", "Asia/Kathmandu",
            "America/St_Johns", "Pacific/Chatham",
        ])
    func calendar(zone: String) throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: zone))
        let local = try #require(LocalCalendar(zone: zone))
        let hours = try Sample.hours("01:15", "03:45")
        for start in ["2026-02-10T05:07:00Z", "2026-03-05T05:07:00Z", "2026-09-25T05:07:00Z", "2026-10-20T05:07:00Z"] {
            let first = try Sample.moment(start).seconds
            let span = Interval(start: first, end: first + 16 * 86400)
            let times = local.intervals(days: [.sat, .sun, .mon], hours: hours, in: span).intervals
            for moment in stride(from: span.start, to: span.end, by: 900) {
                let parts = calendar.dateComponents(
                    [.weekday, .hour, .minute], from: Date(timeIntervalSince1970: Double(moment)))
                let minute = try #require(parts.hour) * 60 + #require(parts.minute)
                // The calendar counts from Sunday, which is 1.
                let weekday = try #require(parts.weekday)
                let isExpected = hours.contains(minute: minute) && [7, 1, 2].contains(weekday)
                let isFound = times.contains { $0.start <= moment && moment < $0.end }
                if isFound != isExpected { Issue.record("\(zone) at \(moment)") }
            }
        }
    }

    @Test("Days are local ones, and whole days join")
    func days() throws {
        #expect(
            try intervals(
                "America/New_York", "20:00", "24:00", days: [.fri], in: "2026-06-01T00:00:00Z",
                to: "2026-06-15T00:00:00Z")
                == ["06-06T00:00/06-06T04:00", "06-13T00:00/06-13T04:00"])
        #expect(
            try intervals(
                "Asia/Tokyo", "00:00", "24:00", days: [.sat, .sun], in: "2026-06-01T00:00:00Z",
                to: "2026-06-08T00:00:00Z")
                == ["06-05T15:00/06-07T15:00"])
        #expect(
            try intervals("Europe/London", "00:00", "24:00", in: "2026-03-01T00:00:00Z", to: "2026-04-01T00:00:00Z")
                == ["03-01T00:00/04-01T00:00"])
    }

    @Test("Both ends of the span cut, and an end is not in it")
    func cuts() throws {
        #expect(
            try intervals("UTC", "08:00", "10:00", in: "2026-06-01T09:00:00Z", to: "2026-06-02T09:00:00Z")
                == ["06-01T09:00/06-01T10:00", "06-02T08:00/06-02T09:00"])
        #expect(try intervals("UTC", "08:00", "10:00", in: "2026-06-01T10:00:00Z", to: "2026-06-02T08:00:00Z") == [])
        #expect(try intervals("UTC", "08:00", "10:00", in: "2026-06-01T09:00:00Z", to: "2026-06-01T09:00:00Z") == [])
    }

    @Test(
        "Zones of the IANA database are known, older names too",
        arguments: [
            "America/New_York", "Asia/Calcutta", "Asia/Kolkata", "Europe/Kyiv", "Europe/Kiev", "Pacific/Honolulu",
            "America/Argentina/Buenos_Aires", "UTC",
        ])
    func known(zone: String) {
        #expect(LocalCalendar(zone: zone) != nil)
    }

    @Test(
        "What names no place's rules is unknown",
        arguments: [
            "", "Etc/Unknown", "Atlantis/Capital", "EST", "PST8PDT", "GMT+3", "+05:00", "america/new_york",
            "SystemV/EST5",
            "../etc/passwd", "/etc/localtime", "Factory", "America/New_York ", "America/",
        ])
    func unknown(zone: String) {
        #expect(LocalCalendar(zone: zone) == nil)
    }

    @Test("Sets of times are kept as maximal intervals, and intersect")
    func intervalSets() {
        func set(_ pairs: [(Int64, Int64)]) -> IntervalSet {
            IntervalSet(pairs.map { Interval(start: $0.0, end: $0.1) })
        }
        #expect(set([(5, 7), (1, 3), (3, 4), (6, 9), (2, 2), (8, 4)]) == set([(1, 4), (5, 9)]))
        #expect(
            set([(1, 4), (5, 9)]).intersection(set([(0, 2), (3, 6), (8, 12)])) == set([(1, 2), (3, 4), (5, 6), (8, 9)]))
        #expect(set([(1, 4)]).intersection(set([(4, 6)])) == set([]))
        #expect(set([(1, 4), (6, 20)]).first(before: 100, lasting: 3) == Interval(start: 1, end: 4))
        #expect(set([(1, 4), (6, 20)]).first(before: 100, lasting: 4) == Interval(start: 6, end: 20))
        #expect(set([(1, 4), (6, 20)]).first(before: 9, lasting: 4) == nil)
        #expect(set([(1, 4), (6, 20)]).first(before: 10, lasting: 4) == Interval(start: 6, end: 10))
        #expect(set([(1, 4)]).first(before: 1, lasting: 1) == nil)
    }

    @Test("Times of day are read and written as hh:mm")
    func times() {
        #expect(LocalHours.minutes("00:00") == 0 && LocalHours.minutes("24:00") == 1440)
        for text in ["24:01", "7:00", "07:60", "0700", "07:00 ", "-1:00", "07:0a", "", "\u{FF10}7:00"] {
            #expect(LocalHours.minutes(text) == nil)
        }
        #expect((0...1440).allSatisfy { LocalHours.minutes(LocalHours.text($0)) == $0 })
        #expect(LocalHours(from: -1, until: 5) == nil && LocalHours(from: 5, until: 1441) == nil)
    }
}
