// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CRistrettoLanes
package import Columns

/// The two halves of blinding a number, which the room runs as one; for rows of one slice, on the thread that asks.
package enum KernelParts {
    /// Counts the uniform bytes that stand for a number.
    package static let uniformByteCount = HashToGroup.uniformByteCount

    /// Expands numbers to uniform bytes by SHA-512.
    package static func expand(
        digits: UnsafeBufferPointer<UInt64>, roundID: Digest, into output: UnsafeMutableRawBufferPointer,
        on lanes: Lanes
    ) throws(BatchError) {
        let message = NumberMessage(roundID: roundID)
        let vectors = try Batch.vectors(of: lanes)
        try unsafe Batch.checkOutput(output, rows: digits.count, width: uniformByteCount)
        guard let results = output.baseAddress else { return }
        guard let vectors, let expansion = NumberExpansion(message, on: vectors) else {
            return unsafe expand(digits, message, to: results)
        }
        unsafe withUnsafeTemporaryAllocation(
            byteCount: digits.count * NumberExpansion.scratchByteCount, alignment: 8
        ) { scratch in
            guard let scratch = scratch.baseAddress else { return }
            unsafe expansion.uniformBytes(of: digits, scratch: scratch, to: results)
        }
    }

    /// Maps uniform bytes to the group and multiplies by a key.
    package static func blind(
        uniform: UnsafeRawBufferPointer, key: borrowing Scalar, into output: UnsafeMutableRawBufferPointer,
        on lanes: Lanes
    ) throws(BatchError) {
        let rows = uniform.count / uniformByteCount
        let vectors = try Batch.vectors(of: lanes)
        try unsafe Batch.checkOutput(output, rows: rows, width: EncodedElement.byteCount)
        guard let inputs = uniform.baseAddress, let results = output.baseAddress else { return }
        let fault: BatchError? = unsafe key.withUnsafeBytes { key in
            let key = unsafe key.baseAddress.unsafelyUnwrapped
            if let vectors {
                return unsafe LaneKernel.multiply(mapping: inputs, rows: rows, by: key, to: results, on: vectors)
            }
            for row in 0..<rows {
                let result = unsafe results + row * EncodedElement.byteCount
                guard unsafe ElementKernel.map(inputs + row * uniformByteCount, to: result),
                    unsafe ElementKernel.multiply(result, by: key, to: result)
                else { return .identityResult(index: row) }
            }
            return nil
        }
        if let fault { throw fault }
    }

    /// A row at a time, by libsodium's SHA-512.
    private static func expand(
        _ digits: UnsafeBufferPointer<UInt64>, _ message: NumberMessage, to output: UnsafeMutableRawPointer
    ) {
        unsafe withUnsafeTemporaryAllocation(byteCount: NumberMessage.byteCount, alignment: 8) { bytes in
            guard let base = bytes.baseAddress else { return }
            unsafe message.start(at: base)
            for row in digits.indices {
                unsafe message.setDigits(digits[row], at: base)
                unsafe HashToGroup.numbers.uniformBytes(
                    of: UnsafeRawBufferPointer(bytes), to: output + row * uniformByteCount)
            }
        }
    }
}
