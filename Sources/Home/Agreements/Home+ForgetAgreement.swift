// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import GRDB
internal import Signing
package import Vocabulary

extension Home {
    /// Notes that an agreement's signature of this home is given to others, by whatever way; it is never forgotten then.
    package func markHandedOut(_ agreement: AgreementID) throws {
        try database.write { database in
            try database.execute(
                sql: "UPDATE agreement SET isHandedOut = 1 WHERE id = ?", arguments: [agreement.hex])
        }
    }

    /// Removes an agreement that nobody but this home's party has signed, whose signature was handed to nobody, and under which
    /// no round was begun; the contexts that were kept for it go with it.
    ///
    /// - Returns: whether it was removed.
    package func forget(_ agreement: AgreementID) throws -> Bool {
        try database.write { database in
            guard let stored = try stored(agreement, in: database),
                stored.bundle.acceptances.allSatisfy({ $0.body.from == party })
            else { return false }
            let isFree = try Bool.fetchOne(
                database,
                sql: "SELECT 1 FROM agreement WHERE id = :id AND highestRound = 0 AND isHandedOut = 0 "
                    + "AND NOT EXISTS (SELECT 1 FROM round WHERE agreement = :id)",
                arguments: ["id": agreement.hex])
            guard isFree == true else { return false }
            for sql in [
                "DELETE FROM contextDefinition WHERE agreement = ?", "DELETE FROM logHead WHERE agreement = ?",
                "DELETE FROM agreement WHERE id = ?",
            ] { try database.execute(sql: sql, arguments: [agreement.hex]) }
            return true
        }
    }
}
