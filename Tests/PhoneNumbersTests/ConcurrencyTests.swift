// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers
import Testing

@Suite("Rows may be spread over cores")
struct ConcurrencyTests {
    @Test("Eight tasks at once read the same numbers as one alone")
    func agreesAcrossTasks() async throws {
        let plan = NumberingPlan()
        let region = try #require(Region("GB"))
        // London's and North America's ranges for fiction, with an error and a foreign format among them.
        let texts = (0..<1000).flatMap { number in
            let tail = String(number + 1000).dropFirst()
            return [
                "020 7946 0\(tail)", "+44 (0)20 7946 0\(tail)", "07700 900\(tail)", "+1 415 555 0\(tail)", "x\(tail)",
            ]
        }
        let expected = texts.map { plan.parse($0, region: region) }
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    let answers = texts.map { plan.parse($0, region: region) }
                    let described = answers.compactMap(\.number).prefix(50).map { plan.facts(of: $0) }
                    return answers == expected && described.count == 50
                }
            }
            for await agrees in group { #expect(agrees) }
        }
    }
}
