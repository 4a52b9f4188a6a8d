// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CRistrettoLanes
package import Columns

extension Batch {
    /// Blinds numbers: [k] P(x) for each, in order, 32 bytes each (protocol §2).
    ///
    /// The digits are E.164 numbers as integers of 7 to 15 digits; the round id makes the elements unlike those of any
    /// other round; the key is the party's key of this round; the output is exactly 32 bytes a number.
    ///
    /// - Throws: `badNumber` with the first row that is no such number.
    package static func blind(
        digits: UnsafeBufferPointer<UInt64>, roundID: Digest, key: borrowing Scalar,
        into output: UnsafeMutableRawBufferPointer, on lanes: Lanes? = nil
    ) throws(BatchError) {
        try unsafe checkOutput(output, rows: digits.count, width: EncodedElement.byteCount)
        let vectors = try vectors(of: lanes)
        if let bad = unsafe digits.firstIndex(where: { !NumberMessage.digits.contains($0) }) {
            unsafe wipe(output)
            throw .badNumber(index: bad)
        }
        guard let results = output.baseAddress else { return }
        let message = NumberMessage(roundID: roundID)
        let expansion = vectors.flatMap { NumberExpansion(message, on: $0) }
        let fault = unsafe key.withUnsafeBytes { key in
            let key = unsafe key.baseAddress.unsafelyUnwrapped
            return firstFault(rows: digits.count) { rows in
                if let vectors, let expansion {
                    unsafe blind(digits, rows: rows, expansion: expansion, key: key, into: results, on: vectors)
                } else {
                    unsafe blind(digits, rows: rows, message: message, key: key, into: results)
                }
            }
        }
        if let fault {
            unsafe wipe(output)
            throw fault
        }
    }

    /// Blinds one slice, a row at a time.
    private static func blind(
        _ digits: UnsafeBufferPointer<UInt64>, rows: Range<Int>, message: NumberMessage, key: UnsafeRawPointer,
        into results: UnsafeMutableRawPointer
    ) -> BatchError? {
        let width = EncodedElement.byteCount
        return unsafe withUnsafeTemporaryAllocation(byteCount: NumberMessage.byteCount + width, alignment: 8) {
            scratch in
            let hashed = unsafe scratch.baseAddress.unsafelyUnwrapped
            let bytes = unsafe UnsafeMutableRawBufferPointer(start: hashed + width, count: NumberMessage.byteCount)
            defer { unsafe wipe(scratch) }
            unsafe message.start(at: bytes.baseAddress.unsafelyUnwrapped)
            for row in rows {
                unsafe message.setDigits(digits[row], at: bytes.baseAddress.unsafelyUnwrapped)
                guard unsafe HashToGroup.numbers.hash(UnsafeRawBufferPointer(bytes), to: hashed),
                    unsafe ElementKernel.multiply(hashed, by: key, to: results + row * width)
                else { return .identityResult(index: row) }
            }
            return nil
        }
    }

    /// Blinds one slice on lanes.
    private static func blind(
        _ digits: UnsafeBufferPointer<UInt64>, rows: Range<Int>, expansion: NumberExpansion, key: UnsafeRawPointer,
        into results: UnsafeMutableRawPointer, on vectors: crl_lanes
    ) -> BatchError? {
        let uniformCount = rows.count * HashToGroup.uniformByteCount
        let scratchCount = rows.count * NumberExpansion.scratchByteCount
        return unsafe withUnsafeTemporaryAllocation(byteCount: uniformCount + scratchCount, alignment: 8) { room in
            let uniform = unsafe room.baseAddress.unsafelyUnwrapped
            // They give the numbers away to whoever can guess them.
            defer { unsafe wipe(room) }
            let digits = unsafe UnsafeBufferPointer(rebasing: digits[rows])
            unsafe expansion.uniformBytes(of: digits, scratch: uniform + uniformCount, to: uniform)
            let output = unsafe results + rows.lowerBound * EncodedElement.byteCount
            return unsafe LaneKernel.multiply(mapping: uniform, rows: rows.count, by: key, to: output, on: vectors)?
                .moved(by: rows.lowerBound)
        }
    }
}
