// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Segmentation
import Signing
import Testing
import Vocabulary

@Suite("The table of members")
struct MemberTableTests {
    private let sample: Sample
    private let now: Timestamp

    init() throws {
        sample = try Sample()
        now = try Sample.moment("2026-06-01T00:00:00Z")
    }

    @Test("A member matches until its decision ends, and not at that moment")
    func ends() throws {
        let table = try sample.table([
            try sample.member(1, until: "2026-06-01T00:00:00Z"), try sample.member(2, until: "2026-06-01T00:00:01Z"),
            try sample.member(3), try sample.member(4, until: "2026-05-31T23:59:59Z"),
        ])
        #expect(try table.rows(matching: sample.rule("true"), at: now) == [1, 2])
    }

    @Test("A member that is taken out matches no more, and the others keep their values")
    func removal() throws {
        var table = try sample.table(
            (0..<5).map { (number: UInt64) in
                let attributes: [String: AttributeValue] = [
                    "acme.spend": .integer(Int64(number)), "streamco.interest": .string("i\(number)"),
                    "streamco.tags": .strings(["t\(number)"]), "acme.vip": .boolean(number % 2 == 0),
                ]
                return try sample.member(number, attributes)
            })
        #expect(try table.remove(Sample.handle(1)))
        #expect(try !table.remove(Sample.handle(1)))
        #expect(try table.remove(Sample.handle(4)))
        #expect(table.count == 3)
        for number in [0, 2, 3] as [UInt64] {
            let text = "acme.spend == \(number) && streamco.interest == 'i\(number)' && tag('t\(number)')"
            let rows = try table.rows(matching: sample.rule(text), at: now)
            #expect(try rows.map { table.handles[$0] } == [Sample.handle(number)])
        }
        #expect(try table.rows(matching: sample.rule("acme.spend == 1 || acme.spend == 4"), at: now).isEmpty)
        try table.append(try sample.member(1))
        #expect(try table.rows(matching: sample.rule("!has(acme.spend)"), at: now) == [3])
        for number in [0, 1, 2, 3] as [UInt64] { try table.remove(Sample.handle(number)) }
        #expect(table.count == 0)
    }

    @Test("A member that is there already, or has what is not granted, changes nothing")
    func refusals() throws {
        var table = try sample.table([try sample.member(1)])
        #expect(throws: MemberError.repeatedHandle) { try table.append(try sample.member(1)) }
        #expect(throws: MemberError.notGranted) {
            try table.append(try sample.member(2, ["acme.spend": .integer(1), "acme.other": .integer(1)]))
        }
        #expect(throws: MemberError.wrongType) {
            try table.append(try sample.member(2, ["acme.spend": .string("1")]))
        }
        #expect(table.count == 1)
        try table.append(try sample.member(2))
    }

    @Test("Values come back as they were told")
    func values() throws {
        let table = try sample.table([
            try sample.member(1, ["acme.vip": .boolean(false), "streamco.tags": .strings(["a", "b"])])
        ])
        #expect(try table.value(of: sample.key("acme.vip"), at: 0) == .bool(false))
        #expect(try table.value(of: sample.key("streamco.tags"), at: 0) == .list([.string("a"), .string("b")]))
        #expect(try table.value(of: sample.key("acme.spend"), at: 0) == nil)
        #expect(try table.value(of: sample.key("acme.other"), at: 0) == nil)
    }

    @Test("A rule of other grants than the table's finds its names unknown")
    func otherGrants() throws {
        var table = MemberTable(grants: [])
        try table.append(try sample.member(1))
        for text in [
            "acme.vip", "acme.spend == 1", "streamco.interest == 'a'", "tag('x')", "streamco.interest < 'a'",
            "streamco.tags == ['a']", "streamco.interest in streamco.tags", "has(acme.vip)",
        ] {
            #expect(try table.rows(matching: sample.rule(text), at: now).isEmpty)
        }
        #expect(try table.rows(matching: sample.rule("!has(acme.vip)"), at: now) == [0])
    }

    @Test(
        "Sizes are told from the minimum on, rounded down to 50",
        arguments: [
            (0, 100, DisclosedSize.belowMinimum), (99, 100, .belowMinimum), (100, 100, .atLeast(100)),
            (149, 100, .atLeast(100)), (150, 100, .atLeast(150)), (49, 1, .belowMinimum), (50, 1, .atLeast(50)),
            (119, 120, .belowMinimum), (120, 120, .atLeast(100)), (1_234_567, 100, .atLeast(1_234_550)),
        ])
    func sizes(count: Int, minimumResult: Int, size: DisclosedSize) {
        #expect(DisclosedSize(of: count, minimumResult: minimumResult) == size)
    }

    @Test("A size says so in words")
    func words() {
        #expect("\(DisclosedSize.belowMinimum)" == "below the minimum")
        #expect("\(DisclosedSize.atLeast(150))" == "at least 150")
    }
}
