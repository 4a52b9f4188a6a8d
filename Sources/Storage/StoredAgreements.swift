// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Agreements
internal import FoundationEssentials
internal import GRDB
internal import Matching
internal import Signing
internal import Synchronization
package import Vocabulary

/// Agreements in the state database: the signed form as bytes, and beside it each party's acceptance.
package final class StoredAgreements: AgreementStore {
    private let database: StateDatabase
    /// A complete agreement never changes again: each is parsed and verified once a process.
    private let complete = Mutex<[AgreementID: SignedAgreement]>([:])

    package init(_ database: StateDatabase) { self.database = database }

    package func agreement(_ id: AgreementID) throws -> SignedAgreement? {
        try bundles(where: "id = ?", [Data(id.bytes)]).first
    }

    package func agreements(naming party: PartyID) throws -> [SignedAgreement] {
        try bundles(where: "key IN (SELECT agreement FROM agreement_party WHERE party = ?)", [party.name])
    }

    package func liveAgreements(at now: Int64) throws -> [SignedAgreement] {
        try bundles(where: "complete AND valid_until > ?", [now])
    }

    @discardableResult
    package func save(_ bundle: SignedAgreement) throws -> SignedAgreement {
        try database.write { connection in
            let id = Data(bundle.agreement.id.bytes)
            guard let row = try Row.fetchOne(connection, sql: "SELECT * FROM agreement WHERE id = ?", arguments: [id])
            else {
                try insert(bundle, into: connection)
                return bundle
            }
            var merged = try read(row, in: connection)
            try merged.merge(bundle)
            let key = try row.integer("key")
            for acceptance in merged.acceptances {
                try connection.execute(
                    sql:
                        "UPDATE agreement_party SET acceptance = ? WHERE agreement = ? AND party = ? AND acceptance IS NULL",
                    arguments: [Data(acceptance.bytes), key, acceptance.body.from.name])
            }
            try connection.execute(
                sql: "UPDATE agreement SET complete = ? WHERE key = ?", arguments: [merged.isComplete, key])
            return merged
        }
    }

    private func insert(_ bundle: SignedAgreement, into connection: Database) throws {
        let agreement = bundle.agreement
        try connection.execute(
            sql: "INSERT INTO agreement (id, name, form, valid_until, complete) VALUES (?, ?, ?, ?, ?)",
            arguments: [
                Data(agreement.id.bytes), agreement.name, Data(agreement.signedForm), agreement.validity.until.seconds,
                bundle.isComplete,
            ])
        let key = connection.lastInsertedRowID
        for (position, party) in agreement.partyIDs.enumerated() {
            try connection.execute(
                sql: "INSERT INTO agreement_party (agreement, position, party, acceptance) VALUES (?, ?, ?, ?)",
                arguments: [key, position, party.name, bundle.acceptance(of: party).map { Data($0.bytes) }])
        }
    }

    private func bundles(where condition: String, _ arguments: StatementArguments) throws -> [SignedAgreement] {
        try database.read { connection in
            try Row.fetchAll(
                connection, sql: "SELECT * FROM agreement WHERE \(condition) ORDER BY key", arguments: arguments
            ).map { try read($0, in: connection) }
        }
    }

    /// Parses and verifies one agreement.
    private func read(_ row: Row, in connection: Database) throws -> SignedAgreement {
        guard let id = AgreementID(bytes: try row.bytes("id")) else { throw StorageError.damaged("an agreement's id") }
        if let known = complete.withLock({ $0[id] }) { return known }
        let acceptances = try Row.fetchAll(
            connection,
            sql: "SELECT party, acceptance FROM agreement_party WHERE agreement = ? AND acceptance IS NOT NULL",
            arguments: [try row.integer("key")])
        var bundle: SignedAgreement
        do {
            bundle = SignedAgreement(try Agreement(json: JSONValue(parsing: try row.bytes("form"))))
            for row in acceptances {
                let acceptance = try Unverified<Acceptance>(parsing: try row.bytes("acceptance"))
                guard acceptance.body.from.name == (try row.text("party")) else { throw Self.damage(id) }
                try bundle.add(acceptance)
            }
        } catch {
            throw Self.damage(id)
        }
        guard bundle.agreement.id == id, bundle.isComplete == (try row.integer("complete") == 1) else {
            throw Self.damage(id)
        }
        if bundle.isComplete { complete.withLock { $0[id] = bundle } }
        return bundle
    }

    private static func damage(_ id: AgreementID) -> StorageError {
        .damaged("agreement \(id.hex.prefix(16)) cannot be read back or verified")
    }
}
