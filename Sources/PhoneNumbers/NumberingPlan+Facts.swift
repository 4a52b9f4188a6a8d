// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CPhoneNumbers

extension NumberingPlan {
    /// Describes a number.
    ///
    /// Takes some tens of microseconds, about half of them for the place, which can be left out.
    package func facts(of number: PhoneNumber, includingLocation: Bool = true) -> NumberFacts {
        let answer = cpn_facts_of(number.digits)
        let country = withUnsafeBytes(of: answer.country) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        let types = NumberType.allCases
        let type = types.indices.contains(Int(answer.type)) ? types[Int(answer.type)] : .unknown
        return NumberFacts(
            country: country.isEmpty ? nil : country, type: type,
            location: includingLocation ? location(of: number) : nil,
            timezones: timezones(of: number, type: type))
    }

    private func timezones(of number: PhoneNumber, type: NumberType) -> [String] {
        guard type != .unknown, let code = countryCode(of: number) else { return [] }
        return TimeZoneTable.shared.zones(of: number, type: type, countryCode: code)
    }

    private func countryCode(of number: PhoneNumber) -> UInt64? {
        // A code has one to three digits, a number at least seven.
        var head = number.digits
        while head > 999 { head /= 10 }
        let digits: InlineArray<3, UInt8> = [
            0x30 + UInt8(head / 100), 0x30 + UInt8(head / 10 % 10), 0x30 + UInt8(head % 10),
        ]
        switch digits.span.withUnsafeBufferPointer({ cpn_country_code_length($0.baseAddress, $0.count) }) {
        case 1: return head / 100
        case 2: return head / 10
        case 3: return head
        default: return nil
        }
    }

    private func location(of number: PhoneNumber) -> String? {
        let name = String(unsafeUninitializedCapacity: 256) { buffer in
            cpn_location_of(number.digits, buffer.baseAddress, buffer.count)
        }
        return name.isEmpty ? nil : name
    }
}
