// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns
import Testing
import Vocabulary

@Suite("Encoded elements")
struct EncodedElementTests {
    @Test("Bytes and hexadecimal round-trip")
    func roundTrip() throws {
        let bytes = (0..<32).map { UInt8($0 * 8) }
        let element = try #require(EncodedElement(bytes: bytes))
        #expect(element.bytes == bytes)
        #expect(EncodedElement(hex: element.hex) == element)
        #expect(element.hex.hasPrefix("00081018"))
    }

    @Test("Any other length is refused", arguments: [0, 1, 31, 33, 64])
    func length(count: Int) {
        #expect(EncodedElement(bytes: [UInt8](repeating: 0, count: count)) == nil)
        #expect(EncodedElement(hex: String(repeating: "00", count: count)) == nil)
    }

    @Test(
        "Hexadecimal is lowercase and whole",
        arguments: ["0", "0A", "0g", " 00", "00 ", "０0", "é"])
    func hexadecimal(text: String) {
        #expect(Hexadecimal.decode(text) == nil)
    }

    @Test("The order is that of the bytes")
    func order() throws {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2_000 {
            // Few different bytes, so that long common prefixes occur.
            let left = (0..<32).map { _ in UInt8.random(in: 0...1, using: &generator) &* 255 }
            var right = left
            right[Int.random(in: 0..<32, using: &generator)] ^= UInt8.random(in: 0...255, using: &generator)
            let first = try #require(EncodedElement(bytes: left))
            let second = try #require(EncodedElement(bytes: right))
            #expect((first < second) == left.lexicographicallyPrecedes(right))
            #expect((first == second) == (left == right))
        }
    }

    @Test("A text never holds the bytes")
    func text() throws {
        let element = try #require(EncodedElement(bytes: [UInt8](repeating: 0xab, count: 32)))
        let token = try #require(Token(bytes: [UInt8](repeating: 0xab, count: 16)))
        #expect("\(element)" == "an element")
        #expect(String(reflecting: element) == "an element")
        #expect("\(token)" == "a token")
        #expect(String(reflecting: [token]) == "[a token]")
    }

    @Test(
        "Values that are not canonical are refused with the reason",
        arguments: [
            ("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", nil),
            ("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", .notReduced),
            ("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", .notReduced),
            ("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", .notReduced),
            ("00ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", nil),
            ("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3f", .negative),
            ("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f7f", nil),
            ("0000000000000000000000000000000000000000000000000000000000000000", .identity),
            ("0000000000000000000000000000000000000000000000000000000000000080", .highBitSet),
            ("0100000000000000000000000000000000000000000000000000000000000000", .negative),
            ("0200000000000000000000000000000000000000000000000000000000000000", nil),
            ("0000000000000000000000000000000000000000000000000000000000000040", nil),
            ("e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2df6", .highBitSet),
        ] as [(String, CanonicalFault?)])
    func canonical(hex: String, fault: CanonicalFault?) throws {
        let element = try #require(EncodedElement(hex: hex))
        #expect(element.canonicalFault == fault)
        #expect(element.isCanonical == (fault == nil))
    }
}
