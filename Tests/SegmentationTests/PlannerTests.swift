// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Segmentation
import Signing
import Testing
import Vocabulary

@Suite("Plans")
struct PlannerTests {
    private let sample: Sample
    /// A Monday, 08:00 in New York.
    private let now: Timestamp

    init() throws {
        sample = try Sample()
        now = try Sample.moment("2026-06-01T12:00:00Z")
    }

    private func context(
        days: [Weekday]? = nil, from: String = "17:00", until: String = "21:00", weather: String? = nil,
        horizonHours: Int? = nil, text: String = "Hello"
    ) throws -> Context {
        let hours = try Sample.hours(from, until)
        let definition = ContextDefinition(
            name: "evening", segment: "all", channel: .sms, days: days, from: hours.from, until: hours.until,
            weather: weather.map { .init(place: "london", when: $0) }, horizonHours: horizonHours, text: text)
        return try Context(
            definition,
            scope: ContextScope(schema: sample.schema, channels: [.sms], segments: ["all"], places: ["london"]))
    }

    private func plan(
        _ context: Context, _ members: [Member], rule: String = "true", minimumResult: Int = 50,
        forecast: Result<Forecast, WeatherError> = .failure(.missing)
    ) throws -> PlanOutcome {
        let segment = try Segment(SegmentDefinition(name: "all", description: nil, when: rule), schema: sample.schema)
        return Planner(context: context, sender: "ACME", brand: sample.acme, minimumResult: minimumResult, at: now)
            .plan(for: segment, in: try sample.table(members), forecast: forecast)
    }

    private func member(
        _ number: UInt64, _ zones: [String]? = ["America/New_York"], channels: [Channel] = [.sms], until: String? = nil,
        hours: LocalHours = .all, more: [String: AttributeValue] = [:]
    ) throws -> Member {
        var attributes = more
        attributes["acme.number.timezones"] = zones.map { .strings($0) }
        return try sample.member(number, attributes, channels: channels, until: until, hours: hours)
    }

    /// Enough others, who come after the members in question.
    private func crowd(_ count: Int = 60) throws -> [Member] {
        try (0..<count).map { try member(1000 + UInt64($0)) }
    }

    /// The times of one member among enough others, as `from/until`; nil where it is left out.
    private func times(
        _ member: Member, _ context: Context, forecast: Result<Forecast, WeatherError> = .failure(.missing)
    ) throws -> String? {
        guard case .messages(let messages) = try plan(context, [member] + crowd(), forecast: forecast) else {
            Issue.record("withheld")
            return nil
        }
        return messages.first { $0.handle == member.handle }.map {
            "\($0.sendAfter.text.dropFirst(5).dropLast(4))/\($0.notAfter.text.dropFirst(5).dropLast(4))"
        }
    }

    @Test("A message is planned for the first evening, and all of them ascend by handle")
    func messages() throws {
        let members = try (0..<60).reversed().map { try member($0) }
        let outcome = try plan(context(text: "{{sender}}"), members)
        guard case .messages(let messages) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(try messages.map(\.handle) == (0..<60).map { try Sample.handle($0) })
        #expect(messages.allSatisfy { $0.text == "ACME" && $0.channel == .sms })
        #expect(messages[0].sendAfter.text == "2026-06-01T21:00:00Z")
        #expect(messages[0].notAfter.text == "2026-06-02T01:00:00Z")
    }

    @Test(
        "Every candidate zone must agree",
        arguments: [
            (["America/New_York", "America/Los_Angeles"], "06-02T00:00/06-02T01:00"),
            (["Pacific/Honolulu", "America/New_York"], nil),
            (["America/New_York", "America/New_York"], "06-01T21:00/06-02T01:00"),
            (["Europe/London"], "06-01T16:00/06-01T20:00"),
            (["Atlantis/Capital"], nil), (["America/New_York", "Etc/Unknown"], nil), ([], nil), (nil, nil),
            (["Australia/Lord_Howe"], "06-02T06:30/06-02T10:30"),
        ] as [([String]?, String?)])
    func zones(zones: [String]?, expected: String?) throws {
        #expect(try times(member(1, zones), context()) == expected)
    }

