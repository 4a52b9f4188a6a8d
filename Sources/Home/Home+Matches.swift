// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Vocabulary

extension Home {
    /// Gives the party's own rows that matched, in the order of their handles: about 45 bytes of memory a row.
    ///
    /// Empty where the round has a result without rows.
    ///
    /// - Throws: `HomeError.wrongStep` before the result, `erased` after retention.
    package func matches(of round: RoundID) throws -> MatchedRows {
        let record = try known(round)
        guard record.step == .finished else { throw HomeError.wrongStep(round, record.step) }
        guard !record.isErased else { throw HomeError.erased(round, what: "the matched rows") }
        let rows = try checkedRows(of: record, rowCount: record.rowCount ?? 0)
        return try MatchedRows(handles: rows.handles, positions: rows.positions, map: rowMap(of: round))
    }

    /// Gives the set of numbers of the last round that has a result, for `added` and `removed`.
    ///
    /// Nil before the first result, and when retention has erased that round's numbers: both commit `previous` 0.
    package func previousList(of agreement: AgreementID) throws -> PreviousList? {
        guard let round = try lastFinishedRound(of: agreement), !round.isErased else { return nil }
        var digits: [UInt64] = []
        digits.reserveCapacity(round.count)
        var map = try rowMap(of: round.id)
        while let entry = try map.next() { digits.append(entry.digits) }
        digits.sort()
        return PreviousList(number: round.number, digits: digits)
    }
}
