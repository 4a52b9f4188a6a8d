// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Why a whole list cannot be read or written: one line for a person, saying what, where and what to do.
///
/// Never contains a number: files, rows, lines and column names only.
package struct ListError: Error, Hashable, Sendable {
    /// What kind of failure it is, for the exit code.
    package enum Kind: Sendable {
        /// The file is not there (66).
        case missing
        /// The content is not a list that can be read (65).
        case badData
        /// The caller asked for a column or format that the list does not have (64).
        case usage
        /// The output cannot be created (73).
        case cannotCreate
        /// Reading or writing failed half-way (74).
        case inputOutput
        /// The operating system forbids it (77).
        case notPermitted
    }

    package let kind: Kind
    package let message: String

    package init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }
}

extension ListError: CustomStringConvertible {
    package var description: String { message }
}
