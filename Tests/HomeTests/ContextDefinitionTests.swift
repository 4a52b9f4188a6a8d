// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Home
import Testing

@Suite("Contexts that were sent")
struct ContextDefinitionTests {
    private let sample: Sample

    init() throws { sample = try Sample() }

    private func kept(_ name: String = "evening") throws -> [[UInt8]] {
        try Home(openingAt: sample.home.path).contextDefinitions(named: name, of: sample.agreement.id)
    }

    private func keep(_ body: UInt8, _ name: String = "evening") throws -> [Int64] {
        try sample.home.keepContexts([(name, [body])], of: sample.agreement.id)
    }

    private func settle(_ keys: [Int64], removed: [String] = []) throws {
        try sample.home.settleContexts(taken: keys, removed: removed, of: sample.agreement.id)
    }

    @Test("What was taken replaces what was before; until that is known both may hold")
    func taken() throws {
        #expect(try kept().isEmpty)
        try settle(keep(1))
        #expect(try kept() == [[1]])
        let keys = try keep(2)
        #expect(try kept() == [[2], [1]])
        _ = try keep(9, "other")
        try settle(keys)
        #expect(try kept() == [[2]])
        #expect(try kept("other") == [[9]])
    }

    @Test("What was refused is forgotten, and what holds stays")
    func refused() throws {
        try settle(keep(1))
        try sample.home.forgetContexts(keep(2))
        #expect(try kept() == [[1]])
        try settle(keep(3))
        #expect(try kept() == [[3]])
    }

    @Test("Whoever hears later that an older one was taken does not undo a newer one")
    func race() throws {
        let (older, newer) = (try keep(1), try keep(2))
        try settle(newer)
        try settle(older)
        #expect(try kept() == [[2]])
    }

    @Test("A removed context has no definition, of whatever fate")
    func removed() throws {
        try settle(keep(1))
        _ = try keep(2)
        _ = try keep(9, "other")
        try settle([], removed: ["evening"])
        #expect(try kept().isEmpty && kept("other") == [[9]])
    }
}
