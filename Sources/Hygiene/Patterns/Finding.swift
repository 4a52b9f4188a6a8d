// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// A pattern that an honest list hardly has, with the rows it is about; holds no number.
package struct Finding: Equatable, Sendable {
    /// What kind of pattern it is.
    package enum Kind: String, CaseIterable, Sendable {
        /// Numbers that follow each other without a gap.
        case consecutive = "consecutive-run"
        /// Numbers, or rows, at one distance from each other.
        case stride = "constant-stride"
        /// A block of ten thousand numbers that has far more of the list than other blocks of its country.
        case crowdedBlock = "crowded-block"
        /// Too many numbers that end in 777777, 123456 or 474747.
        case memorable = "memorable-digits"
        /// A stretch of rows in which many more are invalid than elsewhere.
        case invalidBurst = "invalid-burst"

        /// A few words, for a heading.
        package var title: String {
            switch self {
            case .consecutive: "Consecutive numbers"
            case .stride: "Numbers at a constant distance"
            case .crowdedBlock: "A crowded block"
            case .memorable: "Memorable digits"
            case .invalidBurst: "A burst of invalid rows"
            }
        }
    }

    package let kind: Kind
    /// 50 to 100; see `Evidence.score`.
    package let score: Int
    /// What was found, and what it may mean, for people.
    package let explanation: String
    /// The masked block, where there is one.
    package let block: String?
    /// Rows in total.
    package let rowCount: UInt64
    /// The first of the rows, ascending; of a burst its first and its last row.
    package let rows: [UInt64]

    package init(
        kind: Kind, score: Int, explanation: String, block: String? = nil, rowCount: UInt64, rows: [UInt64]
    ) {
        self.kind = kind
        self.score = score
        self.explanation = explanation
        self.block = block
        self.rowCount = rowCount
        self.rows = rows
    }
}
