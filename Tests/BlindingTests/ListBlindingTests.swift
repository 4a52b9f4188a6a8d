// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Blinding
import Columns
import TestSupport
import Testing
import Vocabulary

@Suite struct ListBlindingTests {
    @Test("A list that does not fit in memory is the same list", arguments: [1, 63, 64, 65, 700, 7000])
    func spilled(count: Int) throws {
        let round = try #require(RoundID(hex: String(repeating: "ab", count: 32)))
        let numbers = try NumberSet.fictional((0..<count).reversed())
        let whole = try BlindedList(numbers, round: round, key: BlindRound.scalar(2))
        var (elements, digits, rows): ([UInt8], [UInt64], [UInt32]) = ([], [], [])
        var progress: [Int] = []
        try ListBlinding(round: round, memory: 4096).blind(numbers, key: BlindRound.scalar(2)) { _, _ in
            false
        } progress: {
            progress.append($0)
        } into: { block in
            elements += block.elements
            digits += block.digits
            rows += block.rows
        }
        #expect(elements == whole.elements && digits == whole.digits && rows == whole.rows)
        #expect(elements.withUnsafeBytes { ElementColumn.checkStrictlyAscending($0) } == nil)
        #expect(progress.last == count)
        #expect(zip(digits, rows).allSatisfy { FictionalNumbers.digits(count - Int($1)) == $0 })
    }

    @Test("A list of which some, all or no numbers were blinded before is the same list", arguments: [4096, 1 << 20])
    func known(memory: Int) throws {
        let round = try #require(RoundID(hex: String(repeating: "ab", count: 32)))
        let numbers = try NumberSet.fictional(0..<5000)
        let whole = try BlindedList(numbers, round: round, key: BlindRound.scalar(2))
        let elements = Dictionary(
            uniqueKeysWithValues: whole.digits.enumerated().map { ($1, Array(whole.elements[$0 * 32..<$0 * 32 + 32])) })
        for part: UInt64 in [1, 2, 3, .max] {
            var (found, digits, last): ([UInt8], [UInt64], UInt64) = ([], [], 0)
            try ListBlinding(round: round, memory: memory).blind(numbers, key: BlindRound.scalar(2)) { number, place in
                #expect(number > last)
                last = number
                guard number % part == 0, let element = elements[number] else { return false }
                place.copyMemory(from: element, byteCount: 32)
                return true
            } into: { block in
                found += block.elements
                digits += block.digits
            }
            #expect(found == whole.elements && digits == whole.digits)
        }
    }

    @Test("A folder that cannot hold temporary files is one clear line, and nothing is given")
    func folder() throws {
        let round = try #require(RoundID(hex: String(repeating: "ab", count: 32)))
        let numbers = try NumberSet.fictional(0..<7000)
        let error = #expect(throws: (any Error).self) {
            try ListBlinding(round: round, memory: 4096, folder: "/nowhere").blind(numbers, key: BlindRound.scalar(2)) {
                _ in Issue.record("a block was given")
            }
        }
        #expect(error.map { "\($0)".hasPrefix("/nowhere: a temporary file cannot be made") } == true)
    }

    @Test("Chunk digests do not depend on the parts in which a column comes", arguments: [1, 31, 32, 33, 2048, 70_000])
    func parts(step: Int) throws {
        let bytes = [UInt8](repeating: 4, count: 32 * 1000)
        var digester = try ChunkDigester(chunkRows: 33)
        for start in stride(from: 0, to: bytes.count, by: step) {
            bytes[start..<min(start + step, bytes.count)].withUnsafeBytes { digester.append($0) }
        }
        #expect(try digester.finished() == (try ChunkDigester.digests(of: bytes, chunkRows: 33)))
    }
}
