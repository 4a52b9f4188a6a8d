// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Agreements
package import Columns
internal import GRDB
package import Signing
package import Vocabulary

extension Home {
    /// Notes that the commitment is sent now; called before it is sent, and as often as it is.
    package func markCommitted(_ round: RoundID) throws {
        try database.write { database in
            let record = try known(round, in: database)
            switch record.step {
            case .prepared: try move(round, to: .committed, in: database)
            case .committed, .agreed: break
            case .finished, .ended: throw HomeError.wrongStep(round, record.step)
            }
        }
    }

    /// Stores the signed transcript and charges the rows of the others, in one step; called before it is sent.
    ///
    /// A round is charged once and has one transcript: the same again changes nothing.
    ///
    /// `statement` is the signed envelope, `foreignRows` the sum of the other parties' counts, and `limit` what applies
    /// where `setExposureLimit` set nothing for the agreement.
    ///
    /// - Throws: `HomeError.otherTranscript`, `overExposure` or `wrongStep`; then nothing is stored.
    @discardableResult
    package func agree(
        to transcript: Digest, of round: RoundID, statement: [UInt8], foreignRows: Int, limit: Int
    ) throws -> Exposure {
        try database.write { database in
            let record = try known(round, in: database)
            let exposure = try exposure(of: record.agreement, limit: limit, in: database)
            if let signed = record.transcript {
                guard signed == transcript else { throw HomeError.otherTranscript(round) }
                return exposure
            }
            guard record.step == .committed else { throw HomeError.wrongStep(round, record.step) }
            guard foreignRows >= 0, foreignRows <= exposure.left else {
                throw HomeError.overExposure(charged: exposure.charged, rows: foreignRows, limit: exposure.limit)
            }
            try database.execute(
                sql: "INSERT INTO charge (agreement, round, rows) VALUES (?, ?, ?)",
                arguments: [record.agreement.hex, round.hex, foreignRows])
            try database.execute(
                sql: "UPDATE round SET transcript = ?, agreed = ? WHERE id = ?",
                arguments: [transcript.hex, Blob.data(statement), round.hex])
            try move(round, to: .agreed, in: database)
            return Exposure(charged: exposure.charged + foreignRows, limit: exposure.limit)
        }
    }

    /// Stores the result and erases key and list; the row map and the rows stay until the agreement's retention ends.
    ///
    /// `manifest` is the verified envelope. Where the party learns its matched rows, `rowCount` says how many, and all
    /// their pages are stored by now (`storeRows`); elsewhere it is nil.
    ///
    /// - Throws: `HomeError.badRows` where the stored pages are not so many records, ascending by handle, with different
    ///   positions inside the list; `otherResult` or `wrongStep`. Then nothing is changed.
    package func finish(_ round: RoundID, manifest: [UInt8], rowCount: Int?, at now: Timestamp) throws {
        let record = try known(round)
        if record.step == .agreed, let rowCount { try checkRows(of: record, rowCount: rowCount) }
        try database.write { database in
            let record = try known(round, in: database)
            if record.step == .finished {
                let stored = try Row.fetchOne(
                    database, sql: "SELECT manifest AS value FROM round WHERE id = ?", arguments: [round.hex])
                guard stored.flatMap({ Blob.bytes(of: $0) }) == manifest else { throw HomeError.otherResult(round) }
                return
            }
            guard record.step == .agreed else { throw HomeError.wrongStep(round, record.step) }
            guard let agreement = try stored(record.agreement, in: database)?.agreement else {
                throw HomeError.noAgreement(String(record.agreement.hex.prefix(16)))
            }
            try database.execute(
                sql: "UPDATE round SET manifest = ?, rowCount = ?, finalAt = ?, eraseAt = ? WHERE id = ?",
                arguments: [
                    Blob.data(manifest), rowCount, now.seconds, now.seconds + Int64(agreement.retentionDays) * 86400,
                    round.hex,
                ])
            try move(round, to: .finished, in: database)
        }
        try eraseSecrets(of: round)
    }

    /// Ends a round without a result, and erases key, list, row map and spool; charges and the number stay.
    ///
    /// - Returns: false where the round was final already, and stays what it is.
    @discardableResult
    package func end(_ round: RoundID, _ ending: RoundEnding, at now: Timestamp) throws -> Bool {
        let ended = try database.write { database in
            guard try !known(round, in: database).step.isFinal else { return false }
            try database.execute(
                sql: "UPDATE round SET ending = ?, finalAt = ?, erased = 1 WHERE id = ?",
                arguments: [ending.rawValue, now.seconds, round.hex])
            try move(round, to: .ended, in: database)
            try forgetHopInputs(of: round, in: database)
            try forgetMembers(of: round, in: database)
            return true
        }
        if ended {
            try layout.round(round).eraseAll()
            try eraseSecrets(of: round)
            try database.overwriteDeleted()
        }
        return ended
    }

    /// Erases the key and the list of a final round, and notes that they are gone.
    func eraseSecrets(of round: RoundID) throws {
        guard try known(round).step.isFinal else { return }
        try layout.round(round).eraseSecrets()
        try database.write { database in
            try database.execute(sql: "UPDATE round SET secretsErased = 1 WHERE id = ?", arguments: [round.hex])
        }
    }

    private func move(_ round: RoundID, to step: RoundStep, in database: Database) throws {
        try database.execute(sql: "UPDATE round SET step = ? WHERE id = ?", arguments: [step.rawValue, round.hex])
    }
}
