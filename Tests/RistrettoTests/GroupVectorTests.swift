// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns
import Ristretto
import Testing
import Vocabulary

@Suite("RFC 9496 vectors")
struct GroupVectorTests {
    struct Vector: Decodable, Sendable {
        let kind: String
        let element: String
        let scalar: UInt8?
        let reason: String?
        let uniform: String?
    }

    private static func vectors(_ kind: String, count: Int) throws -> [Vector] {
        let vectors = try VectorFile.load("ristretto255.json", of: Vector.self).filter { $0.kind == kind }
        try #require(vectors.count == count)
        return vectors
    }

    @Test("Multiples of the generator come out, by multiplication, addition and decoding (A.1)")
    func multiples() throws {
        var previous: Element?
        for vector in try Self.vectors("multiple", count: 16) {
            let encoded = try #require(EncodedElement(hex: vector.element))
            let value = try #require(vector.scalar)
            guard value > 0 else {
                #expect(throws: ElementError.identity) { try Element(decoding: encoded) }
                continue
            }
            let element = try Element.generatorMultiplied(by: Samples.scalar(value))
            #expect(element.encoded == encoded)
            #expect(try Element(decoding: encoded) == element)
            let generator = try Element.generatorMultiplied(by: Samples.scalar(1))
            #expect(try generator.multiplied(by: Samples.scalar(value)) == element)
            if let previous {
                #expect(try previous.adding(generator) == element)
                #expect(try element.subtracting(generator) == previous)
            }
            previous = element
        }
    }

    @Test("Invalid encodings are refused with the reason (A.2)")
    func invalid() throws {
        for vector in try Self.vectors("invalid", count: 29) {
            let encoded = try #require(EncodedElement(hex: vector.element))
            let expected: ElementError =
                switch vector.reason {
                case "field value not below p": encoded.bytes[31] & 0x80 == 0 ? .notReduced : .highBitSet
                case "negative field element":
                    // One of these is at least p as well as odd, in one of the ways to see it.
                    encoded.canonicalFault == .notReduced ? .notReduced : .negative
                default: .notInGroup
                }
            #expect(throws: expected, "\(vector.element)") { try Element(decoding: encoded) }
            #expect(throws: BatchError.badElement(index: 0, reason: expected)) {
                try Samples.multiply(encoded.bytes, Samples.scalar(3))
            }
        }
    }

    @Test("Uniform bytes map to the element (A.3)")
    func map() throws {
        for vector in try Self.vectors("map", count: 11) {
            let uniform = try #require(vector.uniform.flatMap(Hexadecimal.decode))
            #expect(try Element(mapping: uniform).encoded.hex == vector.element)
        }
    }

    @Test("Bit 255 set on a valid encoding is refused everywhere")
    func highBit() throws {
        for vector in try Self.vectors("multiple", count: 16) {
            var bytes = try #require(EncodedElement(hex: vector.element)).bytes
            bytes[31] |= 0x80
            let encoded = try #require(EncodedElement(bytes: bytes))
            #expect(throws: ElementError.highBitSet) { try Element(decoding: encoded) }
            #expect(throws: BatchError.badElement(index: 0, reason: .highBitSet)) {
                try Samples.multiply(bytes, Samples.scalar(3))
            }
        }
    }
}