    @Test("The hours of the decision cut those of the context")
    func hours() throws {
        let short = try Sample.hours("08:00", "18:30")
        #expect(try times(member(1, hours: short), context()) == "06-01T21:00/06-01T22:30")
        let none = try Sample.hours("08:00", "17:00")
        #expect(try times(member(1, hours: none), context()) == nil)
        let late = try Sample.hours("20:59", "24:00")
        #expect(try times(member(1, hours: late), context()) == "06-02T00:59/06-02T01:00")
    }

    @Test(
        "A decision that ends within the horizon cuts; less than a minute is too short",
        arguments: [
            ("2026-06-01T23:00:00Z", "06-01T21:00/06-01T23:00"), ("2026-06-01T21:01:00Z", "06-01T21:00/06-01T21:01"),
            ("2026-06-01T21:00:59Z", nil), ("2026-06-01T21:00:00Z", nil), ("2026-06-01T12:00:00Z", nil),
            ("2026-06-02T12:00:00Z", "06-01T21:00/06-02T01:00"),
        ] as [(String, String?)])
    func ends(until: String, expected: String?) throws {
        #expect(try times(member(1, until: until), context()) == expected)
    }

    @Test("Planning starts now and ends with the horizon, whichever part of an interval that leaves")
    func horizon() throws {
        #expect(try times(member(1), context(from: "07:00", until: "09:00")) == "06-01T12:00/06-01T13:00")
        #expect(try times(member(1), context(horizonHours: 10)) == "06-01T21:00/06-01T22:00")
        #expect(try plan(context(horizonHours: 9), crowd()) == .withheld)
        #expect(try plan(context(days: [.sun], horizonHours: 24), crowd()) == .withheld)
        #expect(try times(member(1), context(days: [.sun])) == "06-07T21:00/06-08T01:00")
    }

    @Test("Members without the channel, outside the segment or without a value for the text are left out")
    func leftOut() throws {
        #expect(try times(member(1, channels: [.rcs, .voice]), context()) == nil)
        #expect(try times(member(1, channels: [.voice, .sms]), context()) != nil)
        let film = try (0..<55).map { try member($0, more: ["streamco.interest": .string("film")]) }
        let others = try (100..<155).map { try member($0) }
        guard case .messages(let some) = try plan(context(text: "{{streamco.interest}}"), film + others),
            case .messages(let all) = try plan(context(text: "{{streamco.interest | default: 'x'}}"), film + others),
            case .messages(let few) = try plan(context(), film + others, rule: "streamco.interest == 'film'")
        else {
            Issue.record("withheld")
            return
        }
        #expect(some.count == 55 && all.count == 110 && few.count == 55)
        #expect(all.map(\.text).filter { $0 == "x" }.count == 55)
    }

    @Test(
        "A plan with fewer messages than the minimum is withheld",
        arguments: [
            (49, 1, false), (50, 1, true), (99, 100, false), (100, 100, true),
        ])
    func minimum(count: Int, minimumResult: Int, isTold: Bool) throws {
        let outcome = try plan(context(), crowd(count), minimumResult: minimumResult)
        if case .messages(let messages) = outcome {
            #expect(isTold && messages.count == count)
        } else {
            #expect(!isTold && outcome == .withheld)
        }
    }

