// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// A search that finds nothing proves nothing until it is known to find.
@Suite("Searching bytes for numbers")
struct NumberSearchTests {
    private static let numbers = (0..<40).map { FictionalNumbers.digits($0 * 100 + 7) }
    private static let search = NumberSearch(numbers)

    @Test("Each way to write a number is found among other bytes, as UTF-16 too", arguments: [0, 17, 39])
    func written(_ index: Int) {
        let number = Self.numbers[index]
        for text in NumberSearch.written(number) {
            let wide: [UInt8] = text.utf8.flatMap { [$0, 0] }
            for bytes in [Array(text.utf8), wide] {
                let quoted: [UInt8] = [0x22] + bytes + [0x22]
                let found = Self.search.findings(in: Self.noise(500, 1) + quoted + Self.noise(500, 2))
                #expect(found == [NumberSearch.Finding(number: number, form: "written")], "\(text)")
            }
        }
    }

    @Test("Integers and digests are found at any place", arguments: [0, 17, 39])
    func binary(_ index: Int) {
        let number = Self.numbers[index]
        for (offset, (form, bytes)) in NumberSearch.binaryForms(of: number).enumerated() {
            let found = Self.search.findings(in: Self.noise(100 + offset, 3) + bytes + Self.noise(33, 4))
            #expect(found.contains(NumberSearch.Finding(number: number, form: form)))
            #expect(Self.search.findings(in: bytes.dropLast()).isEmpty || bytes.count == 8, "\(form)")
        }
    }

    @Test("Random bytes, hexadecimal text and other numbers hold none")
    func nothing() {
        #expect(Self.search.findings(in: Self.noise(4_000_000, 5)).isEmpty)
        let hex = Self.noise(1_000_000, 6).map { UInt8(ascii: "0") + $0 % 10 }
        #expect(Self.search.findings(in: hex).isEmpty)
        let other = FictionalNumbers.digits(8)
        #expect(Self.search.findings(in: Array(NumberSearch.written(other).joined(separator: ",").utf8)).isEmpty)
    }

    private static func noise(_ count: Int, _ seed: UInt64) -> [UInt8] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
    }
}
