// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers
import Testing

@Suite("Test numbers are made from what nobody can have, as far as it goes")
struct GeneratingTests {
    let plan = NumberingPlan()

    private func generator(_ region: String, _ type: NumberType?, seed: UInt64) throws -> NumberGenerator {
        let region = try #require(Region(region))
        return try NumberGenerator(plan, region: region, type: type, seed: seed)
    }

    @Test("Reserved numbers come first, each once", arguments: [1, 2, 99] as [UInt64])
    func reserved(seed: UInt64) throws {
        var generator = try generator("CA", .fixedLineOrMobile, seed: seed)
        #expect(generator.reservedCount == 600)
        var numbers: Set<PhoneNumber> = []
        for index in 0..<600 as Range<UInt64> {
            let next = generator.next(index)
            let made = try #require(next)
            #expect(made.isReserved)
            #expect(plan.isValid(made.number))
            #expect(plan.facts(of: made.number).country == "CA")
            numbers.insert(made.number)
        }
        #expect(numbers.count == 600)
        let beyond = generator.next(600)
        let further = try #require(beyond)
        #expect(!further.isReserved)
        #expect(!numbers.contains(further.number))
    }

    @Test("The same seed gives the same numbers, another one others")
    func seeds() throws {
        func numbers(_ seed: UInt64) throws -> [PhoneNumber] {
            var generator = try generator("FR", .mobile, seed: seed)
            return (0..<50).compactMap { generator.next($0)?.number }
        }
        #expect(try numbers(5) == numbers(5))
        #expect(try numbers(5) != numbers(6))
        #expect(try numbers(5).count == 50)
    }

    @Test(
        "Where nothing is reserved, valid numbers of the region and type are drawn, and told",
        arguments: [
            ("DE", NumberType.mobile), ("IT", .fixedLine), ("KZ", .mobile), ("JM", .fixedLineOrMobile), ("GG", .mobile),
            ("US", .tollFree), ("BR", .mobile), ("VA", .fixedLine),
        ])
    func drawn(_ region: String, _ type: NumberType) throws {
        var generator = try generator(region, type, seed: 3)
        for index in 0..<20 as Range<UInt64> {
            let next = generator.next(index)
            let made = try #require(next)
            #expect(!made.isReserved)
            let facts = plan.facts(of: made.number)
            #expect(facts.country == region)
            #expect(facts.type == type)
        }
    }

    @Test("A type that a region has not is an error")
    func missing() throws {
        #expect(throws: NumberGenerator.Failure.noSuchNumbers(region: "US", type: .mobile)) {
            try generator("US", .mobile, seed: 1)
        }
    }

    @Test("Every range reserved for fiction is well-formed, of a region of the plan, with a source")
    func ranges() throws {
        for range in FictionalRange.all {
            #expect(Region(range.region) != nil)
            #expect(!range.source.isEmpty)
            #expect(range.pattern.allSatisfy { $0 == "x" || $0.isWholeNumber })
            let first = try #require(PhoneNumber(digits: UInt64(range.pattern.replacing("x", with: "0")) ?? 0))
            // Some are in no range in use, but all have a length that the plan knows.
            #expect(plan.assess(first).status != .invalid, "\(range.pattern)")
        }
    }
}
