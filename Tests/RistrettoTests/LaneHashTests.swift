// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CRistrettoLanes
import Crypto
import TestSupport
import Testing

/// SHA-512 of many messages at once, against swift-crypto's of one.
@Suite("SHA-512 in lanes")
struct LaneHashTests {
    /// The bytes of the last block that are free for its part of the message: the rest is padding.
    static let room = 128 - 17

    static let vectors = [CRL_AVX2, CRL_AVX512IFMA].filter { crl_has($0) }

    /// Hashes the messages "before, field, after"; nil where no form is made.
    func digests(
        _ lanes: crl_lanes, before: [UInt8], fields: [[UInt8]], fieldSize: Int, after: [UInt8], digestSize: Int
    ) -> [[UInt8]]? {
        var form = crl_message_form()
        guard crl_form_messages(lanes, before, before.count, fieldSize, after, after.count, &form) else { return nil }
        // A row more than there is shows whether anything is written beyond.
        var output = [UInt8](repeating: 0xaa, count: (fields.count + 1) * digestSize)
        #expect(crl_hash_messages(lanes, &form, fields.flatMap(\.self), fields.count, &output, digestSize))
        #expect(output.suffix(digestSize).allSatisfy { $0 == 0xaa })
        return (0..<fields.count).map { Array(output[$0 * digestSize..<($0 + 1) * digestSize]) }
    }

    @Test("Every place and size of a field, where it is in the last block")
    func fields() {
        var random = SeededGenerator(seed: 40)
        for lanes in Self.vectors {
            for round in 0..<3000 {
                let before = random.bytes(Int.random(in: 0...300, using: &random))
                let left = Self.room - before.count % 128
                let fieldSize = Int.random(in: 0...max(left, 0), using: &random)
                // Every third time, as much as there is room for.
                let afterSize =
                    round % 3 == 0 ? max(left - fieldSize, 0) : Int.random(in: 0...Self.room, using: &random)
                let after = random.bytes(afterSize)
                let rows = (0..<Int.random(in: 0...17, using: &random)).map { _ in random.bytes(fieldSize) }
                let digestSize = Int.random(in: 1...64, using: &random)
                let digests = digests(
                    lanes, before: before, fields: rows, fieldSize: fieldSize, after: after, digestSize: digestSize)
                guard fieldSize + afterSize <= left else {
                    #expect(digests == nil)
                    continue
                }
                #expect(digests == rows.map { Array(SHA512.hash(data: before + $0 + after).prefix(digestSize)) })
            }
        }
    }

    @Test("No digest is longer than SHA-512's, and no lanes are used that are not there")
    func refusals() {
        for lanes in Self.vectors {
            var form = crl_message_form()
            #expect(crl_form_messages(lanes, [], 0, 8, [], 0, &form))
            var output = [UInt8](repeating: 0xaa, count: 65)
            #expect(!crl_hash_messages(lanes, &form, [UInt8](repeating: 1, count: 8), 1, &output, 65))
            #expect(output.allSatisfy { $0 == 0xaa })
            #expect(!crl_form_messages(lanes, [], 0, .max, [], 0, &form))
        }
    }
}
