// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Blinding
import Columns
import Messages
import PhoneNumbers
import Ristretto
import TestSupport
import Testing
import Vocabulary

@Suite struct BlindedListTests {
    private let round: RoundID

    init() throws { round = try #require(RoundID(hex: String(repeating: "ab", count: 32))) }

    @Test("A list is strictly ascending, and every element is [k]P of the number its row map names")
    func elements() throws {
        let list = try BlindedList(NumberSet.fictional(0..<500), round: round, key: BlindRound.scalar(2))
        #expect(list.elements.withUnsafeBytes { ElementColumn.checkStrictlyAscending($0) } == nil)
        #expect(list.elements.count == 500 * 32)
        let roundID = try #require(Digest(bytes: round.bytes))
        let message = NumberMessage(roundID: roundID)
        let tag = Array("SYMBOLON-V1-R255_XMD:SHA-512_R255MAP_RO_".utf8)
        for index in stride(from: 0, to: 500, by: 7) {
            let digits = list.digits[index]
            let plain = try Element(hashing: try #require(message.bytes(digits: digits)), dst: tag)
            let expected = try plain.multiplied(by: BlindRound.scalar(2)).encoded
            #expect(list.elements[index * 32..<index * 32 + 32].elementsEqual(expected.bytes))
            // numbers(0..<500) gives row i + 1 to number i.
            #expect(FictionalNumbers.digits(Int(list.rows[index]) - 1) == digits)
        }
        #expect(Set(list.rows).count == 500)
        #expect(list.publicKey == (try Element.generatorMultiplied(by: BlindRound.scalar(2)).encoded))
    }

    @Test("Another key or round gives other elements")
    func fresh() throws {
        let numbers = try NumberSet.fictional(0..<20)
        let other = try #require(RoundID(hex: String(repeating: "cd", count: 32)))
        let first = try BlindedList(numbers, round: round, key: BlindRound.scalar(0))
        for list in [
            try BlindedList(numbers, round: round, key: BlindRound.scalar(1)),
            try BlindedList(numbers, round: other, key: BlindRound.scalar(0)),
        ] {
            let mine = Set((0..<20).map { Array(first.elements[$0 * 32..<$0 * 32 + 32]) })
            #expect((0..<20).allSatisfy { !mine.contains(Array(list.elements[$0 * 32..<$0 * 32 + 32])) })
        }
    }

    @Test("Chunk digests cover every chunk, the short last one too", arguments: [1, 7, 10, 49, 50, 51, 65_535])
    func chunks(chunkRows: Int) throws {
        let list = try BlindedList(NumberSet.fictional(0..<50), round: round, key: BlindRound.scalar(0))
        let digests = try list.chunkDigests(chunkRows: chunkRows)
        #expect(digests.count == (50 + chunkRows - 1) / chunkRows)
        for (chunk, digest) in digests.enumerated() {
            let bytes = Array(list.elements.dropFirst(chunk * chunkRows * 32).prefix(chunkRows * 32))
            #expect(bytes.withUnsafeBytes { MerkleTree.root(of: $0, width: 32) } == digest)
        }
    }

    @Test("An empty list has a key and no chunk")
    func empty() throws {
        let list = try BlindedList(NumberSet.fictional(0..<0), round: round, key: BlindRound.scalar(0))
        #expect(list.elements.isEmpty && list.digits.isEmpty && list.rows.isEmpty)
        #expect(try list.chunkDigests(chunkRows: 10).isEmpty)
        #expect(list.publicKey.isCanonical)
    }

    @Test(
        "A column that is no whole number of elements, and chunk sizes out of range, are refused",
        arguments: [0, -1, 65_536])
    func badColumns(chunkRows: Int) throws {
        #expect(throws: ChunkLayoutError.chunkRows(chunkRows)) {
            try ChunkDigester.digests(of: [UInt8](repeating: 2, count: 64), chunkRows: chunkRows)
        }
        #expect(throws: BlindingError.badColumn) {
            try ChunkDigester.digests(of: [UInt8](repeating: 2, count: 63), chunkRows: 10)
        }
    }
}
