// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Names what is wrong with 32 bytes before any group arithmetic.
package enum CanonicalFault: Sendable, Hashable {
    /// Bit 255 is set. libsodium 1.0.18 lets this through, so it is always checked here.
    case highBitSet
    /// The value is p = 2^255 − 19 or more.
    case notReduced
    /// The value is odd, which ristretto255 calls negative.
    case negative
    /// The value is zero: the identity, which version 1 never accepts.
    case identity
}
