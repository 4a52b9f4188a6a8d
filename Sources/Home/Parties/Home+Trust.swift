// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import GRDB
package import Signing
package import Vocabulary

extension Home {
    /// Records that a party's key was compared over another channel.
    ///
    /// To change a key that is trusted already, `replace` must be true.
    ///
    /// - Throws: `HomeError.otherKeyTrusted`.
    @discardableResult
    package func trust(_ party: PartyID, _ fingerprint: Fingerprint, replace: Bool = false) throws -> TrustChange {
        try database.write { database in
            let stored = try String.fetchOne(
                database, sql: "SELECT fingerprint FROM trustedKey WHERE party = ?", arguments: [party.name])
            if stored == fingerprint.text { return .unchanged }
            if stored != nil, !replace { throw HomeError.otherKeyTrusted(party) }
            try database.execute(
                sql: "INSERT INTO trustedKey (party, fingerprint) VALUES (?, ?) "
                    + "ON CONFLICT (party) DO UPDATE SET fingerprint = excluded.fingerprint",
                arguments: [party.name, fingerprint.text])
            return stored.flatMap { Fingerprint(typed: $0) }.map { .replaced($0) } ?? .added
        }
    }

    /// Gives the fingerprint trusted for a party; nil where none is.
    package func trustedFingerprint(of party: PartyID) throws -> Fingerprint? {
        try database.read { database in
            try String.fetchOne(
                database, sql: "SELECT fingerprint FROM trustedKey WHERE party = ?", arguments: [party.name])
        }.flatMap { Fingerprint(typed: $0) }
    }

    /// Gives every trusted key, by party.
    package func trustedFingerprints() throws -> [(party: PartyID, fingerprint: Fingerprint)] {
        try database.read { try Row.fetchAll($0, sql: "SELECT party, fingerprint FROM trustedKey ORDER BY party") }
            .map { row in
                guard let party = PartyID(row["party"] as String),
                    let key = Fingerprint(typed: row["fingerprint"] as String)
                else { throw HomeError.damaged(path: layout.database, problem: "a trusted key cannot be read back") }
                return (party, key)
            }
    }
}
