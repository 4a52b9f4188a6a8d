// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials
internal import GRDB
package import Matching
internal import Messages
internal import Signing
package import Vocabulary

extension StoredRounds {
    package func finish(_ outcome: RoundOutcome, of round: Round, at now: Int64) throws {
        let event = RoundEvent.finished(outcome.manifest)
        try database.writeMuch { connection in
            let key = try Self.advance(round, by: event, in: connection)
            try Self.insert(event, of: round, key: key, receipt: nil, into: connection)
            try connection.execute(sql: "UPDATE round SET finished_at = ? WHERE key = ?", arguments: [now, key])
            for rows in outcome.rows {
                let position = Int64(try round.position(of: rows.party))
                try ResultBlocks(of: position, round: key, in: connection).insert(rows.records, members: rows.members)
            }
        }
    }

    package func rows(of party: PartyID, in round: RoundID, page: Int) throws -> [UInt8] {
        try database.read { connection in
            let row = try Self.row(of: round, in: connection)
            let position = try Int64.fetchOne(
                connection, sql: "SELECT position FROM agreement_party WHERE agreement = ? AND party = ?",
                arguments: [try row.integer("agreement"), party.name])
            let key = try row.integer("key")
            let bytes = try position.map { try ResultBlocks(of: $0, round: key, in: connection).page(page) } ?? []
            guard !bytes.isEmpty else {
                throw Problem(.notFound, "\(party) has no page \(page) of row records in this round.")
            }
            return bytes
        }
    }

    package func eraseRows(endedBefore moment: Int64, of agreement: AgreementID) throws -> Int {
        let erased = try database.write { connection in
            let due = try Int64.fetchAll(
                connection,
                sql: """
                    SELECT round.key FROM round JOIN agreement ON agreement.key = round.agreement
                    WHERE agreement.id = ? AND state = 'matched' AND finished_at <= ? AND NOT rows_erased
                    """, arguments: [Data(agreement.bytes), moment])
            for key in due {
                try ResultBlocks.erase(ofRound: key, in: connection)
                try StoredMembers.erase(ofRound: key, in: connection)
                try connection.execute(sql: "UPDATE round SET rows_erased = 1 WHERE key = ?", arguments: [key])
            }
            return due.count
        }
        // What was overwritten in the database must not live on in the log beside it.
        if erased > 0 { database.forgetDeleted() }
        return erased
    }
}
