// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Vocabulary

/// When, to whom and what a plan sends, as the brand writes it (protocol/v1/segments.md §4).
///
/// Fields that may be left out stay as they were written; `weekdays`, `hours` and `horizon` hold what they mean.
package struct ContextDefinition: Hashable, Sendable {
    /// The weather that a context waits for.
    package struct Weather: Hashable, Sendable {
        /// A place of the coordinator's configuration.
        package let place: String
        /// A rule over `weather.X`, not yet parsed.
        package let when: String

        package init(place: String, when: String) {
            self.place = place
            self.when = when
        }
    }

    package let name: String
    /// The name of the segment.
    package let segment: String
    package let channel: Channel
    package let days: [Weekday]?
    /// Minutes since local midnight.
    package let from: Int?
    /// Minutes since local midnight, 1,440 being the end of the day.
    package let until: Int?
    package let weather: Weather?
    package let horizonHours: Int?
    /// The text with names in double braces, not yet parsed.
    package let text: String

    package init(
        name: String, segment: String, channel: Channel, days: [Weekday]? = nil, from: Int? = nil, until: Int? = nil,
        weather: Weather? = nil, horizonHours: Int? = nil, text: String
    ) {
        self.name = name
        self.segment = segment
        self.channel = channel
        self.days = days
        self.from = from
        self.until = until
        self.weather = weather
        self.horizonHours = horizonHours
        self.text = text
    }

    /// The days of the week: all of them where none are named.
    package var weekdays: Set<Weekday> { Set(days ?? Weekday.allCases) }

    /// The hours of the day: the whole day where none are named.
    package var hours: LocalHours {
        // A definition that was read has from < until; another one must not come to mean the whole day.
        let start = min(max(from ?? 0, 0), 1440)
        return LocalHours(from: start, until: max(start, min(until ?? 1440, 1440))) ?? .all
    }

    /// How far ahead is planned, in seconds.
    package var horizon: Int64 { Int64(horizonHours ?? 168) * 3600 }
}
