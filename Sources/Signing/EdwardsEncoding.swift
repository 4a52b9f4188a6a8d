// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Byte-level rules for encoded points and scalars of edwards25519 (RFC 8032, section 5.1); all inputs are public.
enum EdwardsEncoding {
    /// p = 2^255 − 19, little-endian.
    private static let prime: [UInt8] = [0xED] + Array(repeating: 0xFF, count: 30) + [0x7F]

    /// ℓ = 2^252 + 27742317777372353535851937790883648493, little-endian.
    private static let order: [UInt8] = [
        0xED, 0xD3, 0xF5, 0x5C, 0x1A, 0x63, 0x12, 0x58, 0xD6, 0x9C, 0xF7, 0xA2, 0xDE, 0xF9, 0xDE, 0x14,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
    ]

    /// The y-coordinates of the eight points of small order: 1, −1, 0 and the two of the points of order 8.
    private static let smallOrderY: [[UInt8]] = [
        [1] + Array(repeating: 0, count: 31),
        [0xEC] + Array(repeating: 0xFF, count: 30) + [0x7F],
        Array(repeating: 0, count: 32),
        [
            0x26, 0xE8, 0x95, 0x8F, 0xC2, 0xB2, 0x27, 0xB0, 0x45, 0xC3, 0xF4, 0x89, 0xF2, 0xEF, 0x98, 0xF0,
            0xD5, 0xDF, 0xAC, 0x05, 0xD3, 0xC6, 0x33, 0x39, 0xB1, 0x38, 0x02, 0x88, 0x6D, 0x53, 0xFC, 0x05,
        ],
        [
            0xC7, 0x17, 0x6A, 0x70, 0x3D, 0x4D, 0xD8, 0x4F, 0xBA, 0x3C, 0x0B, 0x76, 0x0D, 0x10, 0x67, 0x0F,
            0x2A, 0x20, 0x53, 0xFA, 0x2C, 0x39, 0xCC, 0xC6, 0x4E, 0xC7, 0xFD, 0x77, 0x92, 0xAC, 0x03, 0x7A,
        ],
    ]

    /// True where y, the encoding without its top bit, is below p.
    static func hasCanonicalY(_ encoding: [UInt8]) -> Bool { isBelow(withoutSign(encoding), prime) }

    /// True where the y-coordinate is one of a point of small order, whatever the sign bit says.
    static func hasSmallOrder(_ encoding: [UInt8]) -> Bool { smallOrderY.contains(withoutSign(encoding)) }

    /// True where the encoding is the only one of its point: y < p, and no sign bit where x = 0 (y = ±1).
    static func isCanonicalPoint(_ encoding: [UInt8]) -> Bool {
        guard encoding.count == 32, hasCanonicalY(encoding) else { return false }
        return encoding[31] & 0x80 == 0 || !smallOrderY[0...1].contains(withoutSign(encoding))
    }

    /// True where the scalar is below ℓ.
    static func isCanonicalScalar(_ scalar: [UInt8]) -> Bool { isBelow(scalar, order) }

    private static func withoutSign(_ encoding: [UInt8]) -> [UInt8] {
        encoding.prefix(31) + encoding.dropFirst(31).map { $0 & 0x7F }
    }

    /// Compares little-endian numbers of 32 bytes.
    private static func isBelow(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.count == 32 && left.reversed().lexicographicallyPrecedes(right.reversed())
    }
}
