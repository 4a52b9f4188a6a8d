// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Columns
internal import GRDB
package import Messages
package import Vocabulary

extension Home {
    /// Accepts the one input of a place for ever; durable when this returns, and before the answer is sent.
    package func acceptInput(_ digest: Digest, at place: ChunkPlace, of round: RoundID) throws {
        try acceptInputs([(place, digest)], of: round)
    }

    /// Accepts the inputs of several places in one step, all or none.
    ///
    /// - Throws: `HomeError.otherInput` for the first place that has another; `wrongStep` unless the round is agreed.
    package func acceptInputs(_ inputs: [(place: ChunkPlace, digest: Digest)], of round: RoundID) throws {
        try database.write { database in
            let record = try known(round, in: database)
            guard record.step == .agreed else { throw HomeError.wrongStep(round, record.step) }
            let key = try key(of: round, in: database)
            let insert = try database.cachedStatement(
                sql:
                    "INSERT INTO hopInput (round, list, hop, chunk, digest) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
            )
            let select = try database.cachedStatement(
                sql: "SELECT digest AS value FROM hopInput WHERE round = ? AND list = ? AND hop = ? AND chunk = ?")
            for (place, digest) in inputs {
                try insert.execute(
                    arguments: [key, place.list.name, place.hop, place.chunk, Blob.data(digest.bytes)])
                guard database.changesCount == 0 else { continue }
                let stored = try Row.fetchOne(select, arguments: [key, place.list.name, place.hop, place.chunk])
                guard stored.flatMap({ Blob.bytes(of: $0) }) == digest.bytes else { throw HomeError.otherInput(place) }
            }
        }
    }

    func forgetHopInputs(of round: RoundID, in database: Database) throws {
        try database.execute(
            sql: "DELETE FROM hopInput WHERE round = (SELECT key FROM round WHERE id = ?)", arguments: [round.hex])
    }
}
