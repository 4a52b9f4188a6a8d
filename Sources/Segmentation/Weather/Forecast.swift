// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing

/// The weather of a place, hour by hour (protocol/v1/segments.md §5).
package struct Forecast: Sendable {
    /// The largest file, in bytes.
    package static let maximumBytes = 1 << 20
    /// The deepest nesting of lists and objects; a forecast has three levels.
    package static let maximumDepth = 8
    /// The most lists and objects; a forecast has one for each variable and some more.
    package static let maximumParts = 1024
    /// How far a file's moment may lie in the future, in seconds: clocks differ.
    private static let tolerance: Int64 = 300

    /// The start of the first hour, in seconds since 1970.
    let start: Int64
    /// The number of hours.
    let count: Int
    /// The end of the last hour.
    package let end: Timestamp
    /// The values of each variable that is there, hour by hour; nil where one is unknown.
    let series: [AttributeKey: [RuleValue?]]

    init(start: Int64, count: Int, end: Timestamp, series: [AttributeKey: [RuleValue?]]) {
        self.start = start
        self.count = count
        self.end = end
        self.series = series
    }

    /// Reads a file and checks that it is good for now.
    ///
    /// - Parameters:
    ///   - bytes: the file, nil where there is none.
    ///   - modifiedAt: when it was last changed.
    ///   - now: the moment of planning.
    ///   - maximumAge: the age up to which it may be used, in seconds.
    package init(
        openMeteo bytes: [UInt8]?, modifiedAt: Timestamp, now: Timestamp, maximumAge: Int64
    ) throws(WeatherError) {
        guard let bytes else { throw .missing }
        try self.init(openMeteo: bytes)
        try check(modifiedAt: modifiedAt, now: now, maximumAge: maximumAge)
    }

    /// Checks that a forecast that was read is good for now.
    package func check(modifiedAt: Timestamp, now: Timestamp, maximumAge: Int64) throws(WeatherError) {
        let age = now.seconds - modifiedAt.seconds
        guard age >= -Self.tolerance else { throw .future }
        guard age <= maximumAge else { throw .stale(age: age, maximum: maximumAge) }
        guard end.seconds > now.seconds else { throw .ended(end) }
    }

    /// The value of a variable at a moment, nil where it is unknown.
    package func value(of variable: WeatherVariable, at moment: Timestamp) -> RuleValue? {
        let passed = moment.seconds - start
        guard passed >= 0, passed / 3600 < Int64(count) else { return nil }
        return series[variable.key]?[Int(passed / 3600)]
    }

    /// The variables of a rule that have no value in any hour of a time, as rules spell them.
    func absentVariables(of rule: Rule, in time: Interval) -> [String] {
        let hours = (0..<count).filter { hour in
            let start = start + Int64(hour) * 3600
            return start < time.end && time.start < start + 3600
        }
        let variables = WeatherVariable.allCases.filter { rule.root.names($0.key) }
        return variables.filter { variable in
            guard let values = series[variable.key] else { return true }
            return hours.allSatisfy { values[$0] == nil }
        }.map { "weather.\($0.rawValue)" }
    }

    /// The times in which a rule over `weather.X` is true; outside of the forecast there are none.
    package func intervals(where rule: Rule) -> IntervalSet {
        IntervalSet(
            (0..<count).filter { hour in rule.matches { series[$0]?[hour] } }.map { hour in
                Interval(start: start + Int64(hour) * 3600, end: start + Int64(hour + 1) * 3600)
            })
    }
}
