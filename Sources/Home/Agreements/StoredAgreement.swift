// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Agreements

/// An agreement as a home keeps it.
package struct StoredAgreement: Equatable, Sendable {
    /// The agreement with every acceptance seen so far, each verified.
    package let bundle: SignedAgreement
    /// True where this home itself signed it.
    package let signedHere: Bool

    /// The agreement.
    package var agreement: Agreement { bundle.agreement }
}
