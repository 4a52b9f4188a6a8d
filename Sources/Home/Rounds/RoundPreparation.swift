// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Columns
package import Signing

/// What is stored with a prepared round beside its key, list and row map.
package struct RoundPreparation: Sendable {
    /// The signed commitment's envelope, as it will be sent.
    package let commitment: [UInt8]
    /// Elements in the list.
    package let count: Int
    /// The version of the numbering plan that judged the list.
    package let plan: String
    /// SHA-256 of the input file.
    package let source: Digest
    /// Whatever the caller wants to tell about the list later; no number may be in it.
    package let summary: JSONValue

    package init(commitment: [UInt8], count: Int, plan: String, source: Digest, summary: JSONValue) {
        self.commitment = commitment
        self.count = count
        self.plan = plan
        self.source = source
        self.summary = summary
    }
}
