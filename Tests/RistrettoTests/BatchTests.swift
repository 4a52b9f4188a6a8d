// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns
import Crypto
import Ristretto
import Testing

@Suite("Batches")
struct BatchTests {
    /// Includes none, one, and counts around the slice of 256 that no number of cores divides.
    static let counts = [0, 1, 2, 7, 255, 256, 257, 515]

    @Test("A blinded batch equals blinding one by one", arguments: counts, Lanes.available)
    func blind(count: Int, lanes: Lanes) throws {
        let key = try Scalar.random()
        let numbers = Samples.numbers(count)
        let blinded = try Samples.blind(numbers, key, on: lanes)
        let message = NumberMessage(roundID: Samples.roundID)
        let dst = Array(DomainSeparation.hashToGroup.utf8)
        #expect(dst.count == 40)
        for (row, digits) in numbers.enumerated() {
            let hashed = try Element(hashing: try #require(message.bytes(digits: digits)), dst: dst)
            #expect(try hashed.multiplied(by: key).encoded.bytes == Array(blinded[row * 32..<row * 32 + 32]))
        }
    }

    @Test("A multiplied batch equals multiplying one by one, and the inverse undoes it", arguments: counts)
    func multiply(count: Int) throws {
        let first = try Scalar.random()
        let second = try Scalar.random()
        let blinded = try Samples.blind(Samples.numbers(count), first)
        let both = try Samples.multiply(blinded, second)
        for row in 0..<count {
            let encoded = try #require(EncodedElement(bytes: blinded[row * 32..<row * 32 + 32]))
            let single = try Element(decoding: encoded).multiplied(by: second)
            #expect(single.encoded.bytes == Array(both[row * 32..<row * 32 + 32]))
        }
        let undone = try Samples.multiply(both, second.inverted())
        #expect(undone == blinded)
        let otherWay = try Samples.multiply(Samples.blind(Samples.numbers(count), second), first)
        #expect(otherWay == both)
    }

    @Test("Tokens are the hash that the protocol names", arguments: counts, Lanes.available)
    func tokens(count: Int, lanes: Lanes) throws {
        let elements = try Samples.blind(Samples.numbers(count), Scalar.random())
        let tokens = try Samples.tokens(elements, on: lanes)
        for row in 0..<count {
            let input =
                Array("SYMBOLON-V1-TOKEN".utf8) + Samples.roundID.bytes + elements[row * 32..<row * 32 + 32]
            #expect(Array(SHA512.hash(data: input).prefix(16)) == Array(tokens[row * 16..<row * 16 + 16]))
        }
    }

    @Test("Another round gives other elements and tokens")
    func rounds() throws {
        let key = try Scalar.random()
        let other = Columns.Digest(sha256: Array("another round".utf8))
        let first = try Samples.blind(Samples.numbers(3), key)
        let second = try Samples.blind(Samples.numbers(3), key, other)
        #expect(Set(first.chunks(of: 32)).isDisjoint(with: second.chunks(of: 32)))
        #expect(
            try Set(Samples.tokens(first).chunks(of: 16)).isDisjoint(with: Samples.tokens(first, other).chunks(of: 16)))
    }

    @Test(
        "The first bad row is named with its reason, and every result is wiped",
        arguments: [
            ("0000000000000000000000000000000000000000000000000000000000000000", .identity),
            ("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", .notReduced),
            ("0100000000000000000000000000000000000000000000000000000000000000", .negative),
            ("26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371", .notInGroup),
            ("e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2df6", .highBitSet),
        ] as [(String, ElementError)], [0, 1, 255, 256, 300, 599])
    func badRow(bad: (hex: String, reason: ElementError), index: Int) throws {
        let key = try Samples.scalar(5)
        let generator = try Element.generatorMultiplied(by: Samples.scalar(1)).encoded.bytes
        var elements = [[UInt8]](repeating: generator, count: 600)
        elements[index] = try #require(EncodedElement(hex: bad.hex)).bytes
        // A later bad row in another slice must not be the one that is named.
        if index < 599 { elements[599] = [UInt8](repeating: 0xff, count: 32) }
        let bytes = elements.flatMap(\.self)
        var output = [UInt8](repeating: 0xaa, count: bytes.count)
        var thrown: BatchError?
        do {
            try bytes.withUnsafeBytes { bytes in
                try output.withUnsafeMutableBytes { try Batch.multiply(elements: bytes, key: key, into: $0) }
            }
        } catch { thrown = error as? BatchError }
        #expect(thrown == .badElement(index: index, reason: bad.reason))
        #expect(output.allSatisfy { $0 == 0 })
    }

    @Test("A refused number leaves no results")
    func badNumber() throws {
        let key = try Scalar.random()
        let numbers: [UInt64] = Samples.numbers(3) + [5] + Samples.numbers(2)
        var output = [UInt8](repeating: 0xaa, count: numbers.count * 32)
        var thrown: BatchError?
        do {
            try numbers.withUnsafeBufferPointer { numbers in
                try output.withUnsafeMutableBytes {
                    try Batch.blind(digits: numbers, roundID: Samples.roundID, key: key, into: $0)
                }
            }
        } catch { thrown = error as? BatchError }
        #expect(thrown == .badNumber(index: 3))
        #expect(output.allSatisfy { $0 == 0 })
    }

    @Test("Room of another size and part elements are refused")
    func sizes() throws {
        let key = try Scalar.random()
        let element = try Samples.blind(Samples.numbers(1), key)
        for count in [0, 31, 33, 64] {
            var output = [UInt8](repeating: 0, count: count)
            var thrown: BatchError?
            do {
                try element.withUnsafeBytes { element in
                    try output.withUnsafeMutableBytes { try Batch.multiply(elements: element, key: key, into: $0) }
                }
            } catch { thrown = error as? BatchError }
            #expect(thrown == .outputByteCount(expected: 32, actual: count))
        }
        for count in [1, 31, 33] {
            let part = [UInt8](repeating: 2, count: count)
            var thrown: BatchError?
            do { _ = try Samples.multiply(part, key) } catch { thrown = error as? BatchError }
            #expect(thrown == .partElement(byteCount: count))
            #expect(throws: BatchError.partElement(byteCount: count)) { try Samples.tokens(part) }
        }
    }

    @Test("Texts of errors name rows and hold no values")
    func texts() {
        let text = "\(BatchError.badElement(index: 7, reason: .highBitSet))"
        #expect(text == "row 7: not a ristretto255 element: bit 255 is set")
    }
}

extension [UInt8] {
    fileprivate func chunks(of count: Int) -> [[UInt8]] {
        stride(from: 0, to: self.count, by: count).map { Array(self[$0..<$0 + count]) }
    }
}
