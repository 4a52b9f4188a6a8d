// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Two lists of tokens, half of them in common.
enum TokenSample {
    private static let rows = 500_000

    /// Tokens of both lists together.
    static let count = 2 * rows

    static var lists: [[UInt8]] { [tokens(from: 0), tokens(from: rows / 2)] }

    private static func tokens(from start: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: rows * 16) { buffer, initialized in
            let bytes = UnsafeMutableRawBufferPointer(buffer)
            for row in 0..<rows {
                bytes.storeBytes(of: mixed(UInt64(start + row) * 2), toByteOffset: row * 16, as: UInt64.self)
                bytes.storeBytes(of: mixed(UInt64(start + row) * 2 + 1), toByteOffset: row * 16 + 8, as: UInt64.self)
            }
            initialized = rows * 16
        }
    }

    /// Spreads a number over 64 bits (SplitMix64's finalizer: Steele, Lea and Flood, 2014).
    private static func mixed(_ value: UInt64) -> UInt64 {
        var value = value &+ 0x9E37_79B9_7F4A_7C15
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
