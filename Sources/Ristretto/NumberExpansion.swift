// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CRistrettoLanes

/// Expands the messages of a round's numbers to uniform bytes, on lanes: what `HashToGroup.numbers` does for one.
struct NumberExpansion: Sendable {
    /// Counts the scratch bytes that each row needs: its digits, and b_0.
    static let scratchByteCount = MemoryLayout<UInt64>.size + SHA512.byteCount

    private let start: MessageForm
    private let firstBlock: MessageForm

    /// Nil where a message does not fit the lanes' form, as none of version 1 does.
    init?(_ message: NumberMessage, on lanes: crl_lanes) {
        let ends = HashToGroup.numbers.ends
        let padding = [UInt8](repeating: 0, count: SHA512.blockByteCount)
        guard
            let start = MessageForm(
                before: padding + message.prefix, fieldByteCount: MemoryLayout<UInt64>.size, after: ends.message,
                on: lanes),
            let firstBlock = MessageForm(
                before: [], fieldByteCount: SHA512.byteCount, after: ends.firstBlock, on: lanes)
        else { return nil }
        self.start = start
        self.firstBlock = firstBlock
    }

    /// Writes 64 uniform bytes a number; the caller wipes both rooms.
    func uniformBytes(
        of digits: UnsafeBufferPointer<UInt64>, scratch: UnsafeMutableRawPointer, to output: UnsafeMutableRawPointer
    ) {
        let rows = digits.count
        for unsafe(row, digits) in unsafe digits.enumerated() {
            unsafe scratch.storeBytes(
                of: digits.bigEndian, toByteOffset: row * MemoryLayout<UInt64>.size, as: UInt64.self)
        }
        let starts = unsafe scratch + rows * MemoryLayout<UInt64>.size
        unsafe start.hash(scratch, rows: rows, to: starts, digestByteCount: SHA512.byteCount)
        unsafe firstBlock.hash(starts, rows: rows, to: output, digestByteCount: SHA512.byteCount)
    }
}
