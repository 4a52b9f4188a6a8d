// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// The rows of a part, as `1-1000000`, `1000001-` or `7`.
struct PartRows: Equatable {
    /// Numbers of rows, the first being 1.
    let range: ClosedRange<UInt64>

    /// - Throws: `CommandFailure` with `usage`.
    init(argument: String) throws {
        let bounds = argument.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        let first = bounds.first.flatMap { Self.number($0) }
        let last = bounds.count == 1 ? first : bounds[1].isEmpty ? UInt64.max : Self.number(bounds[1])
        guard let first, let last, first >= 1, first <= last else {
            throw CommandFailure(
                "--rows: expected the first and the last row, as 1-1000000, or 1000001- for all that follow", .usage)
        }
        range = first...last
    }

    /// Digits and nothing else: a sign would be taken for one.
    private static func number(_ text: Substring) -> UInt64? {
        text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? UInt64(text) : nil
    }
}
