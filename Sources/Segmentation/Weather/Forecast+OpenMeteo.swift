// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Signing

extension Forecast {
    /// The most hours: 92 days back and 16 ahead are what the service gives.
    private static let maximumHours = 2592

    /// Reads the answer of Open-Meteo's forecast API; variables that rules do not use are passed over.
    package init(openMeteo bytes: [UInt8]) throws(WeatherError) {
        guard bytes.count <= Self.maximumBytes else { throw .tooLarge }
        let nesting = DataValue.nesting(of: bytes)
        guard nesting.depth <= Self.maximumDepth else { throw .tooDeep }
        guard nesting.count <= Self.maximumParts else { throw .tooManyParts }
        guard let document = DataValue(parsing: bytes, maximumDepth: Self.maximumDepth) else { throw .notJSON }
        let root = try Self.object(document, "document")
        let units = try Self.object(root["hourly_units"], "hourly_units")
        let hourly = try Self.object(root["hourly"], "hourly")
        let hours = try Self.hours(hourly["time"], unit: units["time"], offset: root["utc_offset_seconds"])
        var series: [AttributeKey: [RuleValue?]] = [:]
        for variable in WeatherVariable.allCases {
            guard let values = hourly[variable.rawValue] else { continue }
            guard case .text(variable.unit)? = units[variable.rawValue] else {
                throw .shape(field: "hourly_units.\(variable.rawValue)", problem: "expected \"\(variable.unit)\"")
            }
            series[variable.key] = try Self.values(values, of: variable, count: hours.count)
        }
        guard let end = Timestamp(seconds: hours[0] + Int64(hours.count) * 3600) else {
            throw .shape(field: "hourly.time", problem: "expected hours of the years 1970 to 9999")
        }
        self.init(start: hours[0], count: hours.count, end: end, series: series)
    }

    private static func object(_ value: DataValue?, _ field: String) throws(WeatherError) -> [String: DataValue] {
        guard case .object(let fields)? = value else { throw .shape(field: field, problem: "expected an object") }
        return fields
    }

    /// The starts of the hours in seconds since 1970, at least one.
    private static func hours(
        _ value: DataValue?, unit: DataValue?, offset: DataValue?
    ) throws(WeatherError) -> [Int64] {
        let field = "hourly.time"
        guard case .list(let times)? = value, (1...maximumHours).contains(times.count) else {
            throw .shape(field: field, problem: "expected 1 to \(maximumHours) hours")
        }
        guard case .integer(let offset)? = offset, (-86400...86400).contains(offset) else {
            throw .shape(field: "utc_offset_seconds", problem: "expected seconds of at most one day")
        }
        var hours: [Int64] = []
        for (index, time) in times.enumerated() {
            let hour: Int64
            switch (time, unit) {
            case (.integer(let seconds), .text("unixtime")?):
                guard Timestamp(seconds: seconds) != nil else {
                    throw .shape(field: "\(field)[\(index)]", problem: "expected Unix time after 1970")
                }
                hour = seconds
            case (.text(let text), .text("iso8601")?):
                guard text.utf8.count == 16, let local = Timestamp(text + ":00Z") else {
                    throw .shape(field: "\(field)[\(index)]", problem: "expected local time as 2026-01-31T08:00")
                }
                hour = local.seconds - offset
            default:
                throw .shape(field: field, problem: "expected local times (iso8601) or Unix times (unixtime)")
            }
            if let last = hours.last, hour != last + 3600 {
                throw .shape(field: "\(field)[\(index)]", problem: "expected hours that ascend by 3600 seconds")
            }
            hours.append(hour)
        }
        return hours
    }

    private static func values(
        _ value: DataValue, of variable: WeatherVariable, count: Int
    ) throws(WeatherError) -> [RuleValue?] {
        let field = "hourly.\(variable.rawValue)"
        guard case .list(let elements) = value, elements.count == count else {
            throw .shape(field: field, problem: "expected as many values as hours, \(count)")
        }
        var values: [RuleValue?] = []
        for (index, element) in elements.enumerated() {
            switch element {
            case .null: values.append(nil)
            case .integer(let number): values.append(variable.type == .int ? .int(number) : .double(Double(number)))
            case .number(let number) where variable.type == .double: values.append(.double(number))
            default:
                let kind = variable.type == .int ? "a whole number" : "a number"
                throw .shape(field: "\(field)[\(index)]", problem: "expected \(kind) or null")
            }
        }
        return values
    }
}
