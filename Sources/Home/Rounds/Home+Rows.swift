// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Messages
internal import Secrets
package import Vocabulary

extension Home {
    /// Stores one page of row records as it came; `Limits.chunkRows` of them, on the last page 1 or more.
    ///
    /// The caller verifies the Merkle root over all pages before `finish`; a page may be stored again until then.
    package func storeRows(page: Int, _ bytes: [UInt8], of round: RoundID) throws {
        let record = try known(round)
        guard record.step == .agreed else { throw HomeError.wrongStep(round, record.step) }
        guard page >= 0, bytes.count.isMultiple(of: RowRecord.width),
            (1...Limits.chunkRows).contains(bytes.count / RowRecord.width)
        else {
            throw HomeError.badRows(round, problem: "page \(page) is not 1 to \(Limits.chunkRows) records of 20 bytes")
        }
        try PrivateFile.write(bytes, to: layout.round(round).rows(page))
    }

    /// Gives a stored page of row records; nil where it is not stored.
    ///
    /// - Throws: `HomeError.erased` after retention.
    package func rows(page: Int, of round: RoundID) throws -> [UInt8]? {
        guard try !known(round).isErased else { throw HomeError.erased(round, what: "the rows") }
        let path = layout.round(round).rows(page)
        guard PrivateFolder.exists(path) else { return nil }
        return try PrivateFile.read(path, limit: Limits.chunkRows * RowRecord.width)
    }

    /// Removes the stored pages of a round that has no result yet, because they were not what the manifest promised.
    package func discardRows(of round: RoundID) throws {
        let record = try known(round)
        guard !record.step.isFinal else { throw HomeError.wrongStep(round, record.step) }
        let folder = layout.round(round)
        for name in try PrivateFolder.names(in: folder.path) where name.hasPrefix("rows.") {
            try PrivateFolder.remove("\(folder.path)/\(name)")
        }
    }

    /// Reads every record, and refuses what cannot be the rows of one result.
    func checkedRows(of round: HomeRound, rowCount: Int) throws -> RowRecordColumn {
        var records: [UInt8] = []
        records.reserveCapacity(rowCount * RowRecord.width)
        for page in 0..<(rowCount + Limits.chunkRows - 1) / Limits.chunkRows {
            let expected = min(Limits.chunkRows, rowCount - page * Limits.chunkRows)
            guard let bytes = try rows(page: page, of: round.id), bytes.count == expected * RowRecord.width else {
                throw HomeError.badRows(round.id, problem: "page \(page) has not \(expected) records")
            }
            records += bytes
        }
        return try RowRecordColumn(records, of: round.id, listCount: round.count)
    }

    func checkRows(of round: HomeRound, rowCount: Int) throws {
        guard rowCount >= 0, rowCount <= round.count else {
            throw HomeError.badRows(round.id, problem: "\(rowCount) records for a list of \(round.count) rows")
        }
        guard !PrivateFolder.exists(layout.round(round.id).rows((rowCount + Limits.chunkRows - 1) / Limits.chunkRows))
        else { throw HomeError.badRows(round.id, problem: "there are more than \(rowCount) records") }
        _ = try checkedRows(of: round, rowCount: rowCount)
    }
}
