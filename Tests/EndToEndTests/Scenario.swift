// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// A deployment, and the rule for its result as a test's author understands it: no code of the product takes part in it.
struct Scenario: Sendable, CustomTestStringConvertible {
    let plan: DeploymentPlan
    /// For each party the share of the universe that its list holds, in percent.
    let shares: [UInt64]
    /// Numbers that exist in this world.
    let universe: Int
    /// Whether a number that is in the lists of these parties is in the result.
    let isMember: @Sendable (Set<String>) -> Bool

    var testDescription: String { "\(plan.parties.count) parties: \(plan.match)" }

    /// Draws every party's list.
    func lists(seed: UInt64) -> [Set<UInt64>] {
        var generator = SeededGenerator(seed: seed)
        let numbers = (0..<FictionalNumbers.count).shuffled(using: &generator).prefix(universe)
            .map(FictionalNumbers.digits)
        var lists = [Set<UInt64>](repeating: [], count: shares.count)
        for number in numbers {
            for list in lists.indices where generator.next(upperBound: 100 as UInt64) < shares[list] {
                lists[list].insert(number)
            }
        }
        return lists
    }

    /// The plain set computation, as numbers are written in results.
    func members(of lists: [Set<UInt64>]) -> Set<String> {
        let all = lists.reduce(into: Set<UInt64>()) { $0.formUnion($1) }
        let members = all.filter { number in
            isMember(Set(plan.parties.indices.filter { lists[$0].contains(number) }.map { plan.parties[$0].id }))
        }
        return Set(members.map { "+\($0)" })
    }
}
