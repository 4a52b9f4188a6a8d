// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Against whom a round protects the lists.
package enum Assurance: String, CaseIterable, Hashable, Sendable {
    /// A ring of keyholders: neither the coordinator nor one party alone can look a number up.
    case collusionResistant = "collusion-resistant"
}
