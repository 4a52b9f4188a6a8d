// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CRistrettoLanes
import CSodium
package import Columns

extension Batch {
    /// Turns finished elements into tokens, in order, 16 bytes each: the last hop's output (protocol §2).
    ///
    ///     SHA-512("SYMBOLON-V1-TOKEN" ‖ round id ‖ encoding)[0..<16]
    ///
    /// The elements are the last hop's own results; they are hashed as they are.
    package static func tokens(
        elements: UnsafeRawBufferPointer, roundID: Digest, into output: UnsafeMutableRawBufferPointer,
        on lanes: Lanes? = nil
    ) throws(BatchError) {
        let width = EncodedElement.byteCount
        let count = try unsafe elementCount(of: elements)
        try unsafe checkOutput(output, rows: count, width: Token.byteCount)
        let vectors = try vectors(of: lanes)
        guard let results = output.baseAddress, let inputs = elements.baseAddress else { return }
        let start = Array(DomainSeparation.token.utf8) + roundID.bytes
        let form = vectors.flatMap { MessageForm(before: start, fieldByteCount: width, after: [], on: $0) }
        let prefix = SHA512.state(after: start)
        _ = firstFault(rows: count) { (rows) -> Never? in
            let slice = unsafe inputs + rows.lowerBound * width
            let tokens = unsafe results + rows.lowerBound * Token.byteCount
            if let form {
                unsafe form.hash(slice, rows: rows.count, to: tokens, digestByteCount: Token.byteCount)
            } else {
                unsafe hash(slice, rows: rows.count, after: prefix, to: tokens)
            }
            return nil
        }
    }

    /// Hashes one slice, a row at a time.
    private static func hash(
        _ elements: UnsafeRawPointer, rows: Int, after prefix: crypto_hash_sha512_state,
        to tokens: UnsafeMutableRawPointer
    ) {
        let width = EncodedElement.byteCount
        unsafe withUnsafeTemporaryAllocation(byteCount: SHA512.byteCount, alignment: 8) { hash in
            let hash = unsafe hash.baseAddress.unsafelyUnwrapped
            for row in 0..<rows {
                var state = prefix
                unsafe SHA512.update(&state, UnsafeRawBufferPointer(start: elements + row * width, count: width))
                unsafe SHA512.finish(&state, to: hash)
                unsafe (tokens + row * Token.byteCount).copyMemory(from: hash, byteCount: Token.byteCount)
            }
        }
    }
}
