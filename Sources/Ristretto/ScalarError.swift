// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Says why bytes are no scalar.
package enum ScalarError: Error, Hashable, CustomStringConvertible {
    /// A scalar is 32 bytes, the input of a reduction 64.
    case wrongLength(expected: Int, actual: Int)
    /// The value is the order ℓ of the group or more.
    case notReduced
    /// Zero takes every element to the identity and is no key.
    case zero

    package var description: String {
        switch self {
        case .wrongLength(let expected, let actual): "a scalar of \(actual) bytes where \(expected) are needed"
        case .notReduced: "a scalar that is not below the order of the group"
        case .zero: "a scalar that is zero"
        }
    }
}
