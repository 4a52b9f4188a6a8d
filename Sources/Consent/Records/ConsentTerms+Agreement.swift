// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Agreements

extension ConsentTerms {
    /// Takes what of an agreement decides on consents.
    package init(_ agreement: Agreement) {
        self.init(
            sender: agreement.sender, purpose: agreement.purpose, channels: agreement.channels,
            policies: agreement.policies)
    }
}
