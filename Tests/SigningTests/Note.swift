// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Signing
import Vocabulary

/// A statement for tests, with an optional field.
struct Note: StatementBody {
    static let type = "note"

    let from: PartyID
    let count: Int64
    let text: String?

    init(from: PartyID, count: Int64, text: String? = nil) {
        self.from = from
        self.count = count
        self.text = text
    }

    init(reading reader: inout ObjectReader) throws {
        from = try reader.party("from")
        count = try reader.integer("count", in: 0...100)
        text = try reader.optionalString("text")
    }

    var fields: [String: JSONValue] {
        var fields: [String: JSONValue] = ["from": .string(from.name), "count": .integer(count)]
        if let text { fields["text"] = .string(text) }
        return fields
    }
}
