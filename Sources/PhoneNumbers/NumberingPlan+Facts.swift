// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CPhoneNumbers

extension NumberingPlan {
    /// Describes a number; takes some tens of microseconds, the place most of them.
    package func facts(of number: PhoneNumber) -> NumberFacts {
        let answer = cpn_facts_of(number.digits)
        let country = withUnsafeBytes(of: answer.country) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        let types = NumberType.allCases
        let type = types.indices.contains(Int(answer.type)) ? types[Int(answer.type)] : .unknown
        return NumberFacts(country: country.isEmpty ? nil : country, type: type, location: location(of: number))
    }

    private func location(of number: PhoneNumber) -> String? {
        let name = String(unsafeUninitializedCapacity: 256) { buffer in
            cpn_location_of(number.digits, buffer.baseAddress, buffer.count)
        }
        return name.isEmpty ? nil : name
    }
}
