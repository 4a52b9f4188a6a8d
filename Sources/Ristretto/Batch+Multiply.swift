// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns

extension Batch {
    /// Multiplies elements by a key, in order: one hop of the ring.
    ///
    /// All rows are decoded strictly before any is multiplied.
    ///
    /// - Throws: `badElement` with the first row that bit 255, its value, its place off the group or the identity
    ///   disqualify, and the reason.
    package static func multiply(
        elements: UnsafeRawBufferPointer, key: borrowing Scalar, into output: UnsafeMutableRawBufferPointer
    ) throws(BatchError) {
        let width = EncodedElement.byteCount
        let count = try unsafe elementCount(of: elements)
        try unsafe checkOutput(output, rows: count, width: width)
        guard let results = output.baseAddress, let inputs = elements.baseAddress else { return }
        do {
            try unsafe check(elements: elements)
        } catch {
            unsafe wipe(output)
            throw error
        }
        let identity = unsafe key.withUnsafeBytes { key in
            let key = unsafe key.baseAddress.unsafelyUnwrapped
            return firstFault(rows: count) { rows in
                rows.first { row in
                    unsafe !ElementKernel.multiply(inputs + row * width, by: key, to: results + row * width)
                }
            }
        }
        if let identity {
            unsafe wipe(output)
            throw .identityResult(index: identity)
        }
    }

    /// Decodes every row strictly and keeps nothing; names the first that is no acceptable element.
    package static func check(elements: UnsafeRawBufferPointer) throws(BatchError) {
        let width = EncodedElement.byteCount
        let count = try unsafe elementCount(of: elements)
        guard let inputs = elements.baseAddress else { return }
        let fault: BatchError? = firstFault(rows: count) { rows in
            for row in rows {
                if let reason = unsafe ElementKernel.fault(at: inputs + row * width) {
                    return .badElement(index: row, reason: reason)
                }
            }
            return nil
        }
        if let fault { throw fault }
    }
}
