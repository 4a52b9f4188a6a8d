// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns

extension Element {
    /// Multiplies by a secret scalar, in constant time.
    package func multiplied(by scalar: borrowing Scalar) throws(ElementError) -> Element {
        try unsafe scalar.withUnsafeBytes { (scalar) throws(ElementError) in
            let scalar = unsafe scalar.baseAddress.unsafelyUnwrapped
            return try unsafe Element(of: self) { output, input in
                unsafe ElementKernel.multiply(input, by: scalar, to: output)
            }
        }
    }

    /// Multiplies the generator by a secret scalar, in constant time: the public side of a key.
    package static func generatorMultiplied(by scalar: borrowing Scalar) throws(ElementError) -> Element {
        try unsafe scalar.withUnsafeBytes { (scalar) throws(ElementError) in
            let scalar = unsafe scalar.baseAddress.unsafelyUnwrapped
            return try unsafe Element { output, _ in unsafe ElementKernel.multiplyGenerator(by: scalar, to: output) }
        }
    }

    /// Adds two elements; throws `identity` where they cancel out.
    package func adding(_ other: Element) throws(ElementError) -> Element {
        try unsafe Element(of: self, other) { output, inputs in
            unsafe ElementKernel.add(inputs, inputs + EncodedElement.byteCount, to: output)
        }
    }

    /// Subtracts an element; throws `identity` where they are equal.
    package func subtracting(_ other: Element) throws(ElementError) -> Element {
        try unsafe Element(of: self, other) { output, inputs in
            unsafe ElementKernel.subtract(inputs, inputs + EncodedElement.byteCount, to: output)
        }
    }
}
