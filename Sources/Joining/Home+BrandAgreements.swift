// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Agreements
package import Home

extension Home {
    /// Gives the agreements under which this party is the brand: those that its consents are about.
    package func brandAgreements() throws -> [Agreement] {
        try agreements().map(\.agreement).filter { $0.brand?.id == party }
    }
}
