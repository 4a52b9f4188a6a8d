// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns
import Crypto
import Ristretto
import Testing
import Vocabulary

@Suite("RFC 9497 vectors, ristretto255 with SHA-512")
struct OPRFVectorTests {
    struct Vector: Decodable, Sendable {
        let mode: Int
        let dst: String
        let secretKey: String
        let publicKey: String?
        let rows: [Row]
    }

    struct Row: Decodable, Sendable {
        let input: String
        let blind: String
        let blinded: String
        let evaluated: String
        let output: String
    }

    @Test("Blinding, evaluation and output come out", arguments: [0, 1])
    func mode(mode: Int) throws {
        let vectors = try VectorFile.load("oprf-ristretto255.json", of: Vector.self).filter { $0.mode == mode }
        try #require(vectors.count == 2 + mode)
        for vector in vectors {
            let key = try Samples.scalar(hex: vector.secretKey)
            if let publicKey = vector.publicKey {
                #expect(try Element.generatorMultiplied(by: key).encoded.hex == publicKey)
            }
            let dst = try #require(Hexadecimal.decode(vector.dst))
            for row in vector.rows {
                let input = try #require(Hexadecimal.decode(row.input))
                let blind = try Samples.scalar(hex: row.blind)
                let hashed = try Element(hashing: input, dst: dst)
                let blinded = try hashed.multiplied(by: blind)
                #expect(blinded.encoded.hex == row.blinded)
                let evaluated = try blinded.multiplied(by: key)
                #expect(evaluated.encoded.hex == row.evaluated)
                let unblinded = try evaluated.multiplied(by: blind.inverted())
                #expect(try unblinded == hashed.multiplied(by: key))
                #expect(Hexadecimal.encode(Self.output(input, unblinded)) == row.output)
            }
        }
    }

    /// Computes Finalize's hash, RFC 9497 §3.3.1.
    private static func output(_ input: [UInt8], _ element: Element) -> SHA512.Digest {
        func prefixed(_ bytes: [UInt8]) -> [UInt8] { [UInt8(bytes.count >> 8), UInt8(bytes.count & 255)] + bytes }
        return SHA512.hash(data: prefixed(input) + prefixed(element.encoded.bytes) + Array("Finalize".utf8))
    }
}
