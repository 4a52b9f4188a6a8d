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
        for _ in 0..<600 {
            let next = generator.next()
            let made = try #require(next)
            #expect(made.isReserved)
            #expect(plan.isValid(made.number))
            #expect(plan.facts(of: made.number).country == "CA")
            numbers.insert(made.number)
        }
        #expect(numbers.count == 600)
        let beyond = generator.next()
        let further = try #require(beyond)
        #expect(!further.isReserved)
        #expect(!numbers.contains(further.number))
    }

    @Test("The same seed gives the same numbers, another one others")
    func seeds() throws {
        func numbers(_ seed: UInt64) throws -> [PhoneNumber] {
            var generator = try generator("FR", .mobile, seed: seed)
            return (0..<50).compactMap { _ in generator.next()?.number }
        }
        #expect(try numbers(5) == numbers(5))
        #expect(try numbers(5) != numbers(6))
        #expect(try numbers(5).count == 50)
    }

    @Test(
        "Where nothing is reserved, valid numbers of the region and type are drawn, and told",
        arguments: [
            ("NL", NumberType.mobile), ("IT", .fixedLine), ("KZ", .mobile), ("JM", .fixedLineOrMobile), ("GG", .mobile),
            ("US", .tollFree), ("BR", .mobile), ("VA", .fixedLine),
        ])
    func drawn(_ region: String, _ type: NumberType) throws {
        var generator = try generator(region, type, seed: 3)
        for _ in 0..<20 {
            let next = generator.next()
            let made = try #require(next)
            #expect(!made.isReserved)
            let facts = plan.facts(of: made.number)
            #expect(facts.country == region)
            #expect(facts.type == type)
        }
    }

    @Test(
        "Every region of the plan has numbers, and those of a small one can be had to the last, each once",
        arguments: ["JP", "DE", "VA", "SJ", "AX", "TA", "AC"])
    func regions(_ region: String) throws {
        var generator = try generator(region, nil, seed: 9)
        let count = min(generator.mostNumbers - generator.reservedCount, 2000)
        var numbers: Set<PhoneNumber> = []
        for _ in 0..<generator.reservedCount { _ = generator.next() }
        for _ in 0..<count {
            let next = generator.next()
            guard let made = next else { break }
            #expect(
                plan.isValid(made.number) && plan.facts(of: made.number, includingLocation: false).country == region)
            numbers.insert(made.number)
        }
        // Those that are reserved came before.
        #expect(numbers.count >= Int(count) - Int(generator.reservedCount))
        if generator.mostNumbers <= 2000 { #expect(generator.next() == nil) }
    }

    @Test("All regions can be generated for")
    func all() throws {
        // Western Sahara has no range that tells it from Morocco.
        for code in plan.countries where code != "EH" {
            var generator = try generator(code, nil, seed: 1)
            let made = generator.next()
            #expect(made != nil, "\(code)")
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
