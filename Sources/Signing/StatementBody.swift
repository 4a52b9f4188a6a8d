// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// The content of a signed statement of one type.
///
/// `type` is written, checked and signed by `Signed` and `Unverified`; bodies neither read nor write it.
package protocol StatementBody: Equatable, Sendable {
    /// The type, 1 to 32 of `a-z`, `0-9` and `-`, different for every kind of statement.
    static var type: String { get }

    /// Reads every field; the caller refuses what is left over.
    init(reading reader: inout ObjectReader) throws

    /// Every field except `type`.
    var fields: [String: JSONValue] { get }
}

extension StatementBody {
    /// The body as it is signed: the fields and the type.
    package var json: JSONValue {
        .object(fields.merging(["type": .string(Self.type)]) { _, type in type })
    }

    /// Reads a body strictly, and refuses one that would not be written back in the same bytes.
    static func parse(_ value: JSONValue) throws -> Self {
        var reader = try ObjectReader(value, path: type)
        guard try reader.string("type") == type else { throw reader.error("type", "expected \"\(type)\"") }
        let body = try Self(reading: &reader)
        try reader.finish()
        guard body.json == value else { throw SignatureError.notCanonicalBody(type: type) }
        return body
    }
}
