// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Blinding
package import Columns
package import Ristretto
package import Vocabulary

/// A whole blinded list in memory.
package struct BlindedList: Sendable {
    /// Encodings, 32 bytes each, strictly ascending.
    package private(set) var elements: [UInt8] = []
    package private(set) var digits: [UInt64] = []
    package private(set) var rows: [UInt32] = []
    /// K = [k]G.
    package let publicKey: EncodedElement

    package init(_ numbers: NumberSet, round: RoundID, key: borrowing Scalar) throws {
        publicKey = try Element.generatorMultiplied(by: key).encoded
        var (elements, digits, rows): ([UInt8], [UInt64], [UInt32]) = ([], [], [])
        try ListBlinding(round: round).blind(numbers, key: key) { block in
            elements += block.elements
            digits += block.digits
            rows += block.rows
        }
        (self.elements, self.digits, self.rows) = (elements, digits, rows)
    }

    package func chunkDigests(chunkRows: Int) throws -> [Digest] {
        try ChunkDigester.digests(of: elements, chunkRows: chunkRows)
    }
}
