// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// What `Home.save` did.
package struct AgreementSaving: Equatable, Sendable {
    /// The agreement with the acceptances of both the new and the stored bundle.
    package let stored: StoredAgreement
    /// True where the home did not know the agreement.
    package let isNew: Bool
    /// Other agreements of the same name, oldest first: what they differ in is worth telling.
    package let namesakes: [StoredAgreement]
}
