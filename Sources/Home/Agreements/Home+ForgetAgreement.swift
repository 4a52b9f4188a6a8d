// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import GRDB
internal import Signing
package import Vocabulary

extension Home {
    /// Removes an agreement that nobody but this home's party has signed and that no round was begun under.
    ///
    /// - Returns: false, and nothing is removed, where another party's signature is here or a round number was used.
    package func forget(_ agreement: AgreementID) throws -> Bool {
        try database.write { database in
            guard let stored = try stored(agreement, in: database),
                stored.bundle.acceptances.allSatisfy({ $0.body.from == party })
            else { return false }
            try database.execute(
                sql: "DELETE FROM agreement WHERE id = :id AND highestRound = 0 "
                    + "AND NOT EXISTS (SELECT 1 FROM round WHERE agreement = :id)",
                arguments: ["id": agreement.hex])
            return database.changesCount > 0
        }
    }
}
