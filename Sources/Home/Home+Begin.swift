// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import GRDB
package import Vocabulary

extension Home {
    /// Takes a round number for ever, and then opens the writer under which its key may be drawn.
    ///
    /// The number is durable before this returns. Numbers rise strictly: one that is not above the highest is refused,
    /// with `roundExists` where its state is here and can be used, with `burnt` where it is not.
    package func beginRound(
        of agreement: AgreementID, number: UInt32, holding lock: borrowing HomeLock
    ) throws -> RoundWriter {
        try database.write { database in
            let highest = try highest(agreement, in: database)
            if number <= highest {
                let exists = try Bool.fetchOne(
                    database, sql: "SELECT 1 FROM round WHERE agreement = ? AND number = ?",
                    arguments: [agreement.hex, Int64(number)])
                throw exists == nil
                    ? HomeError.burnt(number: number, highest: highest) : HomeError.roundExists(number: number)
            }
            try database.execute(
                sql: "UPDATE agreement SET highestRound = ? WHERE id = ?", arguments: [Int64(number), agreement.hex])
        }
        return try RoundWriter(self, agreement: agreement, number: number)
    }
}
