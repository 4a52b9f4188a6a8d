// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers
import Testing

/// No range of these countries is reserved for fiction: the numbers are the first of a range, or all zeros or ones.
@Suite("Countries with rules of their own are read by them")
struct NationalRuleTests {
    let plan = NumberingPlan()

    @Test(
        "Prefixes are taken off or transformed as the country's rules say",
        arguments: [
            // Argentina: 15 behind the area code is a 9 in front of it.
            ("AR", "011 15-5000-0000", "+5491150000000"), ("AR", "0343 15-400-0000", "+5493434000000"),
            ("AR", "+54 9 11 5000 0000", "+5491150000000"), ("AR", "011 5000-0000", "+541150000000"),
            // Brazil: the carrier stands in front of the area code.
            ("BR", "0 15 11 5000-0000", "+551150000000"), ("BR", "0xx11 5000-0000", "+551150000000"),
            ("BR", "(011) 5000-0000", "+551150000000"),
            // Mexico has no 1 behind its code any more.
            ("MX", "55 5000 0000", "+525550000000"), ("MX", "+52 55 5000 0000", "+525550000000"),
            // Italy and San Marino keep the zero, or get it.
            ("IT", "06 0000 0000", "+390600000000"), ("SM", "0549 880000", "+3780549880000"),
            ("SM", "880000", "+3780549880000"),
            // Islands that leave out the area code.
            ("AG", "460-0000", "+12684600000"), ("JE", "510000", "+441534510000"),
            // Exit codes of their own, some with a carrier in them.
            ("AU", "0011 1 415 555 0132", "+14155550132"), ("RU", "8~10 1 415 555 0132", "+14155550132"),
            ("BR", "00 15 1 415 555 0132", "+14155550132"), ("GB", "+00 1 415 555 0132", "+14155550132"),
        ])
    func rules(_ region: String, _ text: String, _ e164: String) throws {
        let home = try #require(Region(region))
        let reading = plan.read(text, region: home)
        #expect(reading.number?.e164 == e164)
    }
}
