// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns
import Ristretto
import Secrets
import Testing
import Vocabulary

@Suite("Scalars")
struct ScalarTests {
    private static let order = "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010"

    @Test(
        "A scalar is read strictly",
        arguments: [
            ("0100000000000000000000000000000000000000000000000000000000000000", nil),
            ("ecd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010", nil),
            ("0000000000000000000000000000000000000000000000000000000000000000", .zero),
            (order, .notReduced),
            ("eed3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010", .notReduced),
            ("0100000000000000000000000000000000000000000000000000000000000080", .notReduced),
            ("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", .notReduced),
            ("01", .wrongLength(expected: 32, actual: 1)),
            ("", .wrongLength(expected: 32, actual: 0)),
        ] as [(String, ScalarError?)])
    func canonical(hex: String, expected: ScalarError?) throws {
        var thrown: ScalarError?
        do { _ = try Samples.scalar(hex: hex) } catch { thrown = error as? ScalarError }
        #expect(thrown == expected)
    }

    @Test("Uniform bytes are reduced, and those that reduce to zero refused")
    func reducing() throws {
        let one = try #require(Hexadecimal.decode("ee" + Self.order.dropFirst(2)))
        let scalar = try Scalar(reducing: SecretBytes(copying: one + [UInt8](repeating: 0, count: 32)))
        let bytes = scalar.withUnsafeBytes { Array($0) }
        #expect(bytes == [1] + [UInt8](repeating: 0, count: 31))
        let zero = try #require(Hexadecimal.decode(Self.order)) + [UInt8](repeating: 0, count: 32)
        #expect(throws: ScalarError.zero) { _ = try Scalar(reducing: SecretBytes(copying: zero)) }
        #expect(throws: ScalarError.wrongLength(expected: 64, actual: 32)) {
            _ = try Scalar(reducing: SecretBytes(count: 32))
        }
    }

    @Test("The inverse undoes, and is undone by inverting")
    func inverse() throws {
        let key = try Scalar.random()
        let element = try Element.generatorMultiplied(by: Samples.scalar(9))
        let inverse = try key.inverted()
        #expect(try element.multiplied(by: key).multiplied(by: inverse) == element)
        #expect(try element.multiplied(by: inverse).multiplied(by: inverse.inverted()) == element)
    }

    @Test("Random scalars differ")
    func random() throws {
        let first = try Scalar.random().withUnsafeBytes { Array($0) }
        let second = try Scalar.random().withUnsafeBytes { Array($0) }
        #expect(first != second)
    }

    @Test("Keys commute, and sums that cancel out are refused")
    func laws() throws {
        let first = try Scalar.random()
        let second = try Scalar.random()
        let element = try Element(hashing: [1, 2, 3], dst: [4])
        #expect(
            try element.multiplied(by: first).multiplied(by: second)
                == element.multiplied(by: second).multiplied(by: first))
        #expect(throws: ElementError.identity) { try element.subtracting(element) }
        let negated = try element.multiplied(by: Samples.scalar(hex: "ec" + Self.order.dropFirst(2)))
        #expect(throws: ElementError.identity) { try element.adding(negated) }
    }
}
