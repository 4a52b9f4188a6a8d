// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CMerkle
import Crypto
import Testing

@Suite("Every way to hash leaves and nodes that this machine has gives swift-crypto's digests")
struct MerkleWayTests {
    /// The ways of this machine; on one without any, nothing runs but what is written row by row.
    static let ways = [CMK_SHA, CMK_AVX512].filter { cmk_has($0) }

    /// Around the two and the sixteen messages that go at a time.
    static let counts = [1, 2, 3, 7, 8, 15, 16, 17, 31, 32, 33, 128, 256]

    /// Digests of messages one after the other.
    static func digests(of messages: [[UInt8]]) -> [UInt8] { messages.flatMap { Array(SHA256.hash(data: $0)) } }

    @Test("Leaves of every width, at any address", arguments: ways, 1...Int(CMK_MAXIMUM_WIDTH))
    func leaves(_ way: cmk_way, _ width: Int) {
        for (offset, count) in Self.counts.enumerated() {
            let bytes = (0..<offset + count * width).map { UInt8(truncatingIfNeeded: $0 &* 167 ^ $0 >> 8) }
            var found = [UInt8](repeating: 0xaa, count: count * 32 + 1)
            bytes.withUnsafeBufferPointer { bytes in
                bytes.baseAddress.map { cmk_leaves(way, $0 + offset, count, width, &found) }
            }
            let messages = (0..<count).map { [0] + bytes[(offset + $0 * width)...].prefix(width) }
            #expect(found == Self.digests(of: messages) + [0xaa])
        }
    }

    @Test("Nodes, in the place of what they are made of or elsewhere", arguments: ways, counts)
    func nodes(_ way: cmk_way, _ pairs: Int) {
        let bytes = (0..<pairs * 64).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8 &* 7) }
        let messages = (0..<pairs).map { [1] + bytes[($0 * 64)...].prefix(64) }
        let expected = Self.digests(of: messages)
        var elsewhere = [UInt8](repeating: 0xaa, count: pairs * 32 + 1)
        cmk_nodes(way, bytes, pairs, &elsewhere)
        #expect(elsewhere == expected + [0xaa])
        var inPlace = bytes
        inPlace.withUnsafeMutableBufferPointer { digests in
            if let base = digests.baseAddress { cmk_nodes(way, base, pairs, base) }
        }
        #expect(Array(inPlace.prefix(pairs * 32)) == expected)
        #expect(inPlace.dropFirst(pairs * 32) == bytes.dropFirst(pairs * 32))
    }

    @Test("Every last byte of a pair of digests, which has a block of its own", arguments: ways)
    func lastBytes(_ way: cmk_way) {
        let bytes = (0..<256).flatMap { last in
            (0..<63).map { UInt8(truncatingIfNeeded: $0 &* 5 ^ last) } + [UInt8(last)]
        }
        var found = [UInt8](repeating: 0, count: 256 * 32)
        cmk_nodes(way, bytes, 256, &found)
        #expect(found == Self.digests(of: (0..<256).map { [1] + bytes[($0 * 64)...].prefix(64) }))
    }
}
