// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// A version of the numbering-plan data: 1 to 4 decimal numbers with dots between, `8.12.57`.
///
/// Compared number by number, absent numbers counting as 0: 8.9 < 8.12 < 9, and 9 = 9.0.
package struct PlanVersion: Comparable, Sendable, CustomStringConvertible {
    /// As it is written.
    package let text: String
    private let numbers: [Int]

    /// Accepts 1 to 4 numbers of 1 to 6 digits without needless zeros.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...4).contains(parts.count) else { return nil }
        var numbers: [Int] = []
        for part in parts {
            guard (1...6).contains(part.utf8.count), part.utf8.allSatisfy({ (48...57).contains($0) }),
                part == "0" || part.utf8.first != 48, let number = Int(part)
            else { return nil }
            numbers.append(number)
        }
        self.text = String(text)
        self.numbers = numbers + Array(repeating: 0, count: 4 - numbers.count)
    }

    package var description: String { text }

    package static func == (left: Self, right: Self) -> Bool { left.numbers == right.numbers }

    package static func < (left: Self, right: Self) -> Bool { left.numbers.lexicographicallyPrecedes(right.numbers) }
}
