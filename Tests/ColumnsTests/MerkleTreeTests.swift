// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns
import Crypto
import Testing
import Vocabulary

@Suite("Merkle trees")
struct MerkleTreeTests {
    /// Holds the records and roots that implementations of Certificate Transparency share (RFC 6962, RFC 9162 §2.1.1).
    private static let records = [
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    ]
    private static let roots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    /// Computes a root by the words of RFC 9162 §2.1.1.
    private static func naiveRoot(_ records: ArraySlice<[UInt8]>) -> [UInt8] {
        switch records.count {
        case 0: return Array(SHA256.hash(data: [UInt8]()))
        case 1: return Array(SHA256.hash(data: [0] + records[records.startIndex]))
        default:
            var split = 1
            while split * 2 < records.count { split *= 2 }
            let middle = records.startIndex + split
            return Array(
                SHA256.hash(data: [1] + naiveRoot(records[..<middle]) + naiveRoot(records[middle...])))
        }
    }

    private static func column(rows: Int, width: Int) -> [UInt8] {
        (0..<rows * width).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 / width) }
    }

    @Test("The published roots come out", arguments: 0...8)
    func published(count: Int) throws {
        var accumulator = MerkleAccumulator()
        for record in Self.records.prefix(count) {
            try #require(Hexadecimal.decode(record)).withUnsafeBytes { accumulator.append($0) }
        }
        #expect(accumulator.root.hex == Self.roots[count])
        #expect(accumulator.count == count)
    }

    @Test("Root and accumulator agree with the definition at every size", arguments: [16, 32])
    func naive(width: Int) throws {
        var accumulator = MerkleAccumulator()
        for rows in 0...70 {
            let column = Self.column(rows: rows, width: width)
            let records = (0..<rows).map { Array(column[$0 * width..<($0 + 1) * width]) }
            let root = try #require(column.withUnsafeBytes { MerkleTree.root(of: $0, width: width) })
            #expect(root.bytes == Self.naiveRoot(records[...]))
            #expect(accumulator.root == root)
            let row = Self.column(rows: rows + 1, width: width)[(rows * width)...]
            Array(row).withUnsafeBytes { accumulator.append($0) }
        }
    }

    @Test("Every row of every size opens, and nothing else does")
    func paths() throws {
        let width = 16
        for rows in 1...33 {
            let column = Self.column(rows: rows, width: width)
            try column.withUnsafeBytes { column in
                let root = try #require(MerkleTree.root(of: column, width: width))
                for index in 0..<rows {
                    let record = UnsafeRawBufferPointer(rebasing: column[index * width..<(index + 1) * width])
                    let path = try #require(MerkleTree.path(of: index, in: column, width: width))
                    func verifies(_ index: Int, _ count: Int, _ path: [Columns.Digest]) -> Bool {
                        MerkleTree.verify(record: record, index: index, count: count, path: path, root: root)
                    }
                    #expect(verifies(index, rows, path))
                    #expect(!verifies((index + 1) % rows, rows, path) || rows == 1)
                    #expect(!verifies(index, rows, path + [root]))
                    #expect(path.isEmpty || !verifies(index, rows, path.dropLast()))
                    #expect(!verifies(rows, rows, path) && !verifies(-1, rows, path) && !verifies(0, 0, path))
                    #expect(!verifies(index, rows, path.map { _ in root }) || path.isEmpty)
                }
            }
        }
    }

    @Test("Rows that are not whole have no root and no path")
    func partRows() {
        Self.column(rows: 3, width: 5).withUnsafeBytes { column in
            #expect(MerkleTree.root(of: column, width: 4) == nil)
            #expect(MerkleTree.root(of: column, width: 0) == nil)
            #expect(MerkleTree.path(of: 0, in: column, width: 4) == nil)
            #expect(MerkleTree.path(of: 3, in: column, width: 5) == nil)
            #expect(MerkleTree.path(of: -1, in: column, width: 5) == nil)
            var accumulator = MerkleAccumulator()
            let appended = accumulator.append(rows: column, width: 4)
            #expect(!appended && accumulator.count == 0)
        }
    }

    @Test("A digest hashes and spells itself")
    func digest() {
        #expect(
            Columns.Digest(sha256: Array("abc".utf8)).hex
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }
}
