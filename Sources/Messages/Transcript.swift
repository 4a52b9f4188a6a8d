// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Columns
internal import Signing

/// T: one digest over all commitments of a round.
package enum Transcript {
    /// SHA-256 of the canonical JSON array of the commitments' bodies, which the caller gives in ring order.
    package static func digest(of commitments: [Commitment]) -> Digest {
        let bodies = JSONValue.array(commitments.map { $0.json })
        return Digest(sha256: bodies.canonicalBytes)
    }
}
