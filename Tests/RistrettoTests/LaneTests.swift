// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CRistrettoLanes
import Columns
import Foundation
import Ristretto
import Secrets
import TestSupport
import Testing
import Vocabulary

/// Every kind of lanes against libsodium, byte for byte.
///
/// `SYMBOLON_LANES_ELEMENTS=N` compares N random elements instead of 100,000.
@Suite("Lanes and libsodium")
struct LaneTests {
    static let elements =
        ProcessInfo.processInfo.environment["SYMBOLON_LANES_ELEMENTS"].flatMap { Int($0) } ?? 100_000

    /// Counts the rows that share a random scalar: no multiple of any number of lanes.
    static let batchRows = 1_021

    static let generator = hex("e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76")

    /// ℓ, as 32 bytes.
    static let order = hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010")

    static func hex(_ text: String) -> [UInt8] { Hexadecimal.decode(text) ?? [] }

    static func scalar(_ generator: inout SeededGenerator) throws -> Scalar {
        try Scalar(reducing: SecretBytes(copying: generator.bytes(64)))
    }

    /// Makes decodable elements that are not the identity.
    static func elements(_ count: Int, _ random: inout SeededGenerator) throws -> [UInt8] {
        try Samples.map(random.bytes(count * 64))
    }

    @Test("Random elements multiplied by random scalars")
    func random() throws {
        var random = SeededGenerator(seed: 1)
        var done = 0
        while done < Self.elements {
            let rows = min(Self.batchRows, Self.elements - done)
            let scalar = try Self.scalar(&random)
            let uniform = random.bytes(rows * 64)
            let elements = try Samples.map(uniform)
            let products = try Samples.multiply(elements, scalar, on: .portable)
            for lanes in Lanes.available where lanes != .portable {
                try #require(try Samples.map(uniform, scalar, on: lanes) == products, "\(lanes), rows from \(done)")
                try #require(
                    try Samples.multiply(elements, scalar, on: lanes) == products, "\(lanes), rows from \(done)")
            }
            done += rows
        }
    }

    @Test("Every count of rows around the lanes and blocks", arguments: Lanes.available)
    func counts(lanes: Lanes) throws {
        var random = SeededGenerator(seed: 2)
        let scalar = try Self.scalar(&random)
        let uniform = random.bytes(530 * 64)
        let elements = try Samples.map(uniform)
        let products = try Samples.multiply(elements, scalar, on: .portable)
        for rows in Array(0...34) + [127, 128, 129, 255, 256, 257, 264, 511, 512, 513, 530] {
            let some = Array(elements.prefix(rows * 32))
            let expected = Array(products.prefix(rows * 32))
            #expect(try Samples.map(Array(uniform.prefix(rows * 64)), scalar, on: lanes) == expected)
            #expect(try Samples.multiply(some, scalar, on: lanes) == expected)
            #expect(throws: Never.self) { try Samples.check(some, on: lanes) }
        }
    }

    @Test("Scalars at the ends of their range", arguments: Lanes.available)
    func scalars(lanes: Lanes) throws {
        var random = SeededGenerator(seed: 3)
        let elements = try Self.generator + Self.elements(16, &random)
        // l - 1 is -1, and l - 2 is -2: what they give is known from multiplying by 1 and 2.
        for (last, times) in [(0xec, 1), (0xeb, 2)] as [(UInt8, UInt8)] {
            let high = try Scalar(canonical: SecretBytes(copying: [last] + Self.order.dropFirst()))
            let low = try Samples.scalar(times)
            let products = try Samples.multiply(elements, high, on: lanes)
            #expect(products == (try Samples.multiply(elements, high, on: .portable)))
            for (product, other) in zip(
                products.rows(of: 32), try Samples.multiply(elements, low, on: lanes).rows(of: 32))
            {
                let decoded = try Element(decoding: #require(EncodedElement(bytes: product)))
                let positive = try Element(decoding: #require(EncodedElement(bytes: other)))
                #expect(throws: ElementError.identity) { try decoded.adding(positive) }
            }
        }
        #expect(try Samples.multiply(elements, Samples.scalar(1), on: lanes) == elements)
        for value in UInt8(2)...40 {
            let scalar = try Samples.scalar(value)
            #expect(
                try Samples.multiply(elements, scalar, on: lanes) == Samples.multiply(elements, scalar, on: .portable))
        }
    }

    @Test("Zero, and the order, give the identity, which leaves no results", arguments: LaneProbe.available)
    func zero(probe: LaneProbe) throws {
        var random = SeededGenerator(seed: 4)
        let elements = try Self.elements(21, &random)
        for scalar in [[UInt8](repeating: 0, count: 32), Self.order] {
            var output = [UInt8](repeating: 0xaa, count: elements.count)
            let report = crl_multiply(probe.vectors, elements, 21, scalar, &output)
            #expect(report.end == CRL_IDENTITY_RESULT && report.row == 0)
            #expect(output.allSatisfy { $0 == 0 })
        }
        // As l and 0, so l + 1 and 1.
        var output = [UInt8](repeating: 0xaa, count: elements.count)
        let report = crl_multiply(probe.vectors, elements, 21, [0xee] + Self.order.dropFirst(), &output)
        #expect(report.end == CRL_DONE && report.row == 21)
        #expect(output == elements)
    }

    @Test("Uniform bytes at the ends of the field, and those that map to the identity", arguments: Lanes.available)
    func uniform(lanes: Lanes) throws {
        let p = WideInteger.p
        // sqrt(i d) maps to the identity: r = -d, where the map divides by zero.
        let special = Self.hex("a81b5c4acb2a3075aa6dea0e2da9bccd156eeb739954347597eb7bf45855b305")
        var halves = [0, 1, 2, 3].map { WideInteger($0).bytes } + [1, 2, 3].map { p.minus(WideInteger($0)).bytes }
        halves += (0..<19).map { (p + WideInteger($0)).bytes } + [[UInt8](repeating: 0xff, count: 32), special]
        halves += [WideInteger(littleEndian: special).negativeModP.bytes]
        let scalar = try Samples.scalar(7)
        var rows: [[UInt8]] = []
        for first in halves {
            for second in halves {
                let row = first + second
                guard (try? Samples.map(row, scalar, on: .portable)) != nil else {
                    #expect(throws: BatchError.identityResult(index: 0)) { try Samples.map(row, scalar, on: lanes) }
                    // In the midst of others, and named by its place.
                    let others = Array(rows.suffix(11))
                    #expect(throws: BatchError.identityResult(index: others.count)) {
                        try Samples.map((others + [row] + others).flatMap(\.self), scalar, on: lanes)
                    }
                    continue
                }
                rows.append(row)
            }
        }
        // Both halves special, each of two signs; and some row of each other pair.
        #expect(rows.count <= halves.count * halves.count - 4)
        #expect(
            try Samples.map(rows.flatMap(\.self), scalar, on: lanes)
                == Samples.map(rows.flatMap(\.self), scalar, on: .portable))
    }

    @Test("The vectors of RFC 9496 and of the protocol, on all lanes", arguments: Lanes.available)
    func vectors(lanes: Lanes) throws {
        for vector in try VectorFile.load("ristretto255.json", of: GroupVectorTests.Vector.self) {
            let element = Self.hex(vector.element)
            switch vector.kind {
            case "multiple":
                guard let value = vector.scalar, value > 0 else { continue }
                #expect(try Samples.multiply(Self.generator, Samples.scalar(value), on: lanes) == element)
            case "map":
                let uniform = Self.hex(try #require(vector.uniform))
                #expect(try Samples.map(uniform, Samples.scalar(1), on: lanes) == element)
            default: #expect(throws: BatchError.self) { try Samples.check(element, on: lanes) }
            }
        }
        let blinding = try BlindingVectors.load()
        let key = try Samples.scalar(hex: blinding.scalar)
        let roundID = Columns.Digest(bytes: Self.hex(blinding.round)) ?? Samples.roundID
        let digits = blinding.list.compactMap { UInt64($0.digits) }
        let blinded = try Samples.blind(digits, key, roundID, on: lanes)
        #expect(blinded == blinding.list.flatMap { Self.hex($0.element) })
        #expect(
            try Samples.tokens(blinded, roundID, on: lanes) == blinding.list.flatMap { Self.hex($0.tokenOfElement) })
    }
}
