// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// A natural number of any length, by the arithmetic of school: what field arithmetic is held against.
struct WideInteger: Hashable, CustomStringConvertible {
    /// Digits of 32 bits, least first, without zeros at the end.
    private var digits: [UInt32]

    /// The prime 2^255 − 19.
    static let p = WideInteger(1).shifted(by: 255).minus(WideInteger(19))

    private init(trimming digits: [UInt32]) {
        self.digits = Array(digits.prefix((digits.lastIndex { $0 != 0 } ?? -1) + 1))
    }

    init(_ value: UInt64) { self.init(trimming: [UInt32(truncatingIfNeeded: value), UInt32(value >> 32)]) }

    /// Takes bytes, least first.
    init(littleEndian bytes: [UInt8]) {
        self = bytes.reversed().reduce(WideInteger(0)) { $0.shifted(by: 8) + WideInteger(UInt64($1)) }
    }

    /// Gives 32 bytes, least first, of a value below 2^256.
    var bytes: [UInt8] {
        (0..<32).map { $0 / 4 < digits.count ? UInt8(truncatingIfNeeded: digits[$0 / 4] >> (8 * ($0 % 4))) : 0 }
    }

    var isOdd: Bool { (digits.first ?? 0) & 1 == 1 }

    var description: String { "0x" + digits.reversed().map { String($0, radix: 16) }.joined(separator: "_") }

    static func + (left: Self, right: Self) -> Self {
        var carry: UInt64 = 0
        return Self(
            trimming: (0...max(left.digits.count, right.digits.count)).map { place in
                carry += UInt64(left.digit(place)) + UInt64(right.digit(place))
                defer { carry >>= 32 }
                return UInt32(truncatingIfNeeded: carry)
            })
    }

    static func * (left: Self, right: Self) -> Self {
        var product = [UInt32](repeating: 0, count: left.digits.count + right.digits.count)
        for (i, a) in left.digits.enumerated() {
            var carry: UInt64 = 0
            for (j, b) in right.digits.enumerated() {
                carry += UInt64(a) * UInt64(b) + UInt64(product[i + j])
                product[i + j] = UInt32(truncatingIfNeeded: carry)
                carry >>= 32
            }
            product[i + right.digits.count] = UInt32(carry)
        }
        return Self(trimming: product)
    }

    /// Subtracts a number that is not larger.
    func minus(_ other: Self) -> Self {
        var borrow: Int64 = 0
        return Self(
            trimming: digits.indices.map { place in
                borrow += Int64(digit(place)) - Int64(other.digit(place))
                defer { borrow >>= 32 }
                return UInt32(truncatingIfNeeded: borrow)
            })
    }

    func shifted(by bits: Int) -> Self {
        var shifted = [UInt32](repeating: 0, count: bits / 32)
        var carry: UInt64 = 0
        for digit in digits {
            carry |= UInt64(digit) << (bits % 32)
            shifted.append(UInt32(truncatingIfNeeded: carry))
            carry >>= 32
        }
        return Self(trimming: shifted + [UInt32(carry)])
    }

    /// The remainder modulo p: 2^255 is 19.
    var modP: Self {
        var value = self
        while value.digits.count > 8 || value.digit(7) >> 31 == 1 {
            let low = Self(trimming: Array(value.digits.prefix(7)) + [value.digit(7) & 0x7fff_ffff])
            let top = Self(trimming: Array(value.digits.dropFirst(7))).dividedBy2To31
            value = low + top * WideInteger(19)
        }
        return value.isBelow(Self.p) ? value : value.minus(Self.p)
    }

    /// The power modulo p.
    func powerModP(_ exponent: Self) -> Self {
        exponent.digits.reversed().reduce(WideInteger(1)) { power, digit in
            (0..<32).reversed().reduce(power) { power, bit in
                let square = (power * power).modP
                return digit >> UInt32(bit) & 1 == 1 ? (square * self).modP : square
            }
        }
    }

    /// The negative modulo p.
    var negativeModP: Self { Self.p.minus(modP).modP }

    func isBelow(_ other: Self) -> Bool {
        if digits.count != other.digits.count { return digits.count < other.digits.count }
        return digits.reversed().lexicographicallyPrecedes(other.digits.reversed())
    }

    private var dividedBy2To31: Self {
        Self(trimming: digits.indices.map { digits[$0] >> 31 | digit($0 + 1) << 1 })
    }

    private func digit(_ place: Int) -> UInt32 { place < digits.count ? digits[place] : 0 }
}
