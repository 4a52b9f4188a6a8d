// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Consent
import Home
import Signing

extension StoredRevocation {
    /// Reads the coordinator's receipt, which was verified before it was stored; nil where none is here.
    func readReceipt() throws -> RevocationReceipt? {
        try receipt.map { try Unverified<RevocationReceipt>(parsing: $0).body }
    }
}
