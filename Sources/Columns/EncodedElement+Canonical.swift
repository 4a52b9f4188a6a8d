// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

extension EncodedElement {
    /// Says why the bytes cannot be a version 1 element, as far as this can be seen without group arithmetic.
    ///
    /// Nil means that the little-endian value s is below p = 2^255 − 19 with bit 255 clear, even and not zero: the
    /// first step of RFC 9496 §4.3.1, and the refusal of the identity. About one in four of such values is an element.
    @inlinable package var canonicalFault: CanonicalFault? {
        let low = word0.byteSwapped
        let high = word3.byteSwapped
        if high >> 63 == 1 { return .highBitSet }
        if high == 0x7fff_ffff_ffff_ffff, word1 == .max, word2 == .max, low >= 0xffff_ffff_ffff_ffed {
            return .notReduced
        }
        if low & 1 == 1 { return .negative }
        if low | word1 | word2 | high == 0 { return .identity }
        return nil
    }

    /// Tells whether `canonicalFault` finds nothing.
    @inlinable package var isCanonical: Bool { canonicalFault == nil }
}
