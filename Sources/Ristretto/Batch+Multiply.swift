// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns

extension Batch {
    /// Multiplies elements by a key, in order: one hop of the ring.
    ///
    /// No row is multiplied before it, and every row of its slice, was decoded strictly; a refused row leaves no result.
    ///
    /// - Throws: `badElement` with the first row that bit 255, its value, its place off the group or the identity
    ///   disqualify, and the reason.
    package static func multiply(
        elements: UnsafeRawBufferPointer, key: borrowing Scalar, into output: UnsafeMutableRawBufferPointer,
        on lanes: Lanes? = nil
    ) throws(BatchError) {
        let width = EncodedElement.byteCount
        let count = try unsafe elementCount(of: elements)
        try unsafe checkOutput(output, rows: count, width: width)
        let vectors = try vectors(of: lanes)
        guard let results = output.baseAddress, let inputs = elements.baseAddress else { return }
        let fault = unsafe key.withUnsafeBytes { key in
            let key = unsafe key.baseAddress.unsafelyUnwrapped
            return firstFault(rows: count) { (rows) -> BatchError? in
                let first = rows.lowerBound * width
                if let vectors {
                    return unsafe LaneKernel.multiply(
                        inputs + first, rows: rows.count, by: key, to: results + first, on: vectors)?
                        .moved(by: rows.lowerBound)
                }
                if let fault = unsafe refusal(of: inputs, rows: rows) { return fault }
                let identity = rows.first { row in
                    unsafe !ElementKernel.multiply(inputs + row * width, by: key, to: results + row * width)
                }
                return identity.map { .identityResult(index: $0) }
            }
        }
        if let fault {
            unsafe wipe(output)
            throw fault
        }
    }

    /// Decodes every row strictly and keeps nothing; names the first that is no acceptable element.
    package static func check(elements: UnsafeRawBufferPointer, on lanes: Lanes? = nil) throws(BatchError) {
        let count = try unsafe elementCount(of: elements)
        let vectors = try vectors(of: lanes)
        guard let inputs = elements.baseAddress else { return }
        let fault = firstFault(rows: count) { (rows) -> BatchError? in
            guard let vectors else { return unsafe refusal(of: inputs, rows: rows) }
            let first = unsafe inputs + rows.lowerBound * EncodedElement.byteCount
            return unsafe LaneKernel.check(first, rows: rows.count, on: vectors)?.moved(by: rows.lowerBound)
        }
        if let fault { throw fault }
    }

    /// Finds the first row of a slice that is no acceptable element, a row at a time.
    private static func refusal(of inputs: UnsafeRawPointer, rows: Range<Int>) -> BatchError? {
        for row in rows {
            if let reason = unsafe ElementKernel.fault(at: inputs + row * EncodedElement.byteCount) {
                return .badElement(index: row, reason: reason)
            }
        }
        return nil
    }
}
