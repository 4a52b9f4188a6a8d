// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Agreements
internal import GRDB
package import Vocabulary

extension Home {
    /// Stores a bundle, or adds its acceptances to the stored one.
    ///
    /// `signedHere` is true where this home made its party's acceptance, and stays true from then on.
    @discardableResult
    package func save(_ bundle: SignedAgreement, signedHere: Bool = false) throws -> AgreementSaving {
        let id = bundle.agreement.id
        return try database.write { database in
            let old = try stored(id, in: database)
            var merged = old?.bundle ?? bundle
            try merged.merge(bundle)
            let signed = signedHere || old?.signedHere == true
            try database.execute(
                sql: "INSERT INTO agreement (id, name, bundle, signedHere, isHandedOut) "
                    + "VALUES (:id, :name, :bundle, :signed, 0) ON CONFLICT (id) DO UPDATE SET bundle = excluded.bundle, signedHere = excluded.signedHere",
                arguments: [
                    "id": id.hex, "name": bundle.agreement.name, "bundle": Blob.data(merged.bytes), "signed": signed,
                ])
            let namesakes = try Row.fetchAll(
                database, sql: "SELECT bundle, signedHere FROM agreement WHERE name = ? AND id <> ? ORDER BY key",
                arguments: [bundle.agreement.name, id.hex])
            return try AgreementSaving(
                stored: StoredAgreement(bundle: merged, signedHere: signed), isNew: old == nil,
                namesakes: namesakes.map { try read($0) })
        }
    }

    /// Gives every agreement, oldest first.
    package func agreements() throws -> [StoredAgreement] {
        try database.read { try Row.fetchAll($0, sql: "SELECT bundle, signedHere FROM agreement ORDER BY key") }
            .map { try read($0) }
    }

    /// Gives an agreement; nil where the home does not have it.
    package func agreement(_ id: AgreementID) throws -> StoredAgreement? {
        try database.read { try stored(id, in: $0) }
    }

    /// Finds what a person typed: the identifier, its first 8 or more digits, or the name.
    ///
    /// - Throws: `HomeError.noAgreement` or `ambiguousAgreement`; the text is repeated only where it looks like a name or
    ///   an identifier, and not like a telephone number.
    package func agreement(matching text: String) throws -> StoredAgreement {
        let digits = text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
        let isName = text.utf8.allSatisfy { (48...57).contains($0) || (97...122).contains($0) || $0 == 45 }
        guard isName, (1...64).contains(text.utf8.count) else { throw HomeError.noAgreement(nil) }
        let shown = text.utf8.allSatisfy { $0 < 58 } ? nil : text
        let prefix = digits && text.utf8.count >= 8 ? text : nil
        let rows = try database.read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT bundle, signedHere FROM agreement "
                    + "WHERE name = :text OR substr(id, 1, length(:prefix)) = :prefix ORDER BY key",
                arguments: ["text": text, "prefix": prefix])
        }
        let found = try rows.map { try read($0) }
        guard let first = found.first else { throw HomeError.noAgreement(shown) }
        guard found.count == 1 else {
            throw HomeError.ambiguousAgreement(
                candidates: found.map { "\($0.agreement.name) (\($0.agreement.id.hex.prefix(16)))" })
        }
        return first
    }

    func stored(_ id: AgreementID, in database: Database) throws -> StoredAgreement? {
        try Row.fetchOne(
            database, sql: "SELECT bundle, signedHere FROM agreement WHERE id = ?", arguments: [id.hex]
        ).map { try read($0) }
    }

    private func read(_ row: Row) throws -> StoredAgreement {
        let bytes = Blob.bytes(row["bundle"])
        do {
            return try StoredAgreement(bundle: SignedAgreement(parsing: bytes), signedHere: row["signedHere"])
        } catch {
            throw HomeError.damaged(path: layout.database, problem: "an agreement cannot be read back: \(error)")
        }
    }
}
