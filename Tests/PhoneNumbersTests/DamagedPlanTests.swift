// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import PhoneNumbers
import Testing

/// What the fuzz target `plan` found, or what was found while it was written (Fuzz/README.md).
@Suite("A damaged plan is refused, or harms nobody")
struct DamagedPlanTests {
    private static let directory = 24
    private static let stateSize = 22

    private static func release() throws -> [UInt8] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        var file = try Array(Data(contentsOf: root.appending(path: "Sources/CNumberingPlan/numbering-plan.bin")))
        // Another version, which may have another content.
        let version = Array("metadata=9".utf8)
        let place = try #require(file.indices.first { file[$0...].starts(with: version) })
        file[place + version.count - 1] = UInt8(ascii: "8")
        return file
    }

    private static func value(_ file: [UInt8], at place: Int) -> Int {
        (0..<4).reduce(0) { $0 | Int(file[place + $1]) << (8 * $1) }
    }

    private static func set(_ file: inout [UInt8], at place: Int, count: Int = 4, to value: Int) {
        for index in 0..<count { file[place + index] = UInt8(truncatingIfNeeded: value >> (8 * index)) }
    }

    private static func offset(_ file: [UInt8], section: Int) -> Int { value(file, at: directory + 8 * section) }

    /// Reads a file whose size and digest are put right.
    @discardableResult
    private static func plan(of file: [UInt8]) throws -> NumberingPlan {
        var file = file
        set(&file, at: 8, to: file.count)
        var digest: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in file[24...] { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3 }
        for place in 0..<8 { file[16 + place] = UInt8(truncatingIfNeeded: digest >> UInt64(8 * place)) }
        return try NumberingPlan(file: file)
    }

    /// Where the first region stands whose country code has three digits.
    private static func region(in file: [UInt8]) throws -> Int {
        let start = offset(file, section: 1)
        let count = value(file, at: directory + 8 + 4) / 32
        let places = (0..<count).map { start + 32 * $0 }
        return try #require(places.first { Int(file[$0 + 2]) | Int(file[$0 + 3]) << 8 > 200 })
    }

    /// The release's plan with more states behind its own: each leads to the one in front of it, whatever the digit; the first accepts,
    /// and the last is where the numbers of a region start.
    private static func chained(_ length: Int) throws -> [UInt8] {
        var file = try release()
        let start = offset(file, section: 5)
        let size = value(file, at: directory + 8 * 5 + 4)
        var states = Array(file[start..<start + size])
        let outputs = offset(file, section: 6)
        let count = value(file, at: directory + 8 * 6 + 4) / 8
        let mobile = try #require((0..<count).first { file[outputs + 8 * $0 + 1] == 1 })
        for index in 0..<length {
            let previous = index == 0 ? 0 : states.count / stateSize - 1
            for _ in 0..<10 { states += [UInt8(previous & 0xFF), UInt8(previous >> 8)] }
            let output = index == 0 ? mobile : 0
            states += [UInt8(output & 0xFF), UInt8(output >> 8)]
        }
        while file.count % 8 != 0 { file.append(0) }
        set(&file, at: directory + 8 * 5, to: file.count)
        set(&file, at: directory + 8 * 5 + 4, to: states.count)
        file += states
        set(&file, at: try region(in: file) + 4, count: 2, to: states.count / stateSize - 1)
        return file
    }

    @Test("A plan whose prefix tables have no widths is refused")
    func widths() throws {
        var file = try Self.release()
        Self.set(&file, at: Self.directory + 8 * 13 + 4, to: 0)
        #expect(throws: PlanError.inconsistent(table: "sections")) { try Self.plan(of: file) }
    }

    @Test("A block of more than 32 breakpoints is refused, so that looking at a plan takes no longer than it is large")
    func blocks() throws {
        var file = try Self.release()
        Self.set(&file, at: Self.offset(file, section: 14) + 12, to: 33)
        #expect(throws: PlanError.inconsistent(table: "locations")) { try Self.plan(of: file) }
    }

    @Test("An automaton that looks at more digits than any number has is refused, so that walking it ends")
    func depth() throws {
        let file = try Self.chained(50_000)
        #expect(throws: PlanError.inconsistent(table: "states")) { try Self.plan(of: file) }
    }

    @Test("An automaton with a circle is refused")
    func circle() throws {
        var file = try Self.release()
        // The first state but the dead one leads to itself.
        Self.set(&file, at: Self.offset(file, section: 5) + Self.stateSize, count: 2, to: 1)
        #expect(throws: PlanError.inconsistent(table: "states")) { try Self.plan(of: file) }
    }

    @Test("A plan with national numbers too long for E.164 makes none of them")
    func generating() throws {
        let file = try Self.chained(18)
        let plan = try Self.plan(of: file)
        let place = try Self.region(in: file)
        let region = try #require(Region(String(decoding: [file[place + 1], file[place]], as: UTF8.self), in: plan))
        var generator = try NumberGenerator(plan, region: region, type: nil, seed: 7)
        for _ in 0..<100 {
            let made = generator.next()
            #expect(made.map { $0.number.e164.count <= 16 } ?? true)
        }
    }
}
