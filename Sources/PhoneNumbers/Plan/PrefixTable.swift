// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CNumberingPlan

/// A table from prefixes of E.164 digits to values, as ascending breakpoints between which the value is the same.
///
/// A number is a key in base 11, digit d as d + 1, filled up with 0: a longer prefix is an interval inside that of a shorter
/// one, and a number shorter than a prefix lies in front of it.
struct PrefixTable {
    /// At most 32 breakpoints each.
    let blocks: UnsafeBufferPointer<cnp_block>
    /// Pairs of varints: the distance from the key before (0 for a block's first), the place of the value.
    let body: UnsafeBufferPointer<UInt8>
    /// The value of each place; place 0 is none.
    let values: UnsafeBufferPointer<UInt32>
    /// Digits of the longest prefix.
    let width: Int

    /// The value of the longest prefix of a number, nil if none of its prefixes is in the table.
    func value(of digits: DigitRun) -> Int? {
        var key: UInt64 = 0
        for position in 0..<width {
            key = key * 11 + (position < digits.count ? UInt64(digits[position]) + 1 : 0)
        }
        var low = 0
        var high = blocks.count
        while low < high {
            let middle = (low + high) / 2
            if blocks[middle].first_key <= key { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return nil }
        let block = blocks[low - 1]
        var position = Int(block.offset)
        var current = block.first_key
        var place: UInt64 = 0
        for _ in 0..<block.count {
            current &+= varint(&position)
            let following = varint(&position)
            if current > key { break }
            place = following
        }
        return place == 0 ? nil : Int(values[Int(place)])
    }

    private func varint(_ position: inout Int) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let byte = body[position]
            position += 1
            value |= UInt64(byte & 0x7F) &<< shift
            if byte < 0x80 { return value }
            shift += 7
        }
    }
}
