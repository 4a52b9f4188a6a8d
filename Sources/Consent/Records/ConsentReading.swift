// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// What the consent columns of one row say.
package enum ConsentReading: Equatable, Sendable {
    /// Every field is absent: the row has no record.
    case absent
    case record(ConsentRecord)
    /// A field is missing or malformed; the row counts as a record in the state `unknown` for everyone.
    case rejected(ConsentRejection)
}
