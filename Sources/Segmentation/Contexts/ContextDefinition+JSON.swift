// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing
internal import Vocabulary

extension ContextDefinition {
    /// Reads the fields; the caller refuses what is left over.
    package init(reading reader: inout ObjectReader) throws {
        name = try reader.name("name")
        segment = try reader.name("segment")
        channel = try reader.choice("channel")
        days = try Self.days(&reader)
        from = try reader.optionalMinutes("from")
        until = try reader.optionalMinutes("until")
        if let from, from >= until ?? 1440 { throw reader.error("from", "expected a time before until") }
        if until == 0 { throw reader.error("until", "expected a time after from") }
        if reader.has("weather") {
            weather = try reader.object("weather") { weather in
                Weather(
                    place: try weather.name("place"),
                    when: try weather.string("when", maximumBytes: Rule.maximumBytes))
            }
        } else {
            weather = nil
            _ = reader.optionalValue("weather")
        }
        horizonHours = try reader.optionalInteger("horizonHours", in: 1...384).map { Int($0) }
        text = try reader.string("text", maximumBytes: Template.maximumBytes)
        guard !text.isEmpty else { throw reader.error("text", "expected 1 to \(Template.maximumBytes) bytes") }
        // A message may have lines; what else is invisible has no place in it.
        guard text.unicodeScalars.allSatisfy({ $0 == "\n" || $0.properties.generalCategory != .control }) else {
            throw reader.error("text", "expected no control characters but line ends")
        }
    }

    /// Reads a definition that stands alone.
    package init(json: JSONValue) throws {
        var reader = try ObjectReader(json, path: "context")
        try self.init(reading: &reader)
        try reader.finish()
    }

    /// The definition as it is sent.
    package var json: JSONValue {
        var fields: [String: JSONValue] = [
            "name": .string(name), "segment": .string(segment), "channel": .string(channel.rawValue),
            "text": .string(text),
        ]
        fields["days"] = days.map { .array($0.map { .string($0.rawValue) }) }
        fields["from"] = from.map { .string(LocalHours.text($0)) }
        fields["until"] = until.map { .string(LocalHours.text($0)) }
        fields["weather"] = weather.map { .object(["place": .string($0.place), "when": .string($0.when)]) }
        fields["horizonHours"] = horizonHours.map { .integer(Int64($0)) }
        return .object(fields)
    }

    private static func days(_ reader: inout ObjectReader) throws(FieldError) -> [Weekday]? {
        guard reader.has("days") else {
            _ = reader.optionalValue("days")
            return nil
        }
        var days: [Weekday] = []
        for (index, text) in try reader.strings("days", count: 1...7).enumerated() {
            guard let day = Weekday(rawValue: text), !days.contains(day) else {
                let all = Weekday.allCases.map(\.rawValue).joined(separator: ", ")
                throw reader.error("days[\(index)]", "expected one of \(all), each once")
            }
            days.append(day)
        }
        return days
    }
}