    @Test("Weather opens the hours in which its rule is true, and without weather there is no plan")
    func weather() throws {
        let start = try Sample.moment("2026-06-01T00:00:00Z").seconds
        let times = (0..<72).map { "\(start + Int64($0) * 3600)" }.joined(separator: ",")
        // Rain from 23:00Z of the first day until 03:00Z of the second, and around 22:00Z of the second.
        let rain = (0..<72).map { (23..<27).contains($0) || $0 == 46 ? "1.0" : "0" }.joined(separator: ",")
        let file = """
            {"utc_offset_seconds":0,"hourly_units":{"time":"unixtime","rain":"mm"},\
            "hourly":{"time":[\(times)],"rain":[\(rain)]}}
            """
        let forecast = try Forecast(openMeteo: Array(file.utf8))
        let wet = try context(weather: "weather.rain > 0.5")
        #expect(try self.times(member(1), wet, forecast: .success(forecast)) == "06-01T23:00/06-02T01:00")
        let later = try member(1, hours: Sample.hours("17:00", "18:30"))
        #expect(try self.times(later, wet, forecast: .success(forecast)) == "06-02T22:00/06-02T22:30")
        let storm = try context(weather: "weather.rain > 50.0")
        #expect(try plan(storm, crowd(), forecast: .success(forecast)) == .withheld)
        #expect(try plan(wet, crowd(), forecast: .failure(.future)) == .weatherUnavailable(.future))
        #expect(try plan(context(), crowd(), forecast: .failure(.future)) != .weatherUnavailable(.future))
    }

    @Test("A rule that no hour of the file can answer is told, one that is true without its variable is not")
    func absentWeather() throws {
        let start = now.seconds / 3600 * 3600
        let times = (0..<72).map { "\(start + Int64($0) * 3600)" }.joined(separator: ",")
        // Snowfall is there, but only after what is planned.
        let snow = (0..<72).map { $0 < 60 ? "null" : "3.0" }.joined(separator: ",")
        let rain = Array(repeating: "0", count: 72).joined(separator: ",")
        let file = """
            {"utc_offset_seconds":0,"hourly_units":{"time":"unixtime","rain":"mm","snowfall":"cm"},\
            "hourly":{"time":[\(times)],"rain":[\(rain)],"snowfall":[\(snow)]}}
            """
        let forecast = Result<Forecast, WeatherError>.success(try Forecast(openMeteo: Array(file.utf8)))
        func outcome(_ rule: String) throws -> PlanOutcome {
            try plan(context(weather: rule, horizonHours: 24), crowd(), forecast: forecast)
        }
        #expect(
            try outcome("weather.snowfall > 0.5 && weather.cloud_cover > 1.0")
                == .weatherUnavailable(.without(["weather.snowfall", "weather.cloud_cover"])))
        #expect(
            try outcome("weather.snowfall > 0.5 || weather.rain > 1.0")
                == .weatherUnavailable(.without(["weather.snowfall"])))
        #expect(try outcome("weather.rain > 1.0") == .withheld)
        if case .messages = try outcome("!has(weather.snowfall)") {} else { Issue.record("it is true without a value") }
        if case .messages = try outcome("weather.snowfall > 0.5 || weather.rain == 0.0") {
        } else {
            Issue.record("it is true without a value")
        }
    }

    @Test("A message is sent and read as it is")
    func json() throws {
        let message = PlannedMessage(
            handle: try Sample.handle(1), channel: .sms, text: "Hi", sendAfter: now,
            notAfter: try Sample.moment("2026-06-01T13:00:00Z"))
        #expect(
            String(decoding: message.json.canonicalBytes, as: UTF8.self)
                == """
                {"channel":"sms","handle":"00000000000000000000000000000001","notAfter":"2026-06-01T13:00:00Z",\
                "sendAfter":"2026-06-01T12:00:00Z","text":"Hi"}
                """)
        var reader = try ObjectReader(message.json, path: "message")
        #expect(try PlannedMessage(reading: &reader) == message)
        try reader.finish()
        let empty = PlannedMessage(handle: try Sample.handle(1), channel: .sms, text: "", sendAfter: now, notAfter: now)
        var other = try ObjectReader(empty.json, path: "message")
        #expect(throws: FieldError.self) { try PlannedMessage(reading: &other) }
    }
}
