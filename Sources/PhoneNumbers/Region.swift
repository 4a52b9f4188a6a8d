// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// A country or territory that a numbering plan knows, by its ISO 3166-1 alpha-2 code.
package struct Region: Hashable, Sendable {
    /// Two upper-case letters, packed as first << 8 | second.
    let packed: UInt16

    /// Creates a region from a code in either case, nil unless the plan has rules for it.
    package init?(_ code: some StringProtocol, in plan: NumberingPlan = NumberingPlan()) {
        var packed: UInt16 = 0
        var count = 0
        for byte in code.utf8 {
            let upper = byte & 0xDF
            guard count < 2, (0x41...0x5A).contains(upper) else { return nil }
            packed = packed << 8 | UInt16(upper)
            count += 1
        }
        guard count == 2 else { return nil }
        self.packed = packed
        guard plan.place(of: self) != nil else { return nil }
    }

    /// The place of the letters in a table of 26 × 26.
    @inline(__always)
    var letters: Int { (Int(packed >> 8) - 0x41) * 26 + Int(packed & 0xFF) - 0x41 }

    /// The upper-case code.
    package var code: String {
        String(decoding: [UInt8(packed >> 8), UInt8(truncatingIfNeeded: packed)], as: UTF8.self)
    }
}

extension Region: CustomStringConvertible {
    package var description: String { code }
}
