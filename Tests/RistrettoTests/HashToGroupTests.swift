// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns
import Ristretto
import Testing
import Vocabulary

@Suite("Hashing to the group")
struct HashToGroupTests {
    struct Vector: Decodable, Sendable {
        let origin: String
        let dst: String
        let message: String
        let count: Int
        let uniform: String
    }

    @Test("Messages expand as RFC 9380 K.3 and 5.3.3 say")
    func expand() throws {
        let vectors = try VectorFile.load("expand-message-xmd.json", of: Vector.self)
        #expect(vectors.count { $0.origin == "rfc" } == 10)
        #expect(vectors.contains { $0.dst.utf8.count > 255 })
        for vector in vectors {
            let hash = try HashToGroup(dst: Array(vector.dst.utf8))
            let uniform = try hash.expand(Array(vector.message.utf8), count: vector.count)
            #expect(Hexadecimal.encode(uniform) == vector.uniform)
        }
    }

    @Test(
        "The quick way gives what expanding and mapping give", arguments: [0, 1, 43, 111, 112, 200, 1_000],
        [1, 40, 255, 256])
    func quick(messageCount: Int, tagCount: Int) throws {
        let message = (0..<messageCount).map { UInt8(truncatingIfNeeded: $0) }
        let tag = (0..<tagCount).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        let uniform = try HashToGroup(dst: tag).expand(message, count: 64)
        #expect(try Element(hashing: message, dst: tag) == Element(mapping: uniform))
    }

    @Test("Limits are errors")
    func limits() throws {
        #expect(throws: HashToGroupError.emptyTag) { try HashToGroup(dst: []) }
        let hash = try HashToGroup(dst: [1])
        #expect(try hash.expand([], count: 255 * 64).count == 255 * 64)
        #expect(try hash.expand([], count: 1).count == 1)
        for count in [-1, 0, 255 * 64 + 1, .max, .min] {
            #expect(throws: HashToGroupError.outputByteCount(count)) { try hash.expand([], count: count) }
        }
        for count in [0, 63, 65] {
            #expect(throws: HashToGroupError.uniformByteCount(count)) {
                try Element(mapping: [UInt8](repeating: 1, count: count))
            }
        }
    }

    @Test("A number's message is laid out as the protocol says")
    func message() throws {
        let message = try #require(NumberMessage(roundID: Samples.roundID).bytes(digits: 14_155_550_132))
        #expect(message.count == NumberMessage.byteCount)
        #expect(Array(message[..<2]) == [0, 32])
        #expect(Array(message[2..<34]) == Samples.roundID.bytes)
        #expect(message[34] == 1)
        #expect(Hexadecimal.encode(message[35...]) == "000000034bbc8db4")
    }

    @Test(
        "A number has 7 to 15 digits",
        arguments: [
            (999_999, false), (1_000_000, true), (999_999_999_999_999, true), (1_000_000_000_000_000, false),
            (0, false),
            (.max, false),
        ] as [(UInt64, Bool)])
    func digits(digits: UInt64, isNumber: Bool) throws {
        #expect((NumberMessage(roundID: Samples.roundID).bytes(digits: digits) != nil) == isNumber)
        let key = try Scalar.random()
        var thrown: BatchError?
        do { _ = try Samples.blind([14_155_550_132, digits], key) } catch { thrown = error as? BatchError }
        #expect(thrown == (isNumber ? nil : .badNumber(index: 1)))
    }
}
