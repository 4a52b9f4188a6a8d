// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// What a party tells of one of its matched rows under a granted name (protocol/v1/consent.md §3).
package enum AttributeValue: Hashable, Sendable {
    /// Display text of 0 to 256 bytes.
    case string(String)
    /// An integer of at most 2^53 − 1 in magnitude.
    case integer(Int64)
    case boolean(Bool)
    /// A set of 0 to 64 display texts of 1 to 64 bytes, ascending by their bytes.
    case strings([String])

    /// The type that a grant must name for it.
    package var type: AttributeType {
        switch self {
        case .string: .string
        case .integer: .integer
        case .boolean: .boolean
        case .strings: .strings
        }
    }
}
