// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials
internal import GRDB
internal import Messages
package import Segmentation
internal import Signing
package import Vocabulary

/// Segments, contexts and plans in the state database.
package struct StoredSegments: SegmentStore {
    let database: StateDatabase

    /// A definition as it is stored.
    private struct Definition: Equatable {
        let name: String
        let body: [UInt8]
    }

    package init(_ database: StateDatabase) { self.database = database }

    package func segments(of agreement: AgreementID) throws -> [SegmentDefinition] {
        try definitions("segment", of: agreement).map { try SegmentDefinition(json: $0) }
    }

    package func contexts(of agreement: AgreementID) throws -> [ContextDefinition] {
        try definitions("context", of: agreement).map { try ContextDefinition(json: $0) }
    }

    @discardableResult
    package func replace(
        _ segments: [SegmentDefinition], of agreement: AgreementID, by statement: [UInt8], at moment: Int64
    ) throws -> Bool {
        try replace("segment", segments.map { ($0.name, $0.json) }, of: agreement, by: statement, at: moment)
    }

    package func settle() throws { try database.settle() }

    package func compact(at moment: Int64) throws {
        if try database.compact(at: moment) { try database.settle() }
    }

    @discardableResult
    package func replace(
        _ contexts: [ContextDefinition], of agreement: AgreementID, by statement: [UInt8], at moment: Int64
    ) throws -> Bool {
        try replace("context", contexts.map { ($0.name, $0.json) }, of: agreement, by: statement, at: moment)
    }

    private func definitions(_ kind: String, of agreement: AgreementID) throws -> [JSONValue] {
        let bodies = try database.read { connection in
            try Data.fetchAll(
                connection,
                sql: """
                    SELECT body FROM definition JOIN agreement ON agreement.key = definition.agreement
                    WHERE agreement.id = ? AND kind = ? ORDER BY definition.name
                    """, arguments: [Data(agreement.bytes), kind])
        }
        return try bodies.map { try JSONValue(parsing: $0) }
    }

    private func replace(
        _ kind: String, _ definitions: [(name: String, json: JSONValue)], of agreement: AgreementID,
        by statement: [UInt8], at moment: Int64
    ) throws -> Bool {
        var ended = 0
        let isChange = try database.write { connection in
            guard
                let key = try Int64.fetchOne(
                    connection, sql: "SELECT key FROM agreement WHERE id = ?", arguments: [Data(agreement.bytes)])
            else { throw Problem(.notFound, "There is no such agreement here.") }
            let stored = try Row.fetchAll(
                connection, sql: "SELECT name, body FROM definition WHERE agreement = ? AND kind = ? ORDER BY name",
                arguments: [key, kind]
            ).map { Definition(name: try $0.text("name"), body: try $0.bytes("body")) }
            let sent = definitions.map { Definition(name: $0.name, body: $0.json.canonicalBytes) }
            guard sent.sorted(by: { $0.name < $1.name }) != stored else { return false }
            try connection.execute(
                sql: "DELETE FROM definition WHERE agreement = ? AND kind = ?", arguments: [key, kind])
            for definition in sent {
                try connection.execute(
                    sql: "INSERT INTO definition (agreement, kind, name, body) VALUES (?, ?, ?, ?)",
                    arguments: [key, kind, definition.name, Data(definition.body)])
            }
            try connection.execute(
                sql: "INSERT INTO definition_statement (agreement, at, envelope) VALUES (?, ?, ?)",
                arguments: [key, moment, Data(statement)])
            if kind == "context" { ended = try Self.eraseEndedPlans(of: key, in: connection) }
            return true
        }
        if ended > 0 { database.forgetDeleted() }
        return isChange
    }

    /// Erases the plans of contexts that are there no more.
    private static func eraseEndedPlans(of agreement: Int64, in connection: Database) throws -> Int {
        let ended = try Int64.fetchAll(
            connection,
            sql: """
                SELECT plan.key FROM plan JOIN round ON round.key = plan.round
                WHERE round.agreement = :agreement AND NOT EXISTS (
                    SELECT 1 FROM definition
                    WHERE definition.agreement = :agreement AND kind = 'context' AND definition.name = plan.context)
                """, arguments: ["agreement": agreement])
        try erase(plans: ended, in: connection)
        return ended.count
    }
}
