// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns

/// Says why bytes or a result are no element that version 1 accepts.
package enum ElementError: Error, Hashable, CustomStringConvertible {
    /// Bit 255 is set.
    case highBitSet
    /// The value is p = 2^255 − 19 or more.
    case notReduced
    /// The value is odd, which ristretto255 calls negative.
    case negative
    /// The value is canonical but encodes no element.
    case notInGroup
    /// The bytes encode the identity, or the result is the identity.
    case identity

    init(_ fault: CanonicalFault) {
        self =
            switch fault {
            case .highBitSet: .highBitSet
            case .notReduced: .notReduced
            case .negative: .negative
            case .identity: .identity
            }
    }

    package var description: String {
        switch self {
        case .highBitSet: "not a ristretto255 element: bit 255 is set"
        case .notReduced: "not a ristretto255 element: the value is not below 2^255 - 19"
        case .negative: "not a ristretto255 element: the value is odd"
        case .notInGroup: "not a ristretto255 element: no point has this encoding"
        case .identity: "the identity element, which is never accepted"
        }
    }
}
