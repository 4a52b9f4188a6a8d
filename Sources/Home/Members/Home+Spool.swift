// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import GRDB
package import Vocabulary

extension Home {
    /// Starts a spool for what the input says about the rows of a list that is about to be read.
    package func beginSpool(holding lock: borrowing HomeLock) throws -> SpoolWriter {
        try PrivateFolder.createIfMissing(layout.spools)
        return try SpoolWriter(in: layout.spools)
    }

    /// Opens a round's spooled rows at their start; empty where its party spooled none.
    ///
    /// - Throws: `HomeError.erased` after retention, or when the round ended without a result.
    package func spooledRows(of round: RoundID) throws -> SpooledRowReader {
        let spool = try database.read { database -> RoundSpool? in
            guard try !known(round, in: database).isErased else {
                throw HomeError.erased(round, what: "the spooled rows")
            }
            return try Row.fetchOne(
                database,
                sql: "SELECT nonce, rows FROM spool WHERE round = (SELECT key FROM round WHERE id = ?)",
                arguments: [round.hex]
            ).map { RoundSpool(nonce: Blob.bytes($0["nonce"]), rows: $0["rows"]) }
        }
        return try SpooledRowReader(layout.round(round), spool)
    }

    /// Erases the spools that no round has adopted; whoever holds the lock has none yet.
    func eraseSpools() throws {
        for name in try PrivateFolder.names(in: layout.spools) { try SealingKeyFile.erase(name, in: layout.spools) }
    }
}
