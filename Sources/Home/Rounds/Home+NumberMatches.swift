// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Messages
package import Vocabulary

extension Home {
    /// Finds where numbers matched: every round that has a result and is not erased, by agreement and number.
    ///
    /// Reads the row map of each such round once, and its rows where one of the numbers was on the list; one page of rows
    /// is in memory at a time.
    package func matches(ofNumbers digits: Set<UInt64>) throws -> [NumberMatch] {
        guard !digits.isEmpty else { return [] }
        return try rounds().flatMap { round -> [NumberMatch] in
            guard round.step == .finished, !round.isErased, let rowCount = round.rowCount, rowCount > 0 else {
                return []
            }
            let positions = try positions(of: digits, in: round)
            return positions.isEmpty ? [] : try matches(at: positions, of: round, rowCount: rowCount)
        }
    }

    /// Finds where one number matched; see `matches(ofNumbers:)`.
    package func roundsWithMatches(of digits: UInt64) throws -> [(round: HomeRound, handle: Handle)] {
        try matches(ofNumbers: [digits]).map { ($0.round, $0.handle) }
    }

    private func positions(of digits: Set<UInt64>, in round: HomeRound) throws -> [UInt32: UInt64] {
        var positions: [UInt32: UInt64] = [:]
        var map = try rowMap(of: round.id)
        var position: UInt32 = 0
        while let entry = try map.next() {
            if digits.contains(entry.digits) { positions[position] = entry.digits }
            position += 1
        }
        return positions
    }

    private func matches(
        at positions: [UInt32: UInt64], of round: HomeRound, rowCount: Int
    ) throws -> [NumberMatch] {
        var found: [NumberMatch] = []
        for page in 0..<(rowCount + Limits.chunkRows - 1) / Limits.chunkRows {
            let expected = min(Limits.chunkRows, rowCount - page * Limits.chunkRows)
            guard let bytes = try rows(page: page, of: round.id), bytes.count == expected * RowRecord.width else {
                throw HomeError.badRows(round.id, problem: "page \(page) has not \(expected) records")
            }
            for start in stride(from: 0, to: bytes.count, by: RowRecord.width) {
                // The position first: few of many records are wanted.
                let position = bytes[start + 16..<start + 20].reduce(0) { $0 << 8 | UInt32($1) }
                guard let digits = positions[position],
                    let record = RowRecord(bytes: bytes[start..<start + RowRecord.width])
                else { continue }
                found.append(NumberMatch(digits: digits, round: round, handle: record.handle))
            }
        }
        return found
    }
}

extension Home {
    /// Finds the rounds whose list held a number, matched or not, by agreement and number: those that run and those that are
    /// finished, but none that ended without a result or is erased.
    package func roundsHolding(_ digits: UInt64) throws -> [HomeRound] {
        try rounds().filter { round in
            guard round.step != .ended, !round.isErased else { return false }
            return try !positions(of: [digits], in: round).isEmpty
        }
    }
}
