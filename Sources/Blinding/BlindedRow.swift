// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns
import Spilling

/// An element with what it stands for, while the list is sorted: 48 bytes.
struct BlindedRow: BitwiseCopyable {
    /// The encoding as four big-endian words, so that their order is that of the bytes.
    private let words: (UInt64, UInt64, UInt64, UInt64)
    let digits: UInt64
    let row: UInt32
    /// Makes the row's last bytes known, because they are written to files.
    private let padding: UInt32 = 0

    init(element: UnsafeRawPointer, pair: Pair) {
        func word(_ index: Int) -> UInt64 {
            UInt64(bigEndian: element.loadUnaligned(fromByteOffset: 8 * index, as: UInt64.self))
        }
        words = (word(0), word(1), word(2), word(3))
        digits = pair.key
        row = UInt32(clamping: pair.value)
    }

    static let zero = withUnsafeTemporaryAllocation(byteCount: EncodedElement.byteCount, alignment: 8) { bytes in
        bytes.initializeMemory(as: UInt8.self, repeating: 0)
        return BlindedRow(element: bytes.baseAddress.unsafelyUnwrapped, pair: Pair(key: 0, value: 0))
    }

    /// The encoding's first 63 bits that vary, which ascend as encodings do: bit 0 of the first byte is 0 in every one.
    @inline(__always)
    var leadingBits: UInt64 { words.0 & 0xFE00_0000_0000_0000 | (words.0 & 0x00FF_FFFF_FFFF_FFFF) << 1 }

    @inline(__always)
    func isBefore(_ other: Self) -> Bool {
        if words.0 != other.words.0 { return words.0 < other.words.0 }
        if words.1 != other.words.1 { return words.1 < other.words.1 }
        if words.2 != other.words.2 { return words.2 < other.words.2 }
        return words.3 < other.words.3
    }

    /// Writes the encoding's 32 bytes.
    @inline(__always)
    func storeElement(at pointer: UnsafeMutableRawPointer) {
        pointer.storeBytes(of: words.0.bigEndian, as: UInt64.self)
        pointer.storeBytes(of: words.1.bigEndian, toByteOffset: 8, as: UInt64.self)
        pointer.storeBytes(of: words.2.bigEndian, toByteOffset: 16, as: UInt64.self)
        pointer.storeBytes(of: words.3.bigEndian, toByteOffset: 24, as: UInt64.self)
    }
}
