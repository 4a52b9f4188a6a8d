// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Agreements

extension Agreement {
    /// The parties that learn which of their rows matched, by their places in the ring.
    package var learners: [Int] { parties.indices.filter { learnsMatchedRows(parties[$0].id) } }
}
