// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// What members may be contacted for, as agreed: 1 to 64 bytes of `a-z`, `0-9`, `-` and `.`, starting with a letter.
package struct Purpose: Hashable, Sendable, CustomStringConvertible {
    /// The agreed term.
    package let term: String

    /// Accepts a well-formed term.
    package init?(_ term: some StringProtocol) {
        guard let first = term.utf8.first, (97...122).contains(first), term.utf8.count <= 64,
            term.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 45 || $0 == 46 })
        else { return nil }
        self.term = String(term)
    }

    package var description: String { term }
}
