// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CNumberingPlan

extension NumberingPlan {
    /// Tells what the plan knows about a number; leaves the place out on request, because finding it takes longest.
    package func facts(of number: PhoneNumber, includingLocation: Bool = true) -> NumberFacts {
        withDigits(of: number) { digits, scratch in
            guard let code = tables.code(of: digits) else {
                return NumberFacts(country: nil, type: .unknown, location: nil)
            }
            let known = tables.codes[code]
            let output = tables.output(of: digits.dropping(Int(known.digit_count)), from: known.root)
            let type = NumberType(code: output.type)
            return NumberFacts(
                country: region(of: known, output).map { Self.code(of: tables.regions[$0]) }, type: type,
                location: includingLocation ? location(of: digits, known, output, type, scratch) : nil,
                carrier: carrier(of: digits, type), timezones: timezones(of: digits, known, type))
        }
    }

    /// Lends the digits of a number, and room to transform them.
    func withDigits<R>(of number: PhoneNumber, _ body: (DigitRun, Scratch) -> R) -> R {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 96) { room in
            let base = room.baseAddress.unsafelyUnwrapped
            var count = 0
            var divisor: UInt64 = 100_000_000_000_000
            while divisor > 0 {
                let digit = number.digits / divisor % 10
                if count > 0 || digit > 0 {
                    base[count] = UInt8(digit)
                    count += 1
                }
                divisor /= 10
            }
            return body(DigitRun(start: UnsafePointer(base), count: count), Scratch(base + 32, capacity: 32))
        }
    }

    /// The region a number belongs to: the only one of its code, or what its digits tell.
    private func region(of code: cnp_code, _ output: cnp_output) -> Int? {
        if code.is_shared == 0 { return Int(code.main_region) }
        return output.region == PlanTables.none ? nil : Int(output.region)
    }

    /// Whether numbers of a type belong to an area (libphonenumber's `IsNumberGeographical`).
    private func isGeographical(_ type: NumberType, _ code: cnp_code) -> Bool {
        type == .fixedLine || type == .fixedLineOrMobile || (type == .mobile && code.has_mobile_areas != 0)
    }

    private func timezones(of digits: DigitRun, _ code: cnp_code, _ type: NumberType) -> [String] {
        guard type != .unknown else { return [] }
        if isGeographical(type, code) { return tables.zonesByPrefix.value(of: digits).map(tables.zoneNames) ?? [] }
        return code.zones == PlanTables.none ? [] : tables.zoneNames(Int(code.zones))
    }

    /// The network that the range was first given to.
    private func carrier(of digits: DigitRun, _ type: NumberType) -> String? {
        guard type == .mobile || type == .fixedLineOrMobile || type == .pager else { return nil }
        return tables.carriers.value(of: digits).map(tables.text).flatMap { $0.isEmpty ? nil : $0 }
    }

    private func location(
        of digits: DigitRun, _ code: cnp_code, _ output: cnp_output, _ type: NumberType, _ scratch: Scratch
    ) -> String? {
        guard type != .unknown else { return nil }
        if isGeographical(type, code), let place = area(of: digits, code, scratch), !place.isEmpty { return place }
        let region = code.is_shared == 0 ? code.main_region : output.named_region
        guard region != PlanTables.none else { return nil }
        let name = tables.regions[Int(region)].name
        return name == PlanTables.none ? nil : tables.text(Int(name))
    }

    private func area(of digits: DigitRun, _ code: cnp_code, _ scratch: Scratch) -> String? {
        let national = digits.dropping(Int(code.digit_count))
        if national.count > 0, national[0] == code.mobile_token {
            // Argentina's mobile numbers: the area stands behind a 9, and the rest is read as dialled there.
            var trace = NoTrace()
            let home = domestic(
                national.dropping(1), region: Int(code.main_region), scratch: scratch, trace: &trace)
            if let number = home.number {
                return withDigits(of: number) { digits, _ in tables.locations.value(of: digits).map(tables.text) }
            }
        }
        return tables.locations.value(of: digits).map(tables.text)
    }
}
