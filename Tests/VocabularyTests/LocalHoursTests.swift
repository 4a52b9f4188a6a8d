// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Testing
import Vocabulary

@Suite("Local hours")
struct LocalHoursTests {
    private func hours(_ from: Int, _ until: Int) throws -> LocalHours {
        try #require(LocalHours(from: from, until: until))
    }

    @Test(
        "A part of the day starts and ends within it, in this order",
        arguments: [
            (0, 1440, true), (0, 0, true), (1440, 1440, true), (480, 1260, true), (-1, 0, false), (0, 1441, false),
            (2, 1, false),
        ]
            as [(Int, Int, Bool)])
    func bounds(from: Int, until: Int, isAccepted: Bool) {
        #expect((LocalHours(from: from, until: until) != nil) == isAccepted)
    }

    @Test("The first minute lies within, the end does not")
    func contains() throws {
        let hours = try hours(480, 1260)
        #expect(hours == .standard && hours.contains(minute: 480) && hours.contains(minute: 1259))
        #expect(!hours.contains(minute: 479) && !hours.contains(minute: 1260))
        #expect((0..<1440).allSatisfy { LocalHours.all.contains(minute: $0) } && !LocalHours.all.isEmpty)
        let empty = try self.hours(600, 600)
        #expect(empty.isEmpty && !(0..<1440).contains { empty.contains(minute: $0) })
    }

    @Test("What lies within both lies within each, whatever the two are")
    func intersection() throws {
        let bounds = [0, 1, 480, 600, 1260, 1439, 1440]
        for (a, b) in bounds.flatMap({ a in bounds.map { (a, $0) } }) where a <= b {
            for (c, d) in bounds.flatMap({ c in bounds.map { (c, $0) } }) where c <= d {
                let (left, right) = (try hours(a, b), try hours(c, d))
                let both = left.intersection(right)
                #expect(both.from <= both.until && (0...1440).contains(both.from) && (0...1440).contains(both.until))
                for minute in [0, 1, 2, 479, 480, 481, 599, 600, 1259, 1260, 1438, 1439] {
                    #expect(
                        both.contains(minute: minute)
                            == (left.contains(minute: minute) && right.contains(minute: minute)))
                }
                #expect(both.isEmpty == right.intersection(left).isEmpty)
            }
        }
    }

    @Test(
        "Times of day are two digits, a colon and two digits",
        arguments: [("00:00", 0), ("08:00", 480), ("23:59", 1439), ("24:00", 1440)])
    func times(text: String, minutes: Int) {
        #expect(LocalHours.minutes(text) == minutes && LocalHours.text(minutes) == text)
    }

    @Test(
        "Other spellings of times are refused",
        arguments: [
            "", "8:00", "08:0", "08:60", "24:01", "25:00", "0800", "08.00", "08:00 ", " 8:00", "-1:00", "08:00:00",
            "٠٨:٠٠", "0a:00",
        ])
    func refused(text: String) {
        #expect(LocalHours.minutes(text) == nil)
    }

    @Test("Every minute of the day is written and read back")
    func everyMinute() {
        for minute in 0...1440 { #expect(LocalHours.minutes(LocalHours.text(minute)) == minute) }
        #expect(LocalHours.standard.description == "08:00–21:00")
    }
}
