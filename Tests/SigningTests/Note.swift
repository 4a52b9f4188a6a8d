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

/// Another type of statement with the same fields.
struct Memo: StatementBody {
    static let type = "memo"

    let note: Note

    init(reading reader: inout ObjectReader) throws { note = try Note(reading: &reader) }

    var fields: [String: JSONValue] { note.fields }
}

/// The body of the worked example in protocol/v1/encoding.md.
struct ExampleAcceptance: StatementBody {
    static let type = "acceptance"

    let agreement: AgreementID
    let from: PartyID

    init(reading reader: inout ObjectReader) throws {
        agreement = try reader.agreementID("agreement")
        from = try reader.party("from")
    }

    var fields: [String: JSONValue] { ["agreement": .string(agreement.hex), "from": .string(from.name)] }
}
