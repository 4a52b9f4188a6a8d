// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CNumberingPlan

/// The blocks of a table by prefix that some country codes start with, at most three of each.
struct SmallPrefixTable {
    private(set) var blocks: [cnp_block] = []
    private(set) var body: [UInt8] = []
    /// The old places of the values that are used; the new place is one more than where it stands here.
    private(set) var values: [Int] = []

    init(blocks old: [cnp_block], body oldBody: [UInt8], countryCodes: Set<UInt16>) {
        var kept = Kept()
        var seen: [UInt16: Int] = [:]
        for block in old {
            let digits = Self.digits(of: block.first_key)
            let code = (1...3).compactMap { UInt16(digits.prefix($0)) }.first { countryCodes.contains($0) }
            guard let code, seen[code, default: 0] < 3 else { continue }
            seen[code, default: 0] += 1
            var position = Int(block.offset)
            let offset = body.count
            for _ in 0..<block.count {
                write(Self.varint(oldBody, &position))
                let place = Int(Self.varint(oldBody, &position))
                write(place == 0 ? 0 : UInt64(kept.keep(place) + 1))
            }
            blocks.append(cnp_block(first_key: block.first_key, offset: UInt32(offset), count: block.count))
        }
        values = kept.places
    }

    /// The digits of a key of nine places in base 11.
    private static func digits(of key: UInt64) -> String {
        let places = String(key, radix: 11)
        let padded = String(repeating: "0", count: max(0, 9 - places.count)) + places
        return padded.prefix { $0 != "0" }.compactMap { $0.hexDigitValue.map { String($0 - 1) } }.joined()
    }

    private mutating func write(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            body.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        body.append(UInt8(rest))
    }

    private static func varint(_ body: [UInt8], _ position: inout Int) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let byte = body[position]
            position += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
    }
}
