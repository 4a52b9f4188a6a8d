// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// What values a granted attribute may have.
package enum AttributeType: String, CaseIterable, Hashable, Sendable {
    case string
    case integer
    case boolean
    /// A set of strings.
    case strings
}
