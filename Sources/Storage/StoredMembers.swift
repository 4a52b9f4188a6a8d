// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Columns
package import Consent
internal import FoundationEssentials
internal import GRDB
internal import Matching
internal import Messages
internal import Signing
package import Vocabulary

/// Members, their attributes and the log, in the state database.
package struct StoredMembers: MemberStore {
    let database: StateDatabase

    package init(_ database: StateDatabase) { self.database = database }

    package func phase(of round: RoundID) throws -> RecordsPhase {
        try database.read { connection in
            let row = try StoredRounds.row(of: round, in: connection)
            let key = try row.integer("key")
            let names = try Self.parties(ofRound: key, in: connection)
            var senders: [PartyID: RecordsPhase.Sender] = [:]
            let pages = try Row.fetchAll(
                connection,
                sql: "SELECT party, page, is_last, last_handle FROM record_page WHERE round = ? ORDER BY page",
                arguments: [key])
            for page in pages {
                let position = try page.integer("party")
                guard let party = names[position] else { throw StorageError.damaged("a page of records has no party") }
                let handle = try page.optionalBytes("last_handle").flatMap { Handle(bytes: $0) }
                senders[party] = RecordsPhase.Sender(
                    pages: Int(try page.integer("page")) + 1, isComplete: try page.integer("is_last") == 1,
                    lastHandle: handle ?? senders[party]?.lastHandle)
            }
            let isMatched = try row.text("state") == RoundState.matched.rawValue
            let isDecided =
                try Bool.fetchOne(
                    connection, sql: "SELECT 1 FROM log_entry WHERE round = ? AND kind = 'decided'", arguments: [key])
                ?? false
            return RecordsPhase(
                matchedAt: isMatched ? try row.integer("finished_at") : nil, senders: senders, isDecided: isDecided,
                isErased: try row.integer("rows_erased") == 1)
        }
    }

    package func page(_ page: Int, of party: PartyID, in round: RoundID) throws -> Digest? {
        try database.read { connection in
            let (key, position) = try Self.place(of: party, in: round, connection)
            guard
                let row = try Row.fetchOne(
                    connection, sql: "SELECT digest FROM record_page WHERE round = ? AND party = ? AND page = ?",
                    arguments: [key, position, page])
            else { return nil }
            return Digest(bytes: try row.bytes("digest"))
        }
    }

    package func members(of handles: [Handle], of party: PartyID, in round: RoundID) throws -> [UInt32?] {
        try database.read { connection in
            let (key, position) = try Self.place(of: party, in: round, connection)
            var rows = ResultBlocks(of: position, round: key, in: connection)
            return try handles.map { try rows.member(of: $0) }
        }
    }

    package func revoked(among handles: [Handle], in round: RoundID) throws -> Set<Handle> {
        try database.read { connection in
            let key = try StoredRounds.row(of: round, in: connection).integer("key")
            let query = try connection.makeStatement(sql: "SELECT 1 FROM revocation WHERE round = ? AND handle = ?")
            return Set(
                try handles.filter {
                    try Bool.fetchOne(query, arguments: [key, Data($0.bytes)]) ?? false
                })
        }
    }

    package func firstKnown(among subjects: [Digest]) throws -> Int? {
        try database.read { connection in
            let query = try connection.makeStatement(sql: "SELECT 1 FROM subject WHERE digest = ?")
            return try subjects.firstIndex { try Bool.fetchOne(query, arguments: [Data($0.bytes)]) ?? false }
        }
    }

    package func undecided(
        of owner: PartyID, in round: RoundID, after handle: Handle?, limit: Int
    ) throws -> [Handle] {
        try database.read { connection in
            let (key, position) = try Self.place(of: owner, in: round, connection)
            let decision = try connection.makeStatement(
                sql: "SELECT 1 FROM log_entry WHERE round = ? AND kind = 'decision' AND handle = ?")
            var rows = ResultBlocks(of: position, round: key, in: connection)
            var found: [Handle] = []
            try rows.forEachHandle(after: handle) { next in
                if try Bool.fetchOne(decision, arguments: [key, Data(next.bytes)]) == nil { found.append(next) }
                return found.count < limit
            }
            return found
        }
    }

    package func tally(of round: RoundID) throws -> (allowed: Int, refused: Int) {
        try database.read { connection in
            let key = try StoredRounds.row(of: round, in: connection).integer("key")
            if let end = try Data.fetchOne(
                connection, sql: "SELECT envelope FROM log_entry WHERE round = ? AND kind = 'decided'", arguments: [key]
            ) {
                let decided = try Unverified<RoundDecided>(parsing: Array(end)).body
                return (decided.allowed, decided.refused)
            }
            let row = try Row.fetchOne(
                connection,
                sql: """
                    SELECT coalesce(sum(allowed), 0) AS allowed, count(*) AS decisions FROM log_entry
                    WHERE round = ? AND kind = 'decision'
                    """, arguments: [key])
            let allowed = try row?.integer("allowed") ?? 0
            return (Int(allowed), Int(try row?.integer("decisions") ?? 0) - Int(allowed))
        }
    }

    package func newestDecided(of agreement: AgreementID) throws -> (round: RoundID, at: Int64)? {
        try database.read { connection in
            let row = try Row.fetchOne(
                connection,
                sql: """
                    SELECT round.id AS id, log_entry.at AS at FROM round
                    JOIN agreement ON agreement.key = round.agreement
                    JOIN log_entry ON log_entry.round = round.key AND log_entry.kind = 'decided'
                    WHERE agreement.id = ? AND NOT rows_erased ORDER BY round.number DESC LIMIT 1
                    """, arguments: [Data(agreement.bytes)])
            guard let row else { return nil }
            guard let round = RoundID(bytes: try row.bytes("id")) else {
                throw StorageError.damaged("a round's identifier cannot be read back")
            }
            return (round, try row.integer("at"))
        }
    }

    package func openPhases() throws -> [RoundID] {
        try database.read { connection in
            try Data.fetchAll(
                connection,
                sql: """
                    SELECT id FROM round WHERE state = 'matched' AND NOT rows_erased AND NOT EXISTS (
                        SELECT 1 FROM log_entry WHERE log_entry.round = round.key AND kind = 'decided')
                    ORDER BY key
                    """
            ).map { bytes in
                guard let round = RoundID(bytes: bytes) else {
                    throw StorageError.damaged("a round's identifier cannot be read back")
                }
                return round
            }
        }
    }

    package func forEachMember(
        of round: RoundID, _ body: (AllowedMember, [(party: PartyID, json: [UInt8])]) throws -> Void
    ) throws {
        try database.read { connection in
            let key = try StoredRounds.row(of: round, in: connection).integer("key")
            let names = try Self.parties(ofRound: key, in: connection)
            // All of them ascend by member, so that each is read once, from its start to its end.
            let rows = try Row.fetchCursor(
                connection, sql: "SELECT * FROM member WHERE round = ? ORDER BY member", arguments: [key])
            var told = try names.map { position, party in
                try AttributeCursor(of: party, at: position, round: key, in: connection)
            }
            while let row = try rows.next() {
                let member = try Self.member(row)
                var attributes: [(party: PartyID, json: [UInt8])] = []
                for index in told.indices {
                    if let json = try told[index].attributes(of: member.member) {
                        attributes.append((told[index].party, json))
                    }
                }
                try body(member, attributes)
            }
        }
    }

    // MARK: - Reading

    /// The key of a round and the place of a party in its agreement.
    static func place(of party: PartyID, in round: RoundID, _ connection: Database) throws -> (Int64, Int64) {
        let key = try StoredRounds.row(of: round, in: connection).integer("key")
        guard let position = try parties(ofRound: key, in: connection).first(where: { $0.value == party })?.key else {
            throw Problem(.wrongParty, "\(party) is not a party of this round's agreement.")
        }
        return (key, position)
    }

    /// The parties of a round's agreement by their places.
    static func parties(ofRound key: Int64, in connection: Database) throws -> [Int64: PartyID] {
        let rows = try Row.fetchAll(
            connection,
            sql: """
                SELECT position, party FROM agreement_party JOIN round ON round.agreement = agreement_party.agreement
                WHERE round.key = ?
                """, arguments: [key])
        var names: [Int64: PartyID] = [:]
        for row in rows {
            guard let party = PartyID(try row.text("party")) else { throw StorageError.damaged("a party's name") }
            names[try row.integer("position")] = party
        }
        return names
    }

    static func handle(_ bytes: Data) throws -> Handle {
        guard let handle = Handle(bytes: bytes) else { throw StorageError.damaged("a handle cannot be read back") }
        return handle
    }

    private static func member(_ row: Row) throws -> AllowedMember {
        let words = try row.text("channels").split(separator: " ")
        let channels = words.compactMap { Channel(rawValue: String($0)) }
        let until = try row.optionalInteger("until").map { seconds in
            guard let moment = Timestamp(seconds: seconds) else { throw StorageError.damaged("a member's end") }
            return moment
        }
        guard channels.count == words.count, let handle = Handle(bytes: try row.bytes("handle")),
            let member = UInt32(exactly: try row.integer("member")),
            let hours = LocalHours(
                from: Int(try row.integer("opens")), until: Int(try row.integer("closes")))
        else { throw StorageError.damaged("a member cannot be read back") }
        return AllowedMember(member: member, handle: handle, channels: channels, until: until, hours: hours)
    }
}
