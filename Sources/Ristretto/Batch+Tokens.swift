// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

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
        guard let results = output.baseAddress, let inputs = elements.baseAddress else { return }
        let prefix = SHA512.state(after: Array(DomainSeparation.token.utf8) + roundID.bytes)
        _ = firstFault(rows: count) { (rows) -> Never? in
            unsafe withUnsafeTemporaryAllocation(byteCount: SHA512.byteCount, alignment: 8) { hash in
                let hash = unsafe hash.baseAddress.unsafelyUnwrapped
                for row in rows {
                    var state = prefix
                    unsafe SHA512.update(&state, UnsafeRawBufferPointer(start: inputs + row * width, count: width))
                    unsafe SHA512.finish(&state, to: hash)
                    unsafe (results + row * Token.byteCount).copyMemory(from: hash, byteCount: Token.byteCount)
                }
                return nil
            }
        }
    }
}
