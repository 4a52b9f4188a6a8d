// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Counts as people read them: 1,234,567.
enum DigitGroups {
    static func text(_ number: some BinaryInteger) -> String {
        var digits = String(number)
        var grouped = ""
        while digits.count > 3 {
            grouped = "," + digits.suffix(3) + grouped
            digits.removeLast(3)
        }
        return digits + grouped
    }
}
