// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CLibphonenumber
import PhoneNumbers

/// Region, type and description of valid numbers; Symbolon tells carrier and time zones as well.
struct FactsBenchmark {
    let numbers: [PhoneNumber]

    func run(rounds: Int) -> Outcome {
        let plan = NumberingPlan()
        let digits = numbers.map(\.digits)
        var sum = 0
        let measurements = Contest(
            inputs: numbers.count,
            sides: [
                .init(
                    name: "Symbolon",
                    run: { for number in numbers { sum &+= plan.facts(of: number).location?.utf8.count ?? 0 } }),
                .init(
                    name: "Symbolon, without location",
                    run: {
                        for number in numbers {
                            sum &+= plan.facts(of: number, includingLocation: false).timezones.count
                        }
                    }),
                .init(name: "libphonenumber and its geocoder", run: { sum &+= cpn_describe(digits, digits.count) }),
            ]
        ).measure(rounds: rounds)
        let differing = numbers.count { !agrees($0, plan.facts(of: $0)) }
        return Outcome(
            name: "facts", inputs: numbers.count, measurements: measurements,
            remarks: [("other region or type", "\(differing)"), ("sum", "\(sum & 0xFF)")])
    }

    private func agrees(_ number: PhoneNumber, _ facts: NumberFacts) -> Bool {
        let other = cpn_facts_of(number.digits)
        let country = withUnsafeBytes(of: other.country) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        return country == facts.country ?? "" && NumberType.allCases[Int(other.type)] == facts.type
    }
}
