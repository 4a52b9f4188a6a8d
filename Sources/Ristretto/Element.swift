// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Columns

/// Holds an element of ristretto255 (RFC 9496) that was decoded and checked, and is not the identity.
///
/// It is kept as its canonical encoding, which is unique: two elements are equal where their bytes are.
package struct Element: Hashable, Sendable, CustomStringConvertible {
    /// Gives the element's 32 bytes.
    package let encoded: EncodedElement

    /// Decodes 32 bytes strictly, RFC 9496 §4.3.1, and refuses the identity.
    package init(decoding encoded: EncodedElement) throws(ElementError) {
        let fault = unsafe withUnsafeTemporaryAllocation(byteCount: EncodedElement.byteCount, alignment: 8) { bytes in
            let base = unsafe bytes.baseAddress.unsafelyUnwrapped
            unsafe encoded.store(unalignedAt: base)
            return unsafe ElementKernel.fault(at: base)
        }
        if let fault { throw fault }
        self.encoded = encoded
    }

    /// Takes what a computation wrote; the computation returns false where that is the identity.
    ///
    /// The first argument is room for the result, the second for the encodings of the inputs, in order.
    init(of inputs: Element..., computing body: (UnsafeMutableRawPointer, UnsafeRawPointer) -> Bool)
        throws(ElementError)
    {
        let width = EncodedElement.byteCount
        let result = unsafe withUnsafeTemporaryAllocation(byteCount: width * (1 + inputs.count), alignment: 8) {
            bytes in
            let base = unsafe bytes.baseAddress.unsafelyUnwrapped
            for (index, input) in inputs.enumerated() {
                unsafe input.encoded.store(unalignedAt: base + width * (1 + index))
            }
            return unsafe body(base, UnsafeRawPointer(base + width)) ? EncodedElement(unalignedAt: base) : nil
        }
        guard let result else { throw .identity }
        encoded = result
    }

    package var description: String { "an element" }
}
