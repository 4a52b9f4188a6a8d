// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing
package import Vocabulary

/// Plans the messages of one context at one moment (protocol/v1/segments.md §6).
package struct Planner {
    /// The shortest time in which a message may be sent, in seconds.
    private static let shortest: Int64 = 60

    /// Members with the same zones and hours have the same times.
    private struct TimesKey: Hashable {
        let zones: Int32
        let hours: LocalHours
    }

    private let context: Context
    private let sender: String
    private let zoneLists: AttributeKey
    private let minimum: Int
    private let now: Timestamp
    private let span: Interval

    /// - Parameters:
    ///   - context: what is planned.
    ///   - sender: who writes, as the agreement says.
    ///   - brand: the party whose attribute `number.timezones` tells the candidate zones.
    ///   - minimumResult: `disclosure.minimumResult` of the agreement.
    ///   - now: the moment of planning.
    package init(context: Context, sender: String, brand: PartyID, minimumResult: Int, at now: Timestamp) {
        self.context = context
        self.sender = sender
        zoneLists = AttributeKey(party: brand, name: "number.timezones")
        minimum = DisclosedSize.minimum(minimumResult)
        self.now = now
        span = Interval(start: now.seconds, end: now.seconds + context.definition.horizon)
    }

    /// Plans for the members of a segment.
    ///
    /// - Parameters:
    ///   - segment: the context's segment.
    ///   - table: the members.
    ///   - forecast: the weather of the context's place or why there is none; read only where the context asks for it.
    package func plan(
        for segment: Segment, in table: MemberTable, forecast: Result<Forecast, WeatherError>
    ) -> PlanOutcome {
        var open = IntervalSet([span])
        if let weather = context.weather {
            switch forecast {
            case .failure(let error): return .weatherUnavailable(error)
            case .success(let forecast):
                open = open.intersection(forecast.intervals(where: weather))
                let absent = open.intervals.isEmpty ? forecast.absentVariables(of: weather, in: span) : []
                // A plan that is withheld would say that too few people are there.
                guard absent.isEmpty else { return .weatherUnavailable(.without(absent)) }
            }
        }
        let messages = messages(for: segment, in: table, open: open)
        return messages.count < minimum ? .withheld : .messages(messages)
    }

    private func messages(for segment: Segment, in table: MemberTable, open: IntervalSet) -> [PlannedMessage] {
        guard let zones = table.column(zoneLists), zones.type == .strings else { return [] }
        var calendars: [Int32: LocalCalendar?] = [:]
        var known: [TimesKey: IntervalSet] = [:]
        var messages: [PlannedMessage] = []
        for row in table.rows(matching: segment.rule, at: now) {
            let channel = context.definition.channel
            guard table.allows(channel, at: row), zones.codes[row] != MemberColumn.absent else { continue }
            let key = TimesKey(
                zones: zones.codes[row], hours: table.hours[row].intersection(context.definition.hours))
            let times =
                known[key] ?? times(in: table.lists.lists[Int(key.zones)], of: table, key.hours, open, &calendars)
            known[key] = times
            guard let time = times.first(before: table.ends[row], lasting: Self.shortest),
                let sendAfter = Timestamp(seconds: time.start), let notAfter = Timestamp(seconds: time.end),
                let text = context.template.text(sender: sender, { table.value(of: $0, at: row) })
            else { continue }
            messages.append(
                PlannedMessage(
                    handle: table.handles[row], channel: channel, text: text, sendAfter: sendAfter, notAfter: notAfter))
        }
        return messages.sorted { $0.handle < $1.handle }
    }

    /// The open times that are in the days and hours by the clocks of all zones; none where a zone is unknown.
    private func times(
        in zones: [Int32], of table: MemberTable, _ hours: LocalHours, _ open: IntervalSet,
        _ calendars: inout [Int32: LocalCalendar?]
    ) -> IntervalSet {
        guard !zones.isEmpty, !hours.isEmpty else { return IntervalSet([]) }
        var times = open
        for zone in zones {
            let calendar = calendars[zone] ?? LocalCalendar(zone: table.texts.texts[Int(zone)])
            calendars[zone] = .some(calendar)
            guard let calendar else { return IntervalSet([]) }
            times = times.intersection(
                calendar.intervals(days: context.definition.weekdays, hours: hours, in: span))
        }
        return times
    }
}
