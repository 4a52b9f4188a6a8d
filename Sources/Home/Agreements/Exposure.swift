// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// How many rows of others a party agreed to exponentiate under an agreement (protocol/v1/matching.md, section 7).
package struct Exposure: Equatable, Sendable {
    /// The rows charged so far, those of stopped and expired rounds included.
    package let charged: Int
    /// The most that may ever be charged.
    package let limit: Int

    package init(charged: Int, limit: Int) {
        self.charged = charged
        self.limit = limit
    }

    /// The rows that may still be charged.
    package var left: Int { max(0, limit - charged) }
}
