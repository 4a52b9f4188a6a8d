// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Why bytes are not an identity key or a signature of the one accepted form.
package enum IdentityError: Error, Equatable, CustomStringConvertible {
    case length
    case hexadecimal
    case notCanonical
    case smallOrder
    case privateKey

    package var description: String {
        switch self {
        case .length: "expected an identity key of 32 bytes"
        case .hexadecimal: "expected an identity key of 64 lowercase hexadecimal digits"
        case .notCanonical: "the identity key is not canonically encoded; ask its owner for the right one"
        case .smallOrder: "the identity key is a point of small order, under which anything verifies; refuse its sender"
        case .privateKey: "the private identity key is not 32 bytes"
        }
    }
}
