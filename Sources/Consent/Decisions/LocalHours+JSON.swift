// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Signing
internal import Vocabulary

extension LocalHours {
    /// Reads the fields `from` and `until`; the caller refuses what is left over.
    init(reading reader: inout ObjectReader) throws {
        let from = try Self.minute("from", of: &reader)
        let until = try Self.minute("until", of: &reader)
        guard let hours = LocalHours(from: from, until: until) else {
            throw reader.error("until", "expected a time that is not before from")
        }
        self = hours
    }

    /// The two fields.
    var fields: [String: JSONValue] { ["from": .string(Self.text(from)), "until": .string(Self.text(until))] }

    private static func minute(_ key: String, of reader: inout ObjectReader) throws -> Int {
        guard let minute = Self.minutes(try reader.string(key)) else {
            throw reader.error(key, "expected a time of day from 00:00 to 24:00")
        }
        return minute
    }
}
