// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import PhoneNumbers
import TestSupport
import Testing

@Suite("A plan from a file is looked at before it is used")
struct PlanFileTests {
    private static func release() throws -> [UInt8] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try Array(Data(contentsOf: root.appending(path: "Sources/CNumberingPlan/numbering-plan.bin")))
    }

    /// Writes the digest anew behind a change, as somebody would who means to be believed.
    private static func sealed(_ file: [UInt8]) -> [UInt8] {
        var file = file
        var digest: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in file[24...] { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3 }
        for place in 0..<8 { file[16 + place] = UInt8(truncatingIfNeeded: digest >> UInt64(8 * place)) }
        return file
    }

    @Test("The release's own file reads numbers as the release does")
    func same() throws {
        let plan = try NumberingPlan(file: Self.release())
        let release = NumberingPlan()
        #expect(plan.version == release.version)
        #expect(plan.digest == release.digest)
        #expect(plan.countries == release.countries)
        for text in ["+1 415 555 0132", "+44 20 7946 0123", "+61 491 570 006", "+33 6 39 98 12 34"] {
            #expect(plan.parse(text) == release.parse(text))
            let number = try #require(plan.parse(text).number)
            #expect(plan.facts(of: number) == release.facts(of: number))
        }
    }

    @Test("Another content under the release's version is refused, under another version taken")
    func versions() throws {
        var file = try Self.release()
        let place = try #require(Self.index(of: "metadata=9.0.43", in: file))
        // The date, of the same length: other content under the same name.
        let date = try #require(Self.index(of: "date=2026-11-06", in: file))
        file[date + 14] = UInt8(ascii: "7")
        #expect(throws: PlanError.falseVersion("libphonenumber-9.0.43")) { try NumberingPlan(file: Self.sealed(file)) }
        file[place + 14] = UInt8(ascii: "4")
        #expect(try NumberingPlan(file: Self.sealed(file)).version == "libphonenumber-9.0.44")
    }

    @Test("What is no plan, cut off or altered is refused")
    func damaged() throws {
        let file = try Self.release()
        for count in [0, 7, 23, 100] {
            #expect(throws: PlanError.notAPlan) { try NumberingPlan(file: Array(file.prefix(count))) }
        }
        #expect(throws: PlanError.notAPlan) { try NumberingPlan(file: Array("number,country\n".utf8) + file) }
        #expect(throws: PlanError.damaged) { try NumberingPlan(file: Array(file.dropLast())) }
        for place in [30, 300, file.count / 2, file.count - 1] {
            var other = file
            other[place] ^= 0x40
            #expect(throws: PlanError.damaged) { try NumberingPlan(file: other) }
        }
        var otherForm = file
        otherForm[7] = 2
        #expect(throws: PlanError.notAPlan) { try NumberingPlan(file: otherForm) }
    }

    @Test("A plan that points outside of itself is refused, and what is left of any change reads any number")
    func hostile() throws {
        let file = try Self.release()
        var generator = SeededGenerator(seed: 11)
        var refused = 0
        for _ in 0..<40 {
            var other = file
            for _ in 0..<3 {
                // The directory, regions, codes and the tables' beginnings as often as all the rest.
                let limit = generator.next() % 2 == 0 ? 12_000 : UInt64(file.count)
                other[Int(24 + generator.next() % (limit - 24))] = UInt8(truncatingIfNeeded: generator.next())
            }
            do throws(PlanError) {
                let plan = try NumberingPlan(file: Self.sealed(other))
                for text in [
                    "+1 415 555 0132", "+54 9 11 5000 0000", "+55 0 15 11 5000 0000", "+999", "+39 06 0000 0000",
                ] {
                    guard let number = plan.parse(text).number else { continue }
                    #expect(plan.facts(of: number).timezones.count < 100)
                }
            } catch {
                refused += 1
                #expect(!"\(error)".isEmpty)
            }
        }
        #expect(refused > 10)
    }

    private static func index(of text: String, in bytes: [UInt8]) -> Int? {
        let wanted = Array(text.utf8)
        return bytes.indices.dropLast(wanted.count).first {
            bytes[$0] == wanted[0] && bytes[$0..<($0 + wanted.count)].elementsEqual(wanted)
        }
    }
}
