// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import GRDB
package import Signing
package import Vocabulary

extension Home {
    /// Records revocations in one durable step, before any of them is sent; one that is recorded keeps its first moment.
    ///
    /// - Throws: `HomeError.wrongStep` before a round's result, `erased` after its retention; then nothing is recorded.
    package func recordRevocations(
        of members: some Sequence<(round: RoundID, handle: Handle)>, at now: Timestamp
    ) throws {
        try database.write { database in
            var keys: [RoundID: Int64] = [:]
            let insert = try database.cachedStatement(
                sql: "INSERT INTO revocation (round, handle, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
            for (round, handle) in members {
                let key = try keys[round] ?? keyOfMembers(of: round, in: database)
                keys[round] = key
                try insert.execute(arguments: [key, Blob.data(handle.bytes), now.seconds])
            }
        }
    }

    /// Records one revocation; see `recordRevocations`.
    package func recordRevocation(of handle: Handle, in round: RoundID, at now: Timestamp) throws {
        try recordRevocations(of: [(round, handle)], at: now)
    }

    /// Gives the revocation of one row; nil where it is not revoked.
    package func revocation(of handle: Handle, in round: RoundID) throws -> StoredRevocation? {
        try revocations("round.id = ? AND handle = ?", [round.hex, Blob.data(handle.bytes)]).first
    }

    /// Gives the rows of a round that are revoked, delivered or not: no export may contain them.
    package func revokedHandles(of round: RoundID) throws -> Set<Handle> {
        try Set(revocations("round.id = ?", [round.hex]).map(\.handle))
    }

    /// Gives the revocations that are to be delivered, in the order in which they were recorded.
    package func pendingRevocations() throws -> [StoredRevocation] {
        try revocations("receipt IS NULL AND isMoot = 0", [])
    }

    /// Notes that the coordinator needs no revocation of a row any more, because it has erased the round's members; the row
    /// stays revoked here.
    package func markMoot(_ handle: Handle, in round: RoundID) throws {
        try database.write { database in
            try database.execute(
                sql: "UPDATE revocation SET isMoot = 1 WHERE handle = ? "
                    + "AND round = (SELECT key FROM round WHERE id = ?)",
                arguments: [Blob.data(handle.bytes), round.hex])
        }
    }

    /// Gives the revocations of a round that the coordinator has confirmed.
    package func confirmedRevocations(of round: RoundID) throws -> [StoredRevocation] {
        try revocations("round.id = ? AND receipt IS NOT NULL", [round.hex])
    }

    /// Gives the receipts whose entries lie in a part of an agreement's log, by their numbers; a liar may have given several for
    /// one.
    package func receipts(of agreement: AgreementID, in sequences: ClosedRange<Int>) throws -> [Int: [[UInt8]]] {
        try database.read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT sequence, receipt FROM revocation JOIN round ON round.key = round "
                    + "WHERE round.agreement = ? AND sequence BETWEEN ? AND ?",
                arguments: [agreement.hex, sequences.lowerBound, sequences.upperBound])
        }.reduce(into: [:]) { $0[$1["sequence"] as Int, default: []].append(Blob.bytes($1["receipt"])) }
    }

    /// Stores the verified receipt of a revocation; the same again changes nothing, nor does one of an erased round.
    ///
    /// - Parameter sequence: the number of the log's entry that the receipt is.
    /// - Throws: `HomeError.noRevocation`, or `otherReceipt` where another is stored.
    package func markDelivered(
        _ handle: Handle, in round: RoundID, receipt: [UInt8], sequence: Int
    ) throws {
        try database.write { database in
            if try known(round, in: database).isErased { return }
            let place: StatementArguments = [try key(of: round, in: database), Blob.data(handle.bytes)]
            let stored = try Row.fetchOne(
                database, sql: "SELECT receipt AS value FROM revocation WHERE round = ? AND handle = ?",
                arguments: place)
            guard let stored else { throw HomeError.noRevocation(round) }
            if let first = Blob.bytes(of: stored) {
                guard first == receipt else { throw HomeError.otherReceipt(round) }
                return
            }
            try database.execute(
                sql: "UPDATE revocation SET receipt = ?, sequence = ? WHERE round = ? AND handle = ?",
                arguments: [Blob.data(receipt), sequence] + place)
        }
    }

    private func revocations(_ condition: String, _ arguments: StatementArguments) throws -> [StoredRevocation] {
        try database.read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT id, handle, at, receipt AS value FROM revocation JOIN round ON round.key = round "
                    + "WHERE \(condition) ORDER BY revocation.key",
                arguments: arguments)
        }.map { row in
            guard let round = RoundID(hex: row["id"] as String), let handle = Handle(bytes: Blob.bytes(row["handle"])),
                let at = Timestamp(seconds: row["at"])
            else { throw HomeError.damaged(path: layout.database, problem: "a revocation cannot be read back") }
            return StoredRevocation(round: round, handle: handle, at: at, receipt: Blob.bytes(of: row))
        }
    }
}
