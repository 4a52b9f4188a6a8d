// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Segmentation
import Signing
import Testing

@Suite("The weather of a place")
struct ForecastTests {
    private let now: Timestamp

    init() throws { now = try Sample.moment("2026-06-05T12:00:00Z") }

    private static func file(
        offset: String = "3600", timeUnit: String = "iso8601",
        times: String = #""2026-06-05T12:00","2026-06-05T13:00","2026-06-05T14:00","2026-06-05T15:00""#,
        units: String = #","precipitation":"mm","weather_code":"wmo code","temperature_2m":"°C""#,
        series: String =
            #","precipitation":[0.1,0.2,null,1],"weather_code":[0,61,61,null],"temperature_2m":[20,1.5,-3,0]"#
    ) -> [UInt8] {
        Array(
            """
            {"latitude":51.5,"longitude":-0.12,"utc_offset_seconds":\(offset),"timezone":"Europe/London",
            "hourly_units":{"time":"\(timeUnit)"\(units)},"hourly":{"time":[\(times)]\(series)}}
            """.utf8)
    }

    private func hours(_ rule: String, in forecast: Forecast) throws -> [String] {
        let rule = try Rule(parsing: rule, schema: .weather)
        return try forecast.intervals(where: rule).intervals.map { interval in
            let start = try #require(Timestamp(seconds: interval.start))
            let end = try #require(Timestamp(seconds: interval.end))
            return "\(start.text.dropFirst(11).prefix(5))-\(end.text.dropFirst(11).prefix(5))"
        }
    }

    @Test(
        "A rule holds in the hours in which it is true; unknown is not",
        arguments: [
            ("weather.precipitation >= 0.2", ["12:00-13:00", "14:00-15:00"]),
            ("weather.precipitation < 0.2", ["11:00-12:00"]),
            ("weather.weather_code == 61", ["12:00-14:00"]), ("!(weather.weather_code == 61)", ["11:00-12:00"]),
            ("has(weather.precipitation)", ["11:00-13:00", "14:00-15:00"]),
            ("weather.temperature_2m <= 1.5", ["12:00-15:00"]),
            ("weather.rain > 0.0", []), ("!has(weather.rain)", ["11:00-15:00"]), ("true", ["11:00-15:00"]),
            ("weather.weather_code in [0, 61] && weather.temperature_2m > 0", ["11:00-13:00"]), ("false", []),
        ])
    func intervals(rule: String, expected: [String]) throws {
        #expect(try hours(rule, in: Forecast(openMeteo: Self.file())) == expected)
    }

    @Test("Unix times are UTC, whatever the offset of the place")
    func unixTime() throws {
        let start = try Sample.moment("2026-06-05T11:00:00Z").seconds
        let times = (0..<4).map { "\(start + Int64($0) * 3600)" }.joined(separator: ",")
        let forecast = try Forecast(openMeteo: Self.file(timeUnit: "unixtime", times: times))
        #expect(try hours("weather.precipitation >= 0.2", in: forecast) == ["12:00-13:00", "14:00-15:00"])
    }

    @Test("Offsets of half an hour and west of Greenwich are right")
    func offsets() throws {
        #expect(try hours("true", in: Forecast(openMeteo: Self.file(offset: "19800"))) == ["06:30-10:30"])
        #expect(try hours("true", in: Forecast(openMeteo: Self.file(offset: "-14400"))) == ["16:00-20:00"])
    }

