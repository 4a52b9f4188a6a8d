// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns
import Matching
import TestSupport
import Testing

@Suite("The token matcher")
struct TokenMatcherTests {
    @Test("finds what a computation with sets finds", arguments: 2...8)
    func matchesSets(count: Int) throws {
        var generator = SeededGenerator(seed: UInt64(count))
        for _ in 0..<20 {
            let lists = (0..<count).map { _ in
                (0..<400).filter { _ in Bool.random(using: &generator) }.shuffled(using: &generator)
            }
            // List 0 is in every true set, as a list whose positions are wanted has to be.
            let table = (0..<1 << count).map { $0 & 1 == 1 && Bool.random(using: &generator) }
            let match = try TokenMatcher.match(
                lists: lists.map { $0.flatMap(FakeElements.token) }, truthTable: table, positionsOf: [0])
            let sets = lists.map(Set.init)
            let expected = Set(
                (0..<400).filter { number in
                    table[sets.indices.reduce(0) { $0 | (sets[$1].contains(number) ? 1 << $1 : 0) }]
                })
            let found = try #require(match.positions[0]).map { lists[0][Int($0)] }
            #expect(match.members == expected.count)
            #expect(found.count == expected.count && Set(found) == expected)
        }
    }

    @Test("takes tokens that a last hop chose to share a slot", .timeLimit(.minutes(1)))
    func spreadsChosenTokens() throws {
        var tokens: [UInt8] = []
        for index in 0..<UInt64(100_000) {
            // The two words cancel out where a fixed combination of them picks the slot.
            let second = index &* 0x1000_003D &+ 7
            let first = second &* 0x9E37_79B9_7F4A_7C15 ^ 0x0123_4567
            withUnsafeBytes(of: (first, second)) { tokens.append(contentsOf: $0) }
        }
        let match = try TokenMatcher.match(
            lists: [tokens, tokens], truthTable: [false, false, false, true], positionsOf: [0])
        #expect(match.members == 100_000)
    }

    @Test("gives a member the same index in every list")
    func linksMembers() throws {
        var generator = SeededGenerator(seed: 3)
        let lists = (0..<3).map { _ in Array((0..<500).shuffled(using: &generator).prefix(400)) }
        let table = (0..<8).map { $0 == 7 }
        let match = try TokenMatcher.match(
            lists: lists.map { $0.flatMap(FakeElements.token) }, truthTable: table, positionsOf: [0, 1, 2])
        let numbers = try (0..<3).map { list in try #require(match.positions[list]).map { lists[list][Int($0)] } }
        #expect(match.members > 0)
        #expect(numbers[0] == numbers[1] && numbers[1] == numbers[2])
    }

    @Test("gives no positions but those that are wanted")
    func onlyWanted() throws {
        let list = (0..<4).flatMap(FakeElements.token)
        let match = try TokenMatcher.match(
            lists: [list, list], truthTable: [false, false, false, true], positionsOf: [1])
        #expect(match.positions.keys.sorted() == [1])
        #expect(match.members == 4)
    }

    @Test("finds nobody in empty lists")
    func empty() throws {
        let match = try TokenMatcher.match(
            lists: [[], []], truthTable: [false, false, false, true], positionsOf: [0])
        #expect(match.members == 0 && match.positions == [0: []] && match.rows[0]?.count == 0)
        // Nobody is in no list, also where the expression is true for it.
        let all = try TokenMatcher.match(lists: [[], []], truthTable: [true, true, true, true], positionsOf: [])
        #expect(all.members == 0)
    }

    @Test("names list and row of a token that a list holds twice", arguments: [(0, 5), (2, 9)])
    func duplicates(list: Int, row: Int) {
        var lists = (0..<3).map { _ in (0..<10).flatMap(FakeElements.token) }
        lists[list].replaceSubrange(row * 16..<row * 16 + 16, with: FakeElements.token(1))
        #expect(throws: DuplicateToken(list: list, row: row)) {
            try TokenMatcher.match(lists: lists, truthTable: Array(repeating: true, count: 8), positionsOf: [])
        }
    }

    @Test("tells tokens apart that share their first or their last half")
    func halves() throws {
        let low = [UInt8](repeating: 0, count: 8)
        let high = [UInt8](repeating: 255, count: 8)
        let match = try TokenMatcher.match(
            lists: [low + low + low + high + high + low, high + high + low + high],
            truthTable: [false, false, false, true], positionsOf: [0, 1])
        #expect(match.members == 1)
        #expect(match.positions == [0: [1], 1: [1]])
    }
}
