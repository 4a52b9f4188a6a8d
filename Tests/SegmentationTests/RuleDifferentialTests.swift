// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Segmentation
import Signing
import TestSupport
import Testing
import Vocabulary

@Suite("Random rules over random members")
struct RuleDifferentialTests {
    private let sample: Sample

    init() throws { sample = try Sample() }

    /// The same draw for the table and for the reference.
    private struct Draw {
        var attributes: [String: AttributeValue] = [:]
        var data: [String: ReferenceValue] = [:]

        init(using generator: inout SeededGenerator) {
            for path in ["acme.vip", "streamco.premium"] where Int.random(in: 0...3, using: &generator) > 0 {
                let flag = Bool.random(using: &generator)
                attributes[path] = .boolean(flag)
                data[path] = .bool(flag)
            }
            for path in ["acme.spend", "streamco.visits"] where Int.random(in: 0...3, using: &generator) > 0 {
                let number = RandomRule.integers.randomElement(using: &generator) ?? 0
                attributes[path] = .integer(number)
                data[path] = .integer(number)
            }
            // The last two texts stand in rules only.
            let texts = RandomRule.texts.dropLast(2)
            for path in ["streamco.interest", "data-partner.mood", "acme.number.country"]
            where Int.random(in: 0...3, using: &generator) > 0 {
                let text = texts.randomElement(using: &generator) ?? ""
                attributes[path] = .string(text)
                data[path] = .text(text)
            }
            for path in ["streamco.tags", "data-partner.tags"] where Int.random(in: 0...3, using: &generator) > 0 {
                let tags = (0..<Int.random(in: 0...3, using: &generator)).map { _ in
                    texts.randomElement(using: &generator) ?? ""
                }
                attributes[path] = .strings(tags)
                data[path] = .list(tags.map { .text($0) })
            }
        }
    }

    @Test(
        "Columns, single values and a simple reference agree, and no rule matches together with its negation",
        arguments: 0..<8)
    func agreement(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let now = try Sample.moment("2026-06-01T00:00:00Z")
        let draws = (0..<60).map { _ in Draw(using: &generator) }
        let table = try sample.table(
            draws.enumerated().map { try sample.member(UInt64($0.offset), $0.element.attributes) })
        for _ in 0..<150 {
            let random = RandomRule(depth: 4, using: &generator)
            let text = random.text
            guard text.utf8.count <= 2000 else { continue }
            let rule = try sample.rule(text)
            let negation = try sample.rule("!(\(text))")
            let matching = Set(table.rows(matching: rule, at: now))
            let refused = Set(table.rows(matching: negation, at: now))
            #expect(matching.isDisjoint(with: refused), "\(text)")
            for (row, draw) in draws.enumerated() {
                let expected = random.value(draw.data)
                let columnar = matching.contains(row) ? true : refused.contains(row) ? false : nil
                let scalar = rule.value { table.value(of: $0, at: row) }
                let agreed: [Bool?] = [
                    columnar, scalar.map { $0 == .bool(true) }, expected.map { $0 == .bool(true) },
                ]
                if Set(agreed).count != 1 {
                    Issue.record("\(text) over \(draw.data): \(String(describing: columnar))")
                    return
                }
            }
        }
    }
}
