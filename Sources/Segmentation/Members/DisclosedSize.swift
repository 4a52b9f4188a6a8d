// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// The size of a segment as it is told to the brand (protocol/v1/segments.md §3).
package enum DisclosedSize: Hashable, Sendable, CustomStringConvertible {
    /// Fewer members than are told of.
    case belowMinimum
    /// The size, rounded down to 50.
    case atLeast(Int)

    /// What sizes are rounded down to, and the least minimum.
    private static let step = 50

    /// Makes a size that may be told.
    ///
    /// - Parameters:
    ///   - count: the members.
    ///   - minimumResult: `disclosure.minimumResult` of the agreement.
    package init(of count: Int, minimumResult: Int) {
        self =
            count < Self.minimum(minimumResult)
            ? .belowMinimum : .atLeast(count / Self.step * Self.step)
    }

    /// The fewest members, or messages of a plan, that are told of: 50, or more where the agreement says so.
    package static func minimum(_ minimumResult: Int) -> Int { max(step, minimumResult) }

    package var description: String {
        switch self {
        case .belowMinimum: "below the minimum"
        case .atLeast(let count): "at least \(count)"
        }
    }
}
