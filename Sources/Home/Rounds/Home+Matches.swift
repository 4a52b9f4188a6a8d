// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Vocabulary

extension Home {
    /// Gives the party's own rows that matched, in the order of their handles; about 40 bytes a row, and 5 a row of the list, at the peak.
    ///
    /// Empty where the round has a result without rows.
    ///
    /// - Throws: `HomeError.wrongStep` before the result, `erased` after retention.
    package func matches(of round: RoundID) throws -> MatchedRows {
        let record = try known(round)
        guard record.step == .finished else { throw HomeError.wrongStep(round, record.step) }
        guard !record.isErased else { throw HomeError.erased(round, what: "the matched rows") }
        let rows = try checkedRows(of: record, rowCount: record.rowCount ?? 0)
        return try MatchedRows(rows, listCount: record.count, map: rowMap(of: round))
    }

    /// Gives what some rows of the list stand for, by position; positions outside the list are left out.
    package func rowMapEntries(at positions: Set<UInt32>, of round: RoundID) throws -> [UInt32: RowMapEntry] {
        var entries: [UInt32: RowMapEntry] = [:]
        var map = try rowMap(of: round)
        var position: UInt32 = 0
        while let entry = try map.next() {
            if positions.contains(position) { entries[position] = entry }
            position += 1
        }
        return entries
    }

    /// Gives the set of numbers of the last round that has a result, for `added` and `removed`.
    ///
    /// Nil before the first result, and when retention has erased that round's numbers: both commit `previous` 0.
    package func previousList(of agreement: AgreementID) throws -> PreviousList? {
        guard let round = try lastFinishedRound(of: agreement), !round.isErased else { return nil }
        return PreviousList(number: round.number, count: round.count, map: try rowMap(of: round.id))
    }
}
