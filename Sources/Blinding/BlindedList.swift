// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Columns
package import Ristretto
package import Vocabulary

/// A party's list of a round: its numbers hashed to the group, multiplied by the round's key, and sorted by encoding.
///
/// The elements may leave the party; digits and rows, which say what each element stands for, never do
/// (protocol/v1/matching.md §2).
package struct BlindedList: Sendable {
    /// The elements, 32 bytes each, strictly ascending.
    package let elements: [UInt8]
    /// E.164 digits of each element.
    package let digits: [UInt64]
    /// The list's row of each element, from 1.
    package let rows: [UInt32]
    /// K = [k]G.
    package let publicKey: EncodedElement

    /// Blinds a sealed set of numbers.
    ///
    /// Blocks its thread while all cores work. Memory: about 110 bytes a number at the peak.
    package init(_ numbers: NumberSet, round: RoundID, key: borrowing Scalar) throws {
        guard let roundID = Digest(bytes: round.bytes) else { throw BlindingError.badRound }
        publicKey = try Element.generatorMultiplied(by: key).encoded
        let count = numbers.entries.count
        var blinded = [UInt8](repeating: 0, count: count * EncodedElement.byteCount)
        let plain = numbers.entries.map(\.digits)
        try plain.withUnsafeBufferPointer { digits in
            try blinded.withUnsafeMutableBytes { output in
                try Batch.blind(digits: digits, roundID: roundID, key: key, into: output)
            }
        }
        let order = Self.ascendingOrder(of: blinded)
        let width = EncodedElement.byteCount
        elements = [UInt8](unsafeUninitializedCapacity: blinded.count) { output, initialized in
            blinded.withUnsafeBytes { source in
                guard let from = source.baseAddress, let to = output.baseAddress else { return }
                for (place, index) in order.enumerated() {
                    UnsafeMutableRawPointer(to + place * width).copyMemory(from: from + index * width, byteCount: width)
                }
            }
            initialized = blinded.count
        }
        digits = order.map { plain[$0] }
        rows = order.map { numbers.entries[$0].row }
    }

    /// The Merkle roots of the list's chunks.
    package func chunkDigests(chunkRows: Int) throws -> [Digest] {
        try Self.chunkDigests(of: elements, chunkRows: chunkRows)
    }

    /// The Merkle roots of the chunks of a column of elements.
    package static func chunkDigests(of elements: [UInt8], chunkRows: Int) throws -> [Digest] {
        guard elements.count.isMultiple(of: EncodedElement.byteCount) else { throw BlindingError.badColumn }
        let layout = try ChunkLayout(rowCount: elements.count / EncodedElement.byteCount, chunkRows: chunkRows)
        return try elements.withUnsafeBytes { bytes in
            try (0..<layout.chunkCount).map { chunk in
                guard let range = layout.byteRange(ofChunk: chunk, width: EncodedElement.byteCount),
                    let digest = MerkleTree.root(
                        of: UnsafeRawBufferPointer(rebasing: bytes[range]), width: EncodedElement.byteCount)
                else { throw BlindingError.badColumn }
                return digest
            }
        }
    }

    /// The indices of the elements in ascending order of their encodings.
    private static func ascendingOrder(of elements: [UInt8]) -> [Int] {
        struct Key {
            let prefix: UInt64
            let index: UInt32
        }
        return elements.withUnsafeBytes { bytes in
            var keys = (0..<bytes.count / EncodedElement.byteCount).map { index in
                Key(
                    prefix: UInt64(
                        bigEndian: bytes.loadUnaligned(
                            fromByteOffset: index * EncodedElement.byteCount, as: UInt64.self)),
                    index: UInt32(index))
            }
            // Eight bytes decide nearly always; equal prefixes fall back to the whole encodings.
            keys.sort { left, right in
                if left.prefix != right.prefix { return left.prefix < right.prefix }
                guard let first = EncodedElement(row: Int(left.index), of: bytes),
                    let second = EncodedElement(row: Int(right.index), of: bytes)
                else { return false }
                return first < second
            }
            return keys.map { Int($0.index) }
        }
    }
}
