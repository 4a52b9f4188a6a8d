// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Why a round ended without a result.
package enum RoundEnding: String, CaseIterable, Sendable {
    /// A party or a fault stopped it.
    case stopped
    /// Its deadline passed.
    case expired
    /// The coordinator accepted another commitment, or this home's state of the round cannot be used.
    case burnt
    /// The agreement ended before the prepared round was used.
    case unused
}
