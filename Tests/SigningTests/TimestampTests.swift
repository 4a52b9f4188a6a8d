// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Signing
import Testing

@Suite("Timestamps")
struct TimestampTests {
    @Test(
        "Known moments are read and written",
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("1970-01-01T00:00:01Z", 1), ("1999-12-31T23:59:59Z", 946_684_799),
            ("2000-02-29T12:00:00Z", 951_825_600), ("2001-09-09T01:46:40Z", 1_000_000_000),
            ("2024-02-29T00:00:00Z", 1_709_164_800), ("2026-01-01T00:00:00Z", 1_767_225_600),
            ("2038-01-19T03:14:08Z", 2_147_483_648), ("2100-03-01T00:00:00Z", 4_107_542_400),
            ("9999-12-31T23:59:59Z", 253_402_300_799),
        ] as [(String, Int64)])
    func known(text: String, seconds: Int64) {
        #expect(Timestamp(text)?.seconds == seconds)
        #expect(Timestamp(seconds: seconds)?.text == text)
    }

    @Test("Every day from 1970 to 2400 is written as it is read")
    func everyDay() throws {
        var previous = ""
        for day in 0..<157_000 as Range<Int64> {
            let text = try #require(Timestamp(seconds: day * 86400 + 86399)).text
            guard text > previous, Timestamp(text)?.seconds == day * 86400 + 86399 else {
                Issue.record("day \(day) is written \(text)")
                return
            }
            previous = text
        }
    }

    @Test(
        "Other spellings and impossible times are refused",
        arguments: [
            "", "2026-01-01", "2026-01-01T00:00:00", "2026-01-01 00:00:00Z", "2026-01-01T00:00:00z",
            "2026-01-01T00:00:00+00:00",
            "2026-01-01T00:00:00.0Z", "2026-1-01T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z",
            "2026-02-29T00:00:00Z", "2100-02-29T00:00:00Z", "2026-04-31T00:00:00Z", "2026-01-00T00:00:00Z",
            "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z", "2016-12-31T23:59:60Z", "1969-12-31T23:59:59Z",
            "+026-01-01T00:00:00Z", " 2026-01-01T00:00:00Z",
        ])
    func refused(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test("Seconds before 1970 and after 9999 are refused", arguments: [-1, 253_402_300_800, Int64.max, Int64.min])
    func bounds(seconds: Int64) {
        #expect(Timestamp(seconds: seconds) == nil)
    }
}
