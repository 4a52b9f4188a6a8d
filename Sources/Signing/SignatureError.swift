// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Why a signature or a signed statement is not accepted.
package enum SignatureError: Error, Equatable, CustomStringConvertible {
    case length
    case pointNotCanonical
    case scalarTooLarge
    /// The signature does not fit the statement under the expected key.
    case doesNotVerify(type: String)
    /// The body holds something its own reader refuses, so no one could check it.
    case cannotBeReadBack(type: String)
    /// The body read is not, byte for byte, the body received.
    case notCanonicalBody(type: String)

    package var description: String {
        switch self {
        case .length: "expected a signature of 64 bytes"
        case .pointNotCanonical: "the first half of the signature is not canonically encoded"
        case .scalarTooLarge: "the second half of the signature is not below the group order"
        case .doesNotVerify(let type):
            "the signature of the \(type) does not fit its content and the signer's key; ask the signer to sign again"
        case .cannotBeReadBack(let type): "the \(type) holds a value that its reader would refuse; it was not signed"
        case .notCanonicalBody(let type): "the \(type) spells a field in another way than it is signed"
        }
    }
}
