// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns
import Testing

@Suite("Subtrees that are hashed at once are those that are hashed row by row")
struct MerkleBlockTests {
    @Test(
        "At every number of rows around a subtree, and every width",
        arguments: [0, 1, 2, 255, 256, 257, 511, 512, 513, 768, 1023, 1024, 1025, 5000],
        [1, 16, 20, 32, 53, 54, 55, 100])
    func rows(_ count: Int, _ width: Int) throws {
        let bytes = (0..<count * width).map { UInt8(truncatingIfNeeded: $0 &* 167 ^ $0 >> 8) }
        var single = MerkleAccumulator()
        bytes.withUnsafeBytes { column in
            for row in 0..<count {
                single.append(UnsafeRawBufferPointer(rebasing: column[row * width..<(row + 1) * width]))
            }
        }
        #expect(bytes.withUnsafeBytes { MerkleTree.root(of: $0, width: width) } == single.root)
        #expect(single.count == count)
    }

    @Test("Wherever the parts begin in which a column comes", arguments: [1, 100, 255, 256, 300, 1000])
    func parts(_ step: Int) {
        let bytes = (0..<3000 * 32).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) }
        let root = bytes.withUnsafeBytes { MerkleTree.root(of: $0, width: 32) }
        var accumulator = MerkleAccumulator()
        bytes.withUnsafeBytes { column in
            for start in stride(from: 0, to: column.count, by: step * 32) {
                let part = UnsafeRawBufferPointer(rebasing: column[start..<min(start + step * 32, column.count)])
                let isTaken = accumulator.append(rows: part, width: 32)
                #expect(isTaken)
            }
        }
        #expect(accumulator.root == root)
    }

    @Test("A row's path leads to the root of a tree with such subtrees", arguments: [0, 255, 256, 700, 999])
    func paths(_ index: Int) throws {
        let bytes = (0..<1000 * 32).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) }
        try bytes.withUnsafeBytes { column in
            let path = try #require(MerkleTree.path(of: index, in: column, width: 32))
            let root = try #require(MerkleTree.root(of: column, width: 32))
            let record = UnsafeRawBufferPointer(rebasing: column[index * 32..<(index + 1) * 32])
            #expect(MerkleTree.verify(record: record, index: index, count: 1000, path: path, root: root))
        }
    }
}
