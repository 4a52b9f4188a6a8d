// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

extension [UInt8] {
    /// Appends a number in decimal digits, without making a text of it.
    package mutating func append(decimal value: UInt64) {
        guard value > 0 else { return append(0x30) }
        var digits = InlineArray<20, UInt8>(repeating: 0)
        var start = 20
        var rest = value
        while rest > 0 {
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
            start -= 1
            digits[start] = 0x30 + UInt8(digit)
            rest = quotient
        }
        digits.span.withUnsafeBufferPointer { append(contentsOf: $0[start...]) }
    }
}
