// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Agreements
package import Columns
internal import Signing

extension Agreement {
    /// Names the set of identity keys, in any order and under any names: budgets count over all its agreements.
    package var identitySet: Digest {
        Digest(sha256: parties.map(\.key.bytes).sorted { $0.lexicographicallyPrecedes($1) }.flatMap { $0 })
    }
}
