// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import PhoneNumbers
import Vocabulary

/// The attributes that the brand's program derives from a number where they are granted (protocol/v1/consent.md §3).
enum NumberAttributes {
    /// The granted ones of a valid number; what is not known is absent.
    static func values(
        of digits: UInt64, granted: [Agreement.Grant.Attribute], plan: NumberingPlan
    ) -> [String: AttributeValue] {
        guard granted.contains(where: { $0.name.hasPrefix(Agreement.numberPrefix) }),
            let number = PhoneNumber(digits: digits)
        else {
            return [:]
        }
        let facts = plan.facts(of: number, includingLocation: false)
        var values: [String: AttributeValue] = [:]
        for attribute in granted {
            switch attribute.name {
            case "number.country": values[attribute.name] = facts.country.map { .string($0) }
            case "number.type": values[attribute.name] = .string(facts.type.rawValue)
            case "number.timezones":
                let zones = facts.timezones.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
                values[attribute.name] = zones.isEmpty ? nil : .strings(zones)
            case "number.status": values[attribute.name] = .string("valid")
            default: break
            }
        }
        return values
    }
}
