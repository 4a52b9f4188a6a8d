// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import GRDB
internal import Vocabulary

/// What one party told of the members of a round, read once in the order of members.
struct AttributeCursor {
    let party: PartyID
    private let rows: RowCursor
    private var next: (member: Int64, json: [UInt8])?

    init(of party: PartyID, at position: Int64, round key: Int64, in connection: Database) throws {
        self.party = party
        rows = try Row.fetchCursor(
            connection,
            sql: "SELECT member, attributes FROM attribute_row WHERE round = ? AND party = ? ORDER BY member",
            arguments: [key, position])
        try advance()
    }

    /// The attributes of a member, nil where the party told nothing.
    ///
    /// Members are asked for in ascending order.
    mutating func attributes(of member: UInt32) throws -> [UInt8]? {
        while let present = next, present.member < Int64(member) { try advance() }
        guard let present = next, present.member == Int64(member) else { return nil }
        return present.json
    }

    private mutating func advance() throws {
        next = try rows.next().map { (try $0.integer("member"), try $0.bytes("attributes")) }
    }
}