    @Test("An hour has its value from its start until before the next")
    func lookup() throws {
        let forecast = try Forecast(openMeteo: Self.file())
        for (moment, value) in [
            ("10:59:59", nil), ("11:00:00", .double(0.1)), ("11:59:59", .double(0.1)), ("12:00:00", .double(0.2)),
            ("13:30:00", nil), ("14:59:59", .double(1)), ("15:00:00", nil),
        ] as [(String, RuleValue?)] {
            #expect(
                forecast.value(of: .precipitation, at: try Sample.moment("2026-06-05T\(moment)Z")) == value)
        }
        #expect(forecast.value(of: .weatherCode, at: try Sample.moment("2026-06-05T12:00:00Z")) == .int(61))
        #expect(forecast.end == (try Sample.moment("2026-06-05T15:00:00Z")))
    }

    @Test(
        "Another shape is told by its field",
        arguments: [
            (Self.file(offset: "\"3600\""), "utc_offset_seconds"), (Self.file(offset: "0.5"), "utc_offset_seconds"),
            (Self.file(offset: "90000"), "utc_offset_seconds"),
            (Self.file(offset: "-9223372036854775808"), "utc_offset_seconds"),
            (Self.file(offset: "null"), "utc_offset_seconds"),
            (Self.file(timeUnit: "unixtime"), "hourly.time"), (Self.file(timeUnit: "other"), "hourly.time"),
            (Self.file(times: "", series: ""), "hourly.time"), (Self.file(times: "1.5"), "hourly.time"),
            (Self.file(times: #""2026-06-05T12:00","2026-06-05T14:00""#), "hourly.time[1]"),
            (Self.file(times: #""2026-06-05T12:00","2026-06-05T12:00""#), "hourly.time[1]"),
            (Self.file(times: #""2026-06-05T13:00","2026-06-05T12:00""#), "hourly.time[1]"),
            (Self.file(times: #""2026-06-05 12:00""#), "hourly.time[0]"),
            (Self.file(times: #""2026-06-31T12:00""#), "hourly.time[0]"),
            (Self.file(times: #""2026-06-05T12:00:00Z""#), "hourly.time[0]"),
            (Self.file(series: #","precipitation":[1,2,3]"#), "hourly.precipitation"),
            (Self.file(series: #","precipitation":[1,2,3,4,5]"#), "hourly.precipitation"),
            (Self.file(series: #","precipitation":"1""#), "hourly.precipitation"),
            (Self.file(series: #","precipitation":[1,2,"3",4]"#), "hourly.precipitation[2]"),
            (Self.file(series: #","precipitation":[1,2,true,4]"#), "hourly.precipitation[2]"),
            (Self.file(series: #","weather_code":[1,2,3.5,4]"#), "hourly.weather_code[2]"),
            (
                Self.file(units: #","precipitation":"inch""#, series: #","precipitation":[]"#),
                "hourly_units.precipitation"
            ),
            (
                Self.file(units: #","precipitation":"mm","weather_code":"wmo code","temperature_2m":"°F""#),
                "hourly_units.temperature_2m"
            ),
            (Self.file(units: ""), "hourly_units.temperature_2m"), (Array("[]".utf8), "document"),
            (Array(#"{"hourly":{}}"#.utf8), "hourly_units"), (Array(#"{"hourly_units":{}}"#.utf8), "hourly"),
            (Array(#"{"error":true,"reason":"x"}"#.utf8), "hourly_units"),
        ])
    func shapes(bytes: [UInt8], field: String) {
        let error = #expect(throws: WeatherError.self) { try Forecast(openMeteo: bytes) }
        guard case .shape(field, _)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.description.hasPrefix("the weather file has another shape: \(field): expected") == true)
        #expect(error?.description.contains("\n") == false)
    }

    @Test("Variables that rules do not use are passed over, of whatever shape")
    func others() throws {
        _ = try Forecast(openMeteo: Self.file(series: #","soil":[1],"wind_gusts_10m":{"x":[]}"#))
    }

    @Test("As many lists and objects as may be are read, and one more is told in one line", arguments: [0, 1])
    func parts(more: Int) {
        // The document, units, hours and the times are there besides.
        let lists = Array(repeating: "[]", count: Forecast.maximumParts - 8 + more).joined(separator: ",")
        let file = Self.file(
            series: #","soil":[\#(lists)],"precipitation":[1,1,1,1],"weather_code":[0,0,0,0],"rain_sum":[]"#)
        guard more > 0 else {
            #expect(throws: Never.self) { try Forecast(openMeteo: file) }
            return
        }
        let error = #expect(throws: WeatherError.tooManyParts) { try Forecast(openMeteo: file) }
        #expect(error?.description == "the weather file has more than 1024 lists and objects")
    }

    @Test("Eight levels of nesting are read, and a ninth is told in one line", arguments: [8, 9])
    func depth(levels: Int) {
        let lists = levels - 2
        let nested = String(repeating: "[", count: lists) + String(repeating: "]", count: lists)
        let file = Self.file(series: #","soil":\#(nested)"#)
        guard levels > 8 else {
            #expect(throws: Never.self) { try Forecast(openMeteo: file) }
            return
        }
        let error = #expect(throws: WeatherError.tooDeep) { try Forecast(openMeteo: file) }
        #expect(error?.description == "the weather file is nested more than 8 levels deep")
    }

    @Test("A file that is missing, too large, no JSON, old, of the future or over gives no weather")
    func usable() throws {
        func error(_ bytes: [UInt8]?, changed: String = "2026-06-05T11:00:00Z", now: String? = nil) throws
            -> WeatherError?
        {
            do {
                _ = try Forecast(
                    openMeteo: bytes, modifiedAt: Sample.moment(changed),
                    now: now.map(Sample.moment) ?? self.now, maximumAge: 7200)
                return nil
            } catch let error as WeatherError {
                return error
            }
        }
        #expect(try error(nil) == .missing)
        #expect(try error(Array(repeating: 0x20, count: Forecast.maximumBytes + 1)) == .tooLarge)
        #expect(try error(Array("{".utf8)) == .notJSON)
        #expect(try error(Array(repeating: 0x5B, count: 100_000)) == .tooDeep)
        #expect(try error(Self.file()) == nil)
        #expect(try error(Self.file(), changed: "2026-06-05T10:00:00Z") == nil)
        #expect(try error(Self.file(), changed: "2026-06-05T09:59:59Z") == .stale(age: 7201, maximum: 7200))
        #expect(try error(Self.file(), changed: "2026-06-05T12:05:00Z") == nil)
        #expect(try error(Self.file(), changed: "2026-06-05T12:05:01Z") == .future)
        #expect(try error(Self.file(), changed: "2026-06-05T14:00:00Z", now: "2026-06-05T14:59:59Z") == nil)
        let end = try Sample.moment("2026-06-05T15:00:00Z")
        #expect(try error(Self.file(), changed: "2026-06-05T14:00:00Z", now: "2026-06-05T15:00:00Z") == .ended(end))
    }
}
