// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns

/// The Merkle root of a chunk of encodings, as the room computes it and by swift-crypto's SHA-256, a row at a time.
struct DigestBenchmark {
    /// As an agreement cuts them.
    private static let chunkRows = 65_535

    let seed: UInt64

    private struct DifferentResults: Error {}

    func run(rounds: Int) throws -> Outcome {
        let width = EncodedElement.byteCount
        var random = Random(state: seed)
        let chunk = (0..<Self.chunkRows * width).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        func byRoom() -> Digest? { chunk.withUnsafeBytes { MerkleTree.root(of: $0, width: width) } }
        func byRow() -> Digest {
            var tree = MerkleAccumulator()
            chunk.withUnsafeBytes { bytes in
                for start in stride(from: 0, to: bytes.count, by: width) {
                    tree.append(UnsafeRawBufferPointer(rebasing: bytes[start..<start + width]))
                }
            }
            return tree.root
        }
        guard byRoom() == byRow() else { throw DifferentResults() }
        var roots: [Digest?] = []
        roots.reserveCapacity(4 * rounds)
        let measurements = Contest(
            inputs: Self.chunkRows,
            sides: [
                .init(name: "256 rows at a time", run: { roots.append(byRoom()) }),
                .init(name: "a row at a time by swift-crypto", run: { roots.append(byRow()) }),
            ]
        ).measure(rounds: rounds)
        guard roots.allSatisfy({ $0 == roots.first }) else { throw DifferentResults() }
        return Outcome(
            name: "kernels digest", inputs: Self.chunkRows, measurements: measurements,
            remarks: [("a row", "an encoding's share of its chunk's Merkle root")])
    }
}
