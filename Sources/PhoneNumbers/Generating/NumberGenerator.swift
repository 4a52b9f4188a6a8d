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
        case noSuchNumbers(region: String, type: NumberType?)

        package var description: String {
            switch self {
            case .noSuchNumbers(let region, nil):
                "\(region) has no numbers that tell it from others of its country code"
            case .noSuchNumbers(let region, let type?): "\(region) has no numbers of the type \(type.rawValue)"
            }
        }
    }

    private let plan: NumberingPlan
    private let countryCode: UInt16
    private let reserved: [FictionalRange]
    private let counts: StateCounts
    private let orderOfReserved: Shuffle
    private let orderOfAll: Shuffle
    private var place: UInt64 = 0

    /// - Parameter type: nil for any.
    package init(_ plan: NumberingPlan, region: Region, type: NumberType?, seed: UInt64) throws(Failure) {
        self.plan = plan
        let place = plan.place(of: region) ?? 0
        countryCode = plan.tables.regions[place].country_code
        reserved = FictionalRange.all.filter { $0.region == region.code && (type == nil || $0.type == type) }
        counts = StateCounts(plan.tables, place: place, type: type)
        reservedCount = reserved.reduce(0) { $0 + $1.count }
        guard reservedCount > 0 || counts.total > 0 else {
            throw .noSuchNumbers(region: region.code, type: type)
        }
        orderOfReserved = Shuffle(max(reservedCount, 1), seed: seed)
        orderOfAll = Shuffle(max(counts.total, 1), seed: seed)
    }

    /// Different numbers that are reserved, and come before others.
    package let reservedCount: UInt64

    /// Different numbers that can be made at most: those that are reserved and valid are counted twice.
    package var mostNumbers: UInt64 { reservedCount + counts.total }

    /// The next number: the reserved ones first, then those of the whole plan, in a drawn order, each once; nil behind the last.
    package mutating func next() -> Made? {
        while place < mostNumbers {
            let made = number(at: place)
            place += 1
            if let made, !made.isReserved || place <= reservedCount { return made }
        }
        return nil
    }

    private func number(at place: UInt64) -> Made? {
        if place < reservedCount { return reservedNumber(orderOfReserved.number(at: place)) }
        guard let national = counts.text(at: orderOfAll.number(at: place - reservedCount)) else { return nil }
        var digits = UInt64(countryCode)
        for digit in national { digits = digits &* 10 &+ UInt64(digit) }
        return PhoneNumber(digits: digits).map { Made(number: $0, isReserved: FictionalRange.holds($0)) }
    }

    private func reservedNumber(_ place: UInt64) -> Made? {
        var rest = place
        for range in reserved {
            if rest < range.count { return range.number(at: rest).map { Made(number: $0, isReserved: true) } }
            rest -= range.count
        }
        return nil
    }
}
