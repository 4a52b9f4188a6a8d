// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Ten thousand numbers that differ in their last four digits.
enum NumberBlock {
    static let size: UInt64 = 10_000

    /// The block's name for people, which shows no number: +1415555••••.
    static func masked(_ block: UInt64) -> String { "+\(block)••••" }
}
