// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials
internal import GRDB
package import Segmentation
package import Signing
package import Vocabulary

extension StoredSegments {
    package func save(_ plan: StoredPlan, messages: [PlannedMessage], atLeast minimum: Int) throws -> Int? {
        var forgotten = 0
        let count: Int? = try database.write { connection in
            let round = try StoredRounds.row(of: plan.round, in: connection).integer("key")
            let allowed = try connection.makeStatement(sql: "SELECT 1 FROM member WHERE round = ? AND handle = ?")
            // Somebody may have been revoked since the messages were planned.
            let kept = try messages.filter {
                try Bool.fetchOne(allowed, arguments: [round, Data($0.handle.bytes)]) ?? false
            }
            guard kept.count >= minimum else { return nil }
            try connection.execute(
                sql: "INSERT INTO plan (id, round, context, made_at) VALUES (?, ?, ?, ?)",
                arguments: [Data(plan.id.bytes), round, plan.context, plan.madeAt.seconds])
            let key = connection.lastInsertedRowID
            let insert = try connection.makeStatement(
                sql: """
                    INSERT INTO plan_message (plan, handle, channel, text, send_after, not_after) VALUES (?, ?, ?, ?, ?, ?)
                    """)
            for message in kept {
                try insert.execute(arguments: [
                    key, Data(message.handle.bytes), message.channel.rawValue, message.text, message.sendAfter.seconds,
                    message.notAfter.seconds,
                ])
            }
            forgotten = try forgetOldPlans(of: plan.context, round: round, connection)
            return kept.count
        }
        if forgotten > 0 { database.forgetDeleted() }
        return count
    }

    /// Plans of one context that are kept; each replaces the one before in what a brand does.
    private static let plansKept = 8

    private func forgetOldPlans(of context: String, round: Int64, _ connection: Database) throws -> Int {
        let old = try Int64.fetchAll(
            connection, sql: "SELECT key FROM plan WHERE round = ? AND context = ? ORDER BY key DESC LIMIT -1 OFFSET ?",
            arguments: [round, context, Self.plansKept])
        try Self.erase(plans: old, in: connection)
        return old.count
    }

    /// Erases plans with their messages.
    static func erase(plans keys: [Int64], in connection: Database) throws {
        for key in keys {
            try connection.execute(sql: "DELETE FROM plan_message WHERE plan = ?", arguments: [key])
            try connection.execute(sql: "DELETE FROM plan WHERE key = ?", arguments: [key])
        }
    }

    package func plan(_ id: Handle) throws -> StoredPlan? {
        try database.read { connection in
            try Row.fetchOne(
                connection,
                sql:
                    "SELECT plan.*, round.id AS round_id FROM plan JOIN round ON round.key = plan.round WHERE plan.id = ?",
                arguments: [Data(id.bytes)]
            ).map(Self.plan)
        }
    }

    package func messages(
        of plan: Handle, after handle: Handle?, endingAfter moment: Timestamp, limit: Int
    ) throws -> [PlannedMessage] {
        try database.read { connection in
            try Row.fetchAll(
                connection,
                sql: """
                    SELECT plan_message.* FROM plan_message JOIN plan ON plan.key = plan_message.plan
                    WHERE plan.id = ? AND handle > ? AND not_after > ? ORDER BY handle LIMIT ?
                    """, arguments: [Data(plan.bytes), Data(handle?.bytes ?? []), moment.seconds, limit]
            ).map(Self.message)
        }
    }

    package func messages(for handle: Handle, in round: RoundID) throws -> [(plan: StoredPlan, message: PlannedMessage)]
    {
        try database.read { connection in
            try Row.fetchAll(
                connection,
                sql: """
                    SELECT plan_message.*, plan.id, plan.context, plan.made_at, round.id AS round_id FROM plan_message
                    JOIN plan ON plan.key = plan_message.plan JOIN round ON round.key = plan.round
                    WHERE plan_message.handle = ? AND round.id = ? ORDER BY plan.key
                    """, arguments: [Data(handle.bytes), Data(round.bytes)]
            ).map { (try Self.plan($0), try Self.message($0)) }
        }
    }

    private static func plan(_ row: Row) throws -> StoredPlan {
        guard let id = Handle(bytes: try row.bytes("id")), let round = RoundID(bytes: try row.bytes("round_id")),
            let madeAt = Timestamp(seconds: try row.integer("made_at"))
        else { throw StorageError.damaged("a plan cannot be read back") }
        return StoredPlan(id: id, round: round, context: try row.text("context"), madeAt: madeAt)
    }

    private static func message(_ row: Row) throws -> PlannedMessage {
        guard let handle = Handle(bytes: try row.bytes("handle")),
            let channel = Channel(rawValue: try row.text("channel")),
            let sendAfter = Timestamp(seconds: try row.integer("send_after")),
            let notAfter = Timestamp(seconds: try row.integer("not_after"))
        else { throw StorageError.damaged("a planned message cannot be read back") }
        return PlannedMessage(
            handle: handle, channel: channel, text: try row.text("text"), sendAfter: sendAfter, notAfter: notAfter)
    }
}
