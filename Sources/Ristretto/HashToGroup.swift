// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CSodium

/// Hashes messages to ristretto255 under one domain separation tag: expand_message_xmd with SHA-512 (RFC 9380 §5.3.1)
/// and the map of RFC 9496 §4.3.4, together hash_to_ristretto255 (RFC 9380 appendix B).
///
/// The state of SHA-512 after the padding block, which every message starts with, is computed once; `hash` then takes
/// two compressions for a message and a tag of version 1, and allocates nothing.
package struct HashToGroup: Sendable {
    /// Counts the bytes that the map takes: two field elements.
    package static let uniformByteCount = 64

    /// Bounds `expand`: 255 blocks of 64 bytes.
    package static let maximumOutputByteCount = 255 * 64

    /// Holds SHA-512 after 128 zero bytes (Z_pad).
    private let padded: crypto_hash_sha512_state

    /// Holds DST_prime: the tag, hashed where it is longer than 255 bytes (§5.3.3), and its length.
    private let tag: [UInt8]

    /// Holds what follows the message when 64 bytes are wanted: 00 40 ‖ 00 ‖ DST_prime.
    private let messageEnd: [UInt8]

    /// Holds what follows b_0 in b_1: 01 ‖ DST_prime.
    private let firstBlockEnd: [UInt8]

    /// Hashes the numbers of version 1.
    package static let numbers = HashToGroup(checked: Array(DomainSeparation.hashToGroup.utf8))

    /// Prepares hashing under a tag of any length but zero.
    package init(dst: [UInt8]) throws(HashToGroupError) {
        guard !dst.isEmpty else { throw .emptyTag }
        self.init(checked: dst)
    }

    private init(checked dst: [UInt8]) {
        let short = dst.count > 255 ? SHA512.hash(Array("H2C-OVERSIZE-DST-".utf8) + dst) : dst
        tag = short + [UInt8(short.count)]
        messageEnd = Self.lengthBytes(Self.uniformByteCount) + [0] + tag
        firstBlockEnd = [1] + tag
        padded = SHA512.state(after: [UInt8](repeating: 0, count: SHA512.blockByteCount))
    }

    /// Gives what follows a message when 64 bytes are wanted, and what follows b_0 in b_1.
    var ends: (message: [UInt8], firstBlock: [UInt8]) { (messageEnd, firstBlockEnd) }

    /// Hashes a message to an element of 32 bytes at `output`; false where it is the identity, once in 2^252.
    func hash(_ message: UnsafeRawBufferPointer, to output: UnsafeMutableRawPointer) -> Bool {
        unsafe withUnsafeTemporaryAllocation(byteCount: Self.uniformByteCount, alignment: 8) { uniform in
            let base = unsafe uniform.baseAddress.unsafelyUnwrapped
            unsafe uniformBytes(of: message, to: base)
            let isElement = unsafe ElementKernel.map(base, to: output)
            // The input of the map gives the number away to whoever can guess it.
            unsafe sodium_memzero(base, uniform.count)
            return isElement
        }
    }

    /// Expands a message to `count` uniform bytes.
    package func expand(_ message: [UInt8], count: Int) throws(HashToGroupError) -> [UInt8] {
        guard (1...Self.maximumOutputByteCount).contains(count) else { throw .outputByteCount(count) }
        var state = padded
        SHA512.update(&state, message)
        SHA512.update(&state, Self.lengthBytes(count) + [0] + tag)
        let start = SHA512.finish(&state)
        var block = SHA512.hash(start + firstBlockEnd)
        var output = block
        var index: UInt8 = 1
        while output.count < count {
            index += 1
            block = SHA512.hash(zip(start, block).map { $0 ^ $1 } + [index] + tag)
            output += block
        }
        return Array(output.prefix(count))
    }

    /// Expands a message to the 64 bytes at `output`, without allocating.
    func uniformBytes(of message: UnsafeRawBufferPointer, to output: UnsafeMutableRawPointer) {
        var state = padded
        unsafe SHA512.update(&state, message)
        unsafe messageEnd.withUnsafeBytes { unsafe SHA512.update(&state, $0) }
        unsafe SHA512.finish(&state, to: output)
        state = SHA512.initialState
        unsafe SHA512.update(&state, UnsafeRawBufferPointer(start: output, count: SHA512.byteCount))
        unsafe firstBlockEnd.withUnsafeBytes { unsafe SHA512.update(&state, $0) }
        unsafe SHA512.finish(&state, to: output)
    }

    private static func lengthBytes(_ count: Int) -> [UInt8] {
        [UInt8(truncatingIfNeeded: count >> 8), UInt8(truncatingIfNeeded: count)]
    }
}
