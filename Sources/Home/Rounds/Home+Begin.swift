// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import GRDB
package import Secrets
internal import Signing
package import Vocabulary

extension Home {
    /// Draws a round's key, takes its number for ever, and opens the writer under which the list may be made.
    ///
    /// Key and number are durable before this returns, the key first: a number that is taken has its key. Where a process
    /// ended before its round was prepared, the same number gives the same key again, so that no number ever has two.
    /// Numbers rise strictly: another one that is not above the highest is refused, with `roundExists` where its state is
    /// here and can be used, with `burnt` where it is not. One of which parts were made stays usable until a later round has been joined.
    ///
    /// - Parameter draw: draws the scalar; not called where there is one.
    package func beginRound(
        of agreement: AgreementID, number: UInt32, holding lock: borrowing HomeLock,
        drawing draw: () throws -> SecretBytes
    ) throws -> RoundWriter {
        if try checkCanBegin(of: agreement, number: number) {
            return try RoundWriter(resuming: self, agreement: agreement, number: number)
        }
        let writer = try RoundWriter(self, agreement: agreement, number: number, secret: draw())
        try database.write { database in
            try database.execute(
                sql: "UPDATE agreement SET highestRound = ? WHERE id = ?", arguments: [Int64(number), agreement.hex])
        }
        return writer
    }

    /// Tells whether a round has its key already; refuses a number as ``beginRound(of:number:holding:drawing:)`` does.
    @discardableResult
    package func checkCanBegin(of agreement: AgreementID, number: UInt32) throws -> Bool {
        let (highest, exists) = try database.read { database in
            (try self.highest(agreement, in: database), try isPrepared(agreement, number, in: database))
        }
        if exists { throw HomeError.roundExists(number: number) }
        guard number <= highest else { return false }
        guard try unpreparedNumbers(of: agreement).contains(number) else {
            throw HomeError.burnt(number: number, highest: highest)
        }
        return true
    }

    /// Takes a number without a key, because the round has ended before this home made a list for it.
    ///
    /// - Parameter number: at most what the agreement allows; one that is taken already stays as it is.
    package func skipRound(of agreement: AgreementID, number: UInt32, holding lock: borrowing HomeLock) throws {
        try database.write { database in
            guard try highest(agreement, in: database) < number else { return }
            try database.execute(
                sql: "UPDATE agreement SET highestRound = ? WHERE id = ?", arguments: [Int64(number), agreement.hex])
        }
    }

    /// Gives the number with which a new list is made where nobody names one: that of a round whose preparation was cut
    /// short, else the one after the highest.
    package func nextRound(of agreement: AgreementID) throws -> UInt32 {
        let highest = try highestRound(of: agreement)
        return try unpreparedNumbers(of: agreement).contains(highest) ? highest : highest + 1
    }

    /// Gives the numbers of rounds of which parts were made and no list yet, ascending.
    package func roundsWithParts(of agreement: AgreementID) throws -> [UInt32] {
        try unpreparedNumbers(of: agreement).filter {
            layout.round(RoundID(agreement: agreement, number: $0)).hasPartsKey
        }
    }

    /// Gives the rounds whose number is taken and whose list was never finished, where the key is still here.
    func unprepared() throws -> Set<RoundID> {
        let agreements = try database.read { database in
            try String.fetchAll(database, sql: "SELECT id FROM agreement WHERE highestRound > 0")
        }
        var rounds: Set<RoundID> = []
        for agreement in agreements.compactMap({ AgreementID(hex: $0) }) {
            for number in try unpreparedNumbers(of: agreement) {
                rounds.insert(RoundID(agreement: agreement, number: number))
            }
        }
        return rounds
    }

    /// The highest number that is taken, and those of which parts were made since a round was last joined: nobody can make the parts
    /// again that other machines may have made of them.
    private func unpreparedNumbers(of agreement: AgreementID) throws -> [UInt32] {
        let highest = try highestRound(of: agreement)
        guard highest > 0 else { return [] }
        let rounds = try rounds(of: agreement)
        // An agreement may have a hundred thousand numbers, and a home has few folders: mostly none is left.
        let unfinished = try Set(PrivateFolder.names(in: layout.rounds).compactMap { RoundID(hex: $0) })
            .subtracting(rounds.map(\.id)).filter { layout.round($0).hasSecret }
        guard !unfinished.isEmpty else { return [] }
        let joined = rounds.filter { $0.step != .prepared }.map(\.number).max() ?? 0
        return (min(joined + 1, highest)...highest).filter { number in
            let id = RoundID(agreement: agreement, number: number)
            return unfinished.contains(id) && (number == highest || layout.round(id).hasPartsKey)
        }
    }

    private func isPrepared(_ agreement: AgreementID, _ number: UInt32, in database: Database) throws -> Bool {
        try Bool.fetchOne(
            database, sql: "SELECT 1 FROM round WHERE agreement = ? AND number = ?",
            arguments: [agreement.hex, Int64(number)]) != nil
    }
}
