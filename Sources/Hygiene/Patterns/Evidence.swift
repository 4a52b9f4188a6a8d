// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// How surprising something is: how many times it would be found in a list in which nobody planted it.
///
/// The probability of the one place is multiplied by all places that were looked at (Bonferroni), so that a long list gives
/// no more false alarms than a short one.
package struct Evidence: Comparable, Sendable {
    /// What is not rarer than once in a thousand lists is not told.
    static let threshold = -3.0
    private static let certain = -20.0

    /// log10 of the expected number.
    let log10Expected: Double

    init(log10Expected: Double) { self.log10Expected = log10Expected }

    var isTold: Bool { log10Expected <= Self.threshold }

    /// 50 for once in a thousand lists, 100 for once in 10^20 or rarer; linear in the logarithm between.
    package var score: Int {
        let depth = (log10Expected - Self.threshold) / (Self.certain - Self.threshold)
        return 50 + Int((50 * min(max(depth, 0), 1)).rounded(.down))
    }

    /// The stronger evidence is the larger.
    package static func < (left: Self, right: Self) -> Bool { left.log10Expected > right.log10Expected }
}
