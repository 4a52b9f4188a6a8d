// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CSodium
import Columns

/// Wraps libsodium's ristretto255 functions on single elements at raw addresses: 32 bytes each, at any alignment.
///
/// Every other file of this room goes through these few lines, which therefore hold what libsodium 1.0.18 leaves out:
/// its decoder accepts bit 255, and its validity check accepts the identity. Nothing here allocates.
enum ElementKernel {
    /// Says why 32 bytes do not decode to an acceptable element; nil where they do.
    static func fault(at input: UnsafeRawPointer) -> ElementError? {
        if let fault = unsafe EncodedElement(unalignedAt: input).canonicalFault { return ElementError(fault) }
        let status = unsafe crypto_core_ristretto255_is_valid_point(input.assumingMemoryBound(to: UInt8.self))
        return status == 1 ? nil : .notInGroup
    }

    /// Multiplies a decodable element by a scalar, in constant time; false where the result is the identity.
    static func multiply(
        _ input: UnsafeRawPointer, by scalar: UnsafeRawPointer, to output: UnsafeMutableRawPointer
    ) -> Bool {
        unsafe crypto_scalarmult_ristretto255(
            output.assumingMemoryBound(to: UInt8.self), scalar.assumingMemoryBound(to: UInt8.self),
            input.assumingMemoryBound(to: UInt8.self)) == 0
    }

    /// Multiplies the generator by a scalar, in constant time; false where the result is the identity.
    static func multiplyGenerator(by scalar: UnsafeRawPointer, to output: UnsafeMutableRawPointer) -> Bool {
        unsafe crypto_scalarmult_ristretto255_base(
            output.assumingMemoryBound(to: UInt8.self), scalar.assumingMemoryBound(to: UInt8.self)) == 0
    }

    /// Maps 64 uniform bytes to an element, RFC 9496 §4.3.4; false where it is the identity, once in 2^252.
    static func map(_ uniform: UnsafeRawPointer, to output: UnsafeMutableRawPointer) -> Bool {
        let status = unsafe crypto_core_ristretto255_from_hash(
            output.assumingMemoryBound(to: UInt8.self), uniform.assumingMemoryBound(to: UInt8.self))
        return unsafe status == 0 && EncodedElement(unalignedAt: output).isCanonical
    }

    /// Adds two decodable elements; false where the sum is the identity.
    static func add(
        _ left: UnsafeRawPointer, _ right: UnsafeRawPointer, to output: UnsafeMutableRawPointer
    ) -> Bool {
        let status = unsafe crypto_core_ristretto255_add(
            output.assumingMemoryBound(to: UInt8.self), left.assumingMemoryBound(to: UInt8.self),
            right.assumingMemoryBound(to: UInt8.self))
        return unsafe status == 0 && EncodedElement(unalignedAt: output).isCanonical
    }

    /// Subtracts two decodable elements; false where the difference is the identity.
    static func subtract(
        _ left: UnsafeRawPointer, _ right: UnsafeRawPointer, to output: UnsafeMutableRawPointer
    ) -> Bool {
        let status = unsafe crypto_core_ristretto255_sub(
            output.assumingMemoryBound(to: UInt8.self), left.assumingMemoryBound(to: UInt8.self),
            right.assumingMemoryBound(to: UInt8.self))
        return unsafe status == 0 && EncodedElement(unalignedAt: output).isCanonical
    }
}
