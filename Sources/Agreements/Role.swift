// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// What a party brings to an agreement.
package enum Role: String, CaseIterable, Hashable, Sendable {
    /// Owns the members; exactly one party of an agreement.
    case brand
    /// Brings a list of its own and perhaps attributes.
    case partner
    /// Holds consents: every matched number is on its list.
    case consent
    /// Holds objections: no matched number is on its list.
    case suppression
    /// Holds numbers that are in service.
    case validator
}
