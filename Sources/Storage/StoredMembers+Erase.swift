// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials
internal import GRDB
internal import Vocabulary

extension StoredMembers {
    /// Erases all that followed a round's match; its log entries stay, because the chain needs them.
    static func erase(ofRound key: Int64, in connection: Database) throws {
        try connection.execute(
            sql: "DELETE FROM plan_message WHERE plan IN (SELECT key FROM plan WHERE round = ?)", arguments: [key])
        for table in ["plan", "member", "attribute_row", "record_page", "subject", "revocation"] {
            try connection.execute(sql: "DELETE FROM \(table) WHERE round = ?", arguments: [key])
        }
    }

    /// Erases what serves no purpose once a round is decided: attributes of those who are no members of it, and the plans
    /// of older rounds, which are told no more.
    static func eraseUnused(ofRound key: Int64, of agreement: Int64, in connection: Database) throws {
        try connection.execute(
            sql: """
                DELETE FROM attribute_row WHERE round = :round AND NOT EXISTS (
                    SELECT 1 FROM member WHERE member.round = :round AND member.member = attribute_row.member)
                """, arguments: ["round": key])
        let old = try Int64.fetchAll(
            connection,
            sql: """
                SELECT plan.key FROM plan JOIN round ON round.key = plan.round
                WHERE round.agreement = ? AND round.number < (SELECT number FROM round WHERE key = ?)
                """, arguments: [agreement, key])
        try StoredSegments.erase(plans: old, in: connection)
    }

    /// Erases what all parties told of the member that one of its handles stands for.
    static func eraseAttributes(of handle: Handle, round: Int64, of agreement: Int64, in connection: Database) throws {
        let positions = try Int64.fetchAll(
            connection, sql: "SELECT position FROM agreement_party WHERE agreement = ?", arguments: [agreement])
        for position in positions {
            var rows = ResultBlocks(of: position, round: round, in: connection)
            guard let member = try rows.member(of: handle) else { continue }
            try connection.execute(
                sql: "DELETE FROM attribute_row WHERE round = ? AND member = ?", arguments: [round, Int64(member)])
        }
    }
}
