// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Signing

/// Another type of statement with the same fields.
struct Memo: StatementBody {
    static let type = "memo"

    let note: Note

    init(reading reader: inout ObjectReader) throws { note = try Note(reading: &reader) }

    var fields: [String: JSONValue] { note.fields }
}
