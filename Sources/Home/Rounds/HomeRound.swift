// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Columns
package import Signing
package import Vocabulary

/// What a home knows of one of its rounds, without the big parts.
package struct HomeRound: Equatable, Sendable {
    package let id: RoundID
    package let agreement: AgreementID
    package let number: UInt32
    /// How far the round got here.
    package let step: RoundStep
    /// When the list was blinded.
    package let preparedAt: Timestamp
    /// Elements in the list.
    package let count: Int
    /// The version of the numbering plan that judged the list.
    package let plan: String
    /// SHA-256 of the input file, to notice a changed one.
    package let source: Digest
    /// True where the blinded list was also written to a file outside the home.
    package let wroteFile: Bool
    /// The transcript that this party signed.
    package let transcript: Digest?
    /// Rows of the result; nil before the end, or where the party does not learn its matched rows.
    package let rowCount: Int?
    /// Why the round ended without a result.
    package let ending: RoundEnding?
    /// When the round became final.
    package let finalAt: Timestamp?
    /// When row map and rows are to be erased.
    package let eraseAt: Timestamp?
    /// True once the scalar and the list are gone.
    package let areSecretsErased: Bool
    /// True once the row map and the rows are gone too.
    package let isErased: Bool
}
