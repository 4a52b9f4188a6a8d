// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns
import Matching
import Messages
import Testing
import Vocabulary

@Suite("The check of a chunk's bytes")
struct ChunkOrderTests {
    private let elements = FakeElements.ordered(0..<5, list: 0).flatMap { FakeElements.element($0, list: 0, hop: 0) }

    private func order(
        for bytes: [UInt8], hop: Int = 0, rows: Int = 5, tokens: Bool = false, after: EncodedElement? = nil
    ) throws -> ChunkOrder {
        let root = bytes.withUnsafeBytes { MerkleTree.root(of: $0, width: tokens ? 16 : 32) }
        return ChunkOrder(
            place: ChunkPlace(list: try #require(PartyID("acme")), hop: hop, chunk: 1), rows: rows,
            digest: try #require(root), isTokens: tokens, after: after, receipt: nil)
    }

    private func check(_ order: ChunkOrder, _ bytes: [UInt8]) throws -> RoundEvent.StoredChunk {
        try bytes.withUnsafeBytes { try order.check($0) }
    }

    @Test("accepts what was committed and gives its last element")
    func accepts() throws {
        let order = try order(for: elements)
        let stored = try check(order, elements)
        #expect(stored.digest == order.digest && stored.place == order.place)
        #expect(stored.last?.bytes == Array(elements.suffix(32)))
    }

    @Test("gives no last element after hop 0")
    func lastOnlyAtHopZero() throws {
        #expect(try check(order(for: elements, hop: 1), elements).last == nil)
    }

    @Test("refuses another length", arguments: [0, 31, 128, 159, 161, 192])
    func length(count: Int) throws {
        let order = try order(for: elements)
        let bytes = Array((elements + elements).prefix(count))
        #expect(try ProblemCode.of { try check(order, bytes) } == .badLength)
    }

    @Test("refuses bytes that do not hash to the digest")
    func digest() throws {
        let order = try order(for: elements)
        var bytes = elements
        bytes[40] ^= 2
        #expect(try ProblemCode.of { try check(order, bytes) } == .digestMismatch)
    }

    @Test(
        "refuses records that are no canonical elements, at hop 0 and later",
        arguments: [
            [UInt8](repeating: 0, count: 32), [1] + [UInt8](repeating: 0, count: 31),
            [UInt8](repeating: 0, count: 31) + [0x80], [0xEE] + [UInt8](repeating: 255, count: 30) + [0x7F],
        ], [0, 1])
    func canonical(record: [UInt8], hop: Int) throws {
        let bytes = elements.prefix(64) + record + elements.suffix(64)
        let order = try order(for: Array(bytes), hop: hop)
        #expect(try ProblemCode.of { try check(order, Array(bytes)) } == .nonCanonical)
    }

    @Test("takes any tokens")
    func tokens() throws {
        let bytes = [UInt8](repeating: 255, count: 80)
        #expect(try check(order(for: bytes, hop: 2, tokens: true), bytes).last == nil)
    }

    @Test("refuses a list that does not ascend, or holds a record twice")
    func ascending() throws {
        let swapped = elements.suffix(32) + elements.dropLast(32)
        let twice = elements.prefix(32) + elements.dropLast(32)
        for bytes in [Array(swapped), Array(twice)] {
            let order = try order(for: bytes)
            #expect(try ProblemCode.of { try check(order, bytes) } == .notAscending)
        }
    }

    @Test("takes any order after hop 0")
    func orderLater() throws {
        let swapped = Array(elements.suffix(32) + elements.dropLast(32))
        #expect(try ProblemCode.of { try check(order(for: swapped, hop: 1), swapped) } == nil)
    }

    @Test("refuses a chunk that does not continue the one before it")
    func border() throws {
        let first = try #require(EncodedElement(bytes: elements.prefix(32)))
        let order = try order(for: elements, after: first)
        #expect(try ProblemCode.of { try check(order, elements) } == .notAscending)
        let before = try #require(EncodedElement(bytes: [UInt8](repeating: 0, count: 31) + [1]))
        #expect(try ProblemCode.of { try check(self.order(for: elements, after: before), elements) } == nil)
    }
}
