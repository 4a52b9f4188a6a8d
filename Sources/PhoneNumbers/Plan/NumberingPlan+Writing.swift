// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CNumberingPlan

extension NumberingPlan {
    /// How people write a number (libphonenumber's formats INTERNATIONAL and NATIONAL).
    ///
    /// The plan's rules are those of the region that leads the country code. Digits for which it has none stay in one piece.
    package func written(_ number: PhoneNumber) -> WrittenNumber {
        withDigits(of: number) { digits, _ in
            guard let place = tables.code(of: digits) else {
                return WrittenNumber(international: number.e164, national: String(number.digits))
            }
            let code = tables.codes[place]
            let national = digits.dropping(Int(code.digit_count))
            var state = Int(code.layout_root)
            for position in 0..<national.count {
                state = Int(tables.layoutStates[state * PlanTables.stateStride + Int(national[position])])
            }
            let layout = tables.layouts[Int(tables.layoutStates[state * PlanTables.stateStride + 10])]
            return WrittenNumber(
                international: "+\(code.country_code) " + text(national, layout.international),
                national: text(national, layout.national))
        }
    }

    /// Puts digits into a layout.
    private func text(_ digits: DigitRun, _ layout: UInt16) -> String {
        var bytes: [UInt8] = []
        if layout == PlanTables.none {
            for position in 0..<digits.count { bytes.append(0x30 + digits[position]) }
        } else {
            for byte in tables.textBytes(Int(layout)) {
                let position = Int(byte) - 0x61
                if position < 0 {
                    bytes.append(byte)
                } else if position < digits.count {
                    bytes.append(0x30 + digits[position])
                }
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
