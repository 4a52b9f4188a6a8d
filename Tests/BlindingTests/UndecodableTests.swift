// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Blinding
import Columns
import Messages
import Ristretto
import Signing
import TestSupport
import Testing
import Vocabulary

/// Bytes that were signed and do not decode: the signer's fault, shown with its row.
@Suite struct UndecodableTests {
    /// Encodings that no group element has (RFC 9496 appendix A.3 and §4.3.1), and the identity.
    static let encodings: [(name: String, hex: String)] = [
        ("bit 255 set on a valid element", "e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2df6"),
        ("no square", "26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371"),
        ("negative product", "3eb858e78f5a7254d8c9731174a94f76755fd3941c0ac93735c07ba14579630e"),
        ("y is zero", "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
        ("identity", "0000000000000000000000000000000000000000000000000000000000000000"),
        ("p, which is zero", "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
        ("above p", "efffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
        ("negative", "0100000000000000000000000000000000000000000000000000000000000000"),
    ]

    @Test("An element that does not decode names its row and the owner that committed to it", arguments: encodings)
    func owner(encoding: (name: String, hex: String)) throws {
        var round = try BlindRound()
        let bad = try #require(Hexadecimal.decode(encoding.hex, count: 32))
        // Row 37 of the list is row 5 of chunk 1.
        round.columns[0].replaceSubrange(37 * 32..<38 * 32, with: bad)
        let hop = Hop(commitments: try round.commitments(for: 1), party: round.id(1))
        let input = try hop.check(round.chunk(0, 1), receipt: nil, for: round.place(0, hop: 1, chunk: 1))
        #expect(throws: BlindingError.undecodable(place: round.place(0, hop: 0, chunk: 1), row: 5, signer: round.id(0)))
        {
            try hop.multiply(input, key: BlindRound.scalar(1), signedBy: round.fixture.identities[1])
        }
    }

    @Test("At a later hop the accused is the hop that signed the output", arguments: encodings)
    func hop(encoding: (name: String, hex: String)) throws {
        let round = try BlindRound()
        var bytes = try round.output(0, hop: 1).bytes
        bytes.replaceSubrange(31 * 32..<32 * 32, with: try #require(Hexadecimal.decode(encoding.hex, count: 32)))
        let honest = try round.output(0, hop: 1).receipt.body
        let root = try #require(bytes.withUnsafeBytes { MerkleTree.root(of: $0, width: 32) })
        let receipt = try Signed(honest.changed(output: root), by: round.fixture.identities[1])
        let hop = Hop(commitments: try round.commitments(for: 2), party: round.id(2))
        let input = try hop.check(bytes, receipt: Unverified(receipt), for: round.place(0, hop: 2))
        #expect(throws: BlindingError.undecodable(place: round.place(0, hop: 1), row: 31, signer: round.id(1))) {
            try hop.multiply(input, key: BlindRound.scalar(2), signedBy: round.fixture.identities[2])
        }
    }

    @Test("Of several bad rows the first is named, and no text holds an element")
    func first() throws {
        var round = try BlindRound()
        let bad = try #require(Hexadecimal.decode(Self.encodings[1].hex, count: 32))
        for row in [30, 3, 12] { round.columns[0].replaceSubrange(row * 32..<row * 32 + 32, with: bad) }
        let hop = Hop(commitments: try round.commitments(for: 1), party: round.id(1))
        let input = try hop.check(round.chunk(0), receipt: nil, for: round.place(0, hop: 1))
        let error = try #require(throws: BlindingError.self) {
            try hop.multiply(input, key: BlindRound.scalar(1), signedBy: round.fixture.identities[1])
        }
        #expect(error == .undecodable(place: round.place(0, hop: 0), row: 3, signer: round.id(0)))
        #expect("\(error)" == "record 3 of chunk 0, hop 0 of acme's list does not decode; acme signed it")
    }
}
