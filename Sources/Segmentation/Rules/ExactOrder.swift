// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Orders numbers as the numbers they are and texts by code points; each result is below 0, 0 or above 0.
enum ExactOrder {
    /// 2^63, the first double above every Int64.
    private static let beyond = 9_223_372_036_854_775_808.0

    static func of<Number: Comparable>(_ left: Number, _ right: Number) -> Int {
        left < right ? -1 : left == right ? 0 : 1
    }

    /// Compares without rounding the integer, which a double may be too coarse for.
    static func of(_ left: Int64, number right: Double) -> Int {
        if right >= beyond { return -1 }
        if right < -beyond { return 1 }
        let whole = right.rounded(.down)
        let order = of(left, Int64(whole))
        return order == 0 && right > whole ? -1 : order
    }

    /// UTF-8 sorts as code points do; Swift's own comparison would call differently encoded texts equal.
    static func of(text left: String, _ right: String) -> Int {
        if left.utf8.elementsEqual(right.utf8) { return 0 }
        return left.utf8.lexicographicallyPrecedes(right.utf8) ? -1 : 1
    }
}
