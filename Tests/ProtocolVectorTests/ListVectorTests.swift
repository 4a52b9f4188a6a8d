// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Blinding
import Columns
import Foundation
import PhoneNumbers
import Ristretto
import Secrets
import Signing
import TestSupport
import Testing
import Vocabulary

/// Vectors of hash-to-group, blinding, tokens and Merkle roots; regenerated on every run and compared.
@Suite struct ListVectorTests {
    static var round: RoundID {
        get throws { try #require(RoundID(bytes: (0..<32).map { UInt8($0) })) }
    }
    static var roundID: Digest {
        get throws { try #require(Digest(bytes: try round.bytes)) }
    }
    static let scalar = [UInt8](repeating: 7, count: 31) + [0]

    @Test("The hash-to-group vectors are what the code computes")
    func hashToGroup() throws {
        let roundID = try Self.roundID
        let numbers: [UInt64] = [14_155_550_132, 442_079_460_123, 1_000_000, 999_999_999_999_999]
        let vectors = try numbers.map { digits -> JSONValue in
            let message = try #require(NumberMessage(roundID: roundID).bytes(digits: digits))
            let element = try Element(hashing: message, dst: Array(DomainSeparation.hashToGroup.utf8))
            return .object([
                "digits": .string(String(digits)), "message": .string(Hexadecimal.encode(message)),
                "element": .string(element.encoded.hex),
            ])
        }
        let document = JSONValue.object([
            "source": .string("protocol/v1/matching.md §2"), "round": .string(try Self.round.hex),
            "dst": .string(DomainSeparation.hashToGroup), "vectors": .array(vectors),
        ])
        #expect(try VectorFile.agrees("hash-to-group.json", with: document))
    }

    @Test("The blinding vectors are what the code computes")
    func blinding() throws {
        let numbers = try NumberSet.fictional((0..<10).map { $0 * 97 })
        let key = try Scalar(fixed: Self.scalar)
        let list = try BlindedList(numbers, round: try Self.round, key: key)
        var tokens = [UInt8](repeating: 0, count: list.elements.count / 2)
        try list.elements.withUnsafeBytes { source in
            try tokens.withUnsafeMutableBytes {
                try Batch.tokens(elements: source, roundID: Self.roundID, into: $0)
            }
        }
        let rows = list.digits.indices.map { index -> JSONValue in
            let element = Array(list.elements[index * 32..<index * 32 + 32])
            let token = Array(tokens[index * 16..<index * 16 + 16])
            return .object([
                "digits": .string(String(list.digits[index])), "element": .string(Hexadecimal.encode(element)),
                "tokenOfElement": .string(Hexadecimal.encode(token)),
            ])
        }
        let document = JSONValue.object([
            "source": .string("protocol/v1/matching.md §2"), "round": .string(try Self.round.hex),
            "scalar": .string(Hexadecimal.encode(Self.scalar)), "publicKey": .string(list.publicKey.hex),
            "chunkRows": .integer(4),
            "chunks": .array(try list.chunkDigests(chunkRows: 4).map { .string($0.hex) }),
            "list": .array(rows),
        ])
        #expect(try VectorFile.agrees("blinding.json", with: document))
    }

    @Test("The Merkle vectors are what the code computes")
    func merkle() throws {
        var vectors: [JSONValue] = []
        for width in [16, 20, 32] {
            for count in [0, 1, 2, 3, 5, 8, 13] {
                let bytes = (0..<count * width).map { UInt8(truncatingIfNeeded: $0) }
                let root = try #require(bytes.withUnsafeBytes { MerkleTree.root(of: $0, width: width) })
                vectors.append(
                    .object([
                        "width": .integer(Int64(width)), "records": .integer(Int64(count)), "root": .string(root.hex),
                    ]))
            }
        }
        let document = JSONValue.object([
            "source": .string("RFC 9162 §2.1.1; record byte i of the whole column is i mod 256"),
            "vectors": .array(vectors),
        ])
        #expect(try VectorFile.agrees("merkle.json", with: document))
    }
}
