// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import GRDB
internal import Vocabulary

/// Reads the decisions of a round, ascending by handle as the matched rows are; 500 are in memory at a time.
package struct DecisionReader: ~Copyable {
    private static let pageCount = 500

    private let home: Home
    private let round: RoundID
    private var page: ArraySlice<StoredDecision> = []
    private var last: [UInt8] = []
    private var isAtEnd = false

    init(_ home: Home, round: RoundID) {
        self.home = home
        self.round = round
    }

    /// Gives the next decision; nil after the last one.
    ///
    /// - Throws: `HomeError.erased` where retention ended meanwhile.
    package mutating func next() throws -> StoredDecision? {
        if page.isEmpty, !isAtEnd {
            page = try home.decisions(of: round, after: last, count: Self.pageCount)[...]
            isAtEnd = page.count < Self.pageCount
            last = page.last?.handle.bytes ?? last
        }
        return page.popFirst()
    }
}
