// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// One field in which two agreements differ.
package struct AgreementDifference: Equatable, Sendable, CustomStringConvertible {
    /// The field: `disclosure.minimumResult`.
    package let path: String
    /// Its value here, as JSON; nil where it is absent.
    package let value: String?
    /// Its value in the other agreement, as JSON; nil where it is absent.
    package let other: String?

    package init(path: String, value: String?, other: String?) {
        self.path = path
        self.value = value
        self.other = other
    }

    package var description: String { "\(path): \(value ?? "absent") here, \(other ?? "absent") there" }
}
