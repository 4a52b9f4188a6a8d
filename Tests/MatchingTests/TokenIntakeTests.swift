// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns
import Matching
import TestSupport
import Testing

@Suite("Tokens that are sorted as they arrive")
struct TokenIntakeTests {
    private let lists: TokenLists
    private let layouts: [ChunkLayout]
    private let plan: TokenPlan
    private let table = [false, false, false, true]

    init() throws {
        var generator = SeededGenerator(seed: 1)
        lists = TokenLists(count: 2, people: 2000, using: &generator)
        layouts = try lists.lists.map { try ChunkLayout(rowCount: $0.count, chunkRows: 100) }
        plan = TokenPlan(rows: lists.lists.map(\.count), memory: 4096)
    }

    private func bytes(_ list: Int, _ chunk: Int) throws -> [UInt8] {
        lists.bytes(list, try #require(layouts[list].rows(ofChunk: chunk)))
    }

    private func digest(_ list: Int, _ chunk: Int) throws -> Digest {
        try #require(try bytes(list, chunk).withUnsafeBytes { MerkleTree.root(of: $0, width: 16) })
    }

    private func fill(_ intake: TokenIntake, but missing: (list: Int, chunk: Int)? = nil) throws {
        for list in 0..<2 {
            for chunk in (0..<layouts[list].chunkCount).reversed()
            where missing.map({ $0.list != list || $0.chunk != chunk }) ?? true {
                // Two equal uploads at once are one chunk.
                for _ in 0..<2 {
                    try intake.add(bytes(list, chunk), list: list, chunk: chunk, digest: digest(list, chunk))
                }
            }
        }
    }

    @Test("are there for the match, each chunk once and with its digest")
    func complete() throws {
        let intake = try #require(
            try TokenIntake(plan, layouts: layouts, store: MemoryPartitions(), budget: IntakeBudget(bytes: 0)))
        try fill(intake)
        let taken = try #require(intake.take())
        for list in 0..<2 {
            for chunk in 0..<layouts[list].chunkCount {
                #expect(taken.held[list][chunk] == (try digest(list, chunk)))
            }
        }
        let match = try taken.collection.match(truthTable: table, positionsOf: [0, 1])
        #expect(match.positions == lists.expected(table, positionsOf: [0, 1]).positions)
        // A late upload and a second match find nothing to do.
        try intake.add(bytes(0, 0), list: 0, chunk: 0, digest: digest(0, 0))
        #expect(intake.take() == nil)
    }

    @Test("are completed by chunks that did not come in this process")
    func incomplete() throws {
        let intake = try #require(
            try TokenIntake(plan, layouts: layouts, store: MemoryPartitions(), budget: IntakeBudget(bytes: 0)))
        try fill(intake, but: (1, 3))
        let taken = try #require(intake.take())
        #expect(taken.held[1][3] == nil)
        try bytes(1, 3).withUnsafeBytes { try taken.collection.add($0, list: 1, firstRow: 300) }
        let match = try taken.collection.match(truthTable: table, positionsOf: [0])
        #expect(match.positions == lists.expected(table, positionsOf: [0]).positions)
    }

    @Test("of places that do not exist, or of another length, are passed over")
    func strange() throws {
        let intake = try #require(
            try TokenIntake(plan, layouts: layouts, store: MemoryPartitions(), budget: IntakeBudget(bytes: 0)))
        let digest = try digest(0, 0)
        for (list, chunk) in [(2, 0), (0, layouts[0].chunkCount), (0, -1), (-1, 0)] {
            try intake.add(bytes(0, 0), list: list, chunk: chunk, digest: digest)
        }
        try intake.add([1, 2, 3], list: 0, chunk: 0, digest: digest)
        let taken = try #require(intake.take())
        #expect(taken.held.joined().allSatisfy { $0 == nil })
    }

    @Test("are given up as a whole where the disk is full")
    func full() throws {
        let intake = try #require(
            try TokenIntake(plan, layouts: layouts, store: MemoryPartitions(room: 1000), budget: IntakeBudget(bytes: 0))
        )
        #expect(throws: MemoryPartitions.Full.self) { try fill(intake) }
        #expect(intake.take() == nil)
        try fill(intake)
        #expect(intake.take() == nil)
    }

    @Test("of small rounds wait in memory as long as all of them together may take it")
    func budget() throws {
        let small = TokenPlan(rows: plan.rows)
        let budget = IntakeBudget(bytes: plan.rows.reduce(0, +) * 20)
        func open() throws -> TokenIntake? {
            try TokenIntake(small, layouts: layouts, store: MemoryPartitions(room: 0), budget: budget)
        }
        do {
            let intake = try #require(try open())
            #expect(try open() == nil)
            try fill(intake)
            let taken = try #require(intake.take())
            let match = try taken.collection.match(truthTable: table, positionsOf: [0, 1])
            #expect(match.positions == lists.expected(table, positionsOf: [0, 1]).positions)
            #expect(try open() == nil)
        }
        // With the round its share is given back.
        #expect(try open() != nil)
    }
}
