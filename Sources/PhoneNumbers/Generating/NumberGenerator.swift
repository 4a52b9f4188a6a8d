// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CNumberingPlan

/// Makes test numbers of one region and type, from ranges reserved for fiction where there are any.
///
/// The same plan, region, type and seed give the same numbers. For tests and demonstrations: numbers that are not reserved may be
/// somebody's.
package struct NumberGenerator {
    /// A number, and whether nobody can have it.
    package struct Made: Equatable, Sendable {
        package let number: PhoneNumber
        package let isReserved: Bool
    }

    /// Why no numbers can be made.
    package enum Failure: Error, Equatable, CustomStringConvertible {
        case noSuchNumbers(region: String, type: NumberType)

        package var description: String {
            switch self {
            case .noSuchNumbers(let region, let type): "\(region) has no numbers of the type \(type.rawValue)"
            }
        }
    }

    private let plan: NumberingPlan
    private let place: Int
    private let type: NumberType?
    private let reserved: [FictionalRange]
    private let counts: StateCounts
    private let seed: UInt64
    private var state: UInt64

    /// - Parameter type: nil for any.
    package init(_ plan: NumberingPlan, region: Region, type: NumberType?, seed: UInt64) throws(Failure) {
        self.plan = plan
        self.type = type
        place = plan.place(of: region) ?? 0
        reserved = FictionalRange.all.filter { $0.region == region.code && (type == nil || $0.type == type) }
        counts = StateCounts(plan.tables, root: plan.tables.regions[place].root, type: type)
        self.seed = seed
        state = seed
        guard !reserved.isEmpty || counts.total > 0 else {
            throw .noSuchNumbers(region: region.code, type: type ?? .unknown)
        }
    }

    /// Different numbers that are reserved, and can be had before others must be taken.
    package var reservedCount: UInt64 { reserved.reduce(0) { $0 + $1.count } }

    /// Makes a number; the first `reservedCount` of a generator's are the reserved ones, in a drawn order, each once.
    package mutating func next(_ index: UInt64) -> Made? {
        if index < reservedCount { return reservedNumber(index) }
        // A few tries, because regions that share a country code have numbers of each other's patterns.
        for _ in 0..<1000 {
            if let number = drawn(), isOwn(number) { return Made(number: number, isReserved: false) }
        }
        return nil
    }

    private func reservedNumber(_ index: UInt64) -> Made? {
        // An affine walk with a step prime to the count visits each place once.
        let count = reservedCount
        var step = (seed ^ 0x9E37_79B9_7F4A_7C15) % count | 1
        while Self.greatestCommonDivisor(step, count) != 1 { step += 2 }
        var rest = ((index % count) &* (step % count) &+ seed % count) % count
        for range in reserved {
            if rest < range.count { return range.number(at: rest).map { Made(number: $0, isReserved: true) } }
            rest -= range.count
        }
        return nil
    }

    private static func greatestCommonDivisor(_ first: UInt64, _ second: UInt64) -> UInt64 {
        second == 0 ? first : greatestCommonDivisor(second, first % second)
    }

    private mutating func drawn() -> PhoneNumber? {
        guard counts.total > 0 else { return nil }
        let region = plan.tables.regions[place]
        // A plan may have texts that are longer than any number.
        guard let national = counts.text(at: random() % counts.total, root: region.root),
            national.count <= PhoneNumber.digitCounts.upperBound
        else { return nil }
        var digits = UInt64(region.country_code)
        for digit in national { digits = digits &* 10 &+ UInt64(digit) }
        return PhoneNumber(digits: digits)
    }

    private func isOwn(_ number: PhoneNumber) -> Bool {
        let facts = plan.facts(of: number, includingLocation: false)
        let code = NumberingPlan.code(of: plan.tables.regions[place])
        return plan.isValid(number) && facts.country == code && (type == nil || facts.type == type)
    }

    /// SplitMix64 (Steele, Lea and Flood, 2014).
    private mutating func random() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
