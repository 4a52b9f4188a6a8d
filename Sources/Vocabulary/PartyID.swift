// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// The name of a party in agreements, certificates and routes.
///
/// 1 to 32 bytes of `a-z`, `0-9` and `-`, starting with a letter (protocol/v1/encoding.md).
package struct PartyID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The name as it is written everywhere.
    package let name: String

    /// Accepts a well-formed name and nothing else.
    package init?(_ name: some StringProtocol) {
        guard let first = name.utf8.first, (97...122).contains(first), name.utf8.count <= 32,
            name.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 45 })
        else { return nil }
        self.name = String(name)
    }

    package var description: String { name }

    package static func < (left: Self, right: Self) -> Bool { left.name < right.name }

    /// The name under which the coordinator signs; no party may carry it.
    package static let coordinator = PartyID(reserved: "coordinator")

    private init(reserved name: String) { self.name = name }
}
