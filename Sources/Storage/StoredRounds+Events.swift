// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Columns
internal import FoundationEssentials
internal import GRDB
package import Matching
package import Messages
package import Signing
internal import Vocabulary

extension StoredRounds {
    package func events(of round: Round) throws -> [RoundEvent] {
        let id = round.reference.round
        let numbered = try database.read { connection -> [(sequence: Int64, event: RoundEvent)] in
            let row = try Self.row(of: id, in: connection)
            let key = try row.integer("key")
            var numbered: [(sequence: Int64, event: RoundEvent)] = []
            let statements = try Row.fetchCursor(
                connection, sql: "SELECT * FROM statement WHERE round = ? ORDER BY sequence", arguments: [key])
            while let row = try statements.next() {
                numbered.append((try row.integer("sequence"), try Self.event(row, of: round)))
            }
            let chunks = try Row.fetchCursor(
                connection, sql: "SELECT * FROM chunk WHERE round = ? ORDER BY sequence", arguments: [key])
            while let row = try chunks.next() {
                numbered.append((try row.integer("sequence"), .stored(try Self.chunk(row))))
            }
            guard try row.integer("revision") == Int64(numbered.count) else {
                throw Self.damage(round, "it lacks events")
            }
            return numbered
        }.sorted { $0.sequence < $1.sequence }
        guard numbered.indices.allSatisfy({ numbered[$0].sequence == Int64($0 + 1) }) else {
            throw Self.damage(round, "its events are not numbered 1 to \(numbered.count)")
        }
        return numbered.map(\.event)
    }

    package func receipt(at place: ChunkPlace, in round: Round) throws -> Signed<HopReceipt>? {
        let row = try database.read { connection in
            try Row.fetchOne(
                connection,
                sql: """
                    SELECT digest, receipt FROM chunk JOIN round ON round.key = chunk.round
                    WHERE round.id = ? AND list = ? AND hop = ? AND chunk = ?
                    """,
                arguments: [Data(round.reference.round.bytes), place.list.name, place.hop, place.chunk])
        }
        guard let row, let bytes = try row.optionalBytes("receipt") else { return nil }
        let receipt: Signed<HopReceipt> = try Self.verified(bytes, of: round)
        guard receipt.body.place == place, try receipt.body.output.bytes == row.bytes("digest") else {
            throw Self.damage(round, "a receipt belongs to another chunk")
        }
        return receipt
    }

    private static func event(_ row: Row, of round: Round) throws -> RoundEvent {
        switch try row.text("kind") {
        case "commitment": .committed(try verified(try row.bytes("envelope"), of: round))
        case "transcript": .agreed(try verified(try row.bytes("envelope"), of: round))
        case "result": .finished(try verified(try row.bytes("envelope"), of: round))
        case "stop": .stopped(try verified(try row.bytes("envelope"), of: round))
        case "expired": .expired
        default: throw damage(round, "it holds an event of an unknown kind")
        }
    }

    private static func chunk(_ row: Row) throws -> RoundEvent.StoredChunk {
        guard let list = PartyID(try row.text("list")), let hop = Int(exactly: try row.integer("hop")),
            let chunk = Int(exactly: try row.integer("chunk")), let digest = Digest(bytes: try row.bytes("digest"))
        else { throw StorageError.damaged("a chunk's record cannot be read back") }
        return RoundEvent.StoredChunk(
            place: ChunkPlace(list: list, hop: hop, chunk: chunk), digest: digest,
            last: try row.optionalBytes("last_element").flatMap { EncodedElement(bytes: $0) })
    }

    /// Reads a statement back under the key that the agreement names for its signer.
    private static func verified<Body: RoundStatement>(_ envelope: [UInt8], of round: Round) throws -> Signed<Body> {
        guard let statement = try? Unverified<Body>(parsing: envelope), statement.body.reference == round.reference,
            let key = round.agreement.identity(of: statement.body.from), let signed = try? statement.verified(by: key)
        else { throw damage(round, "a \(Body.type) statement cannot be read back or verified") }
        return signed
    }

    private static func damage(_ round: Round, _ what: String) -> StorageError {
        .damaged("round \(round.number) of agreement \(round.agreement.id.hex.prefix(16)): \(what)")
    }
}
