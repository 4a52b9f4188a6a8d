// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Whose law something is judged by: an ISO 3166-1 alpha-2 code, an ISO 3166-2 code of a subdivision, or `EU`.
///
/// The form is checked, not whether the code is assigned: a code that no policy pack covers is refused by what decides.
package struct Jurisdiction: Hashable, Sendable, CustomStringConvertible {
    /// The code in capitals, as `US` or `US-CA`.
    package let code: String

    /// Accepts two capital letters, perhaps followed by `-` and 1 to 3 capital letters or digits.
    package init?(_ code: some StringProtocol) {
        let parts = code.utf8.split(separator: 45, maxSplits: 1, omittingEmptySubsequences: false)
        guard let country = parts.first, country.count == 2, country.allSatisfy(Self.isCapital) else { return nil }
        if parts.count == 2 {
            guard (1...3).contains(parts[1].count),
                parts[1].allSatisfy({ Self.isCapital($0) || (48...57).contains($0) })
            else { return nil }
        }
        self.code = String(code)
    }

    /// The country of a subdivision, else the jurisdiction itself.
    package var country: Jurisdiction { Jurisdiction(code.prefix(2)) ?? self }

    package var description: String { code }

    private static func isCapital(_ byte: UInt8) -> Bool { (65...90).contains(byte) }
}
