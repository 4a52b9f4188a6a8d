// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CLibphonenumber
import PhoneNumbers

/// Makes inputs from a seed while the program runs; nothing of them is kept.
struct InputMaker {
    static let regions = ["US", "GB", "DE", "FR", "IT", "BR", "AR", "AU"]

    /// Numbers of all regions in a drawn order, two mobile ones for each fixed line.
    let numbers: [(number: PhoneNumber, region: Region)]
    private var random: Random

    init(count: Int, seed: UInt64) throws {
        random = Random(state: seed)
        let plan = NumberingPlan()
        var numbers: [(number: PhoneNumber, region: Region)] = []
        for (place, code) in Self.regions.enumerated() {
            guard let region = Region(code) else { throw Failure.unknownRegion(code) }
            let share = count / Self.regions.count + (place < count % Self.regions.count ? 1 : 0)
            let mobile = share * 2 / 3
            // North America does not tell the two apart.
            let parts: [(NumberType, Int)] =
                code == "US" ? [(.fixedLineOrMobile, share)] : [(.mobile, mobile), (.fixedLine, share - mobile)]
            for (type, part) in parts {
                var generator = try NumberGenerator(plan, region: region, type: type, seed: seed)
                // Behind the reserved ones, which are few and lie close together.
                for _ in 0..<generator.reservedCount { _ = generator.next() }
                for _ in 0..<part {
                    guard let made = generator.next() else { break }
                    numbers.append((made.number, region))
                }
            }
        }
        numbers.shuffle(using: &random)
        self.numbers = numbers
    }

    enum Failure: Error {
        case unknownRegion(String)
    }

    /// The E.164 form, which needs no region.
    func e164() -> Texts { Texts(numbers.map { ($0.number.e164, nil) }) }

    /// National formats as people and forms write them, and international ones with plus sign or exit code.
    mutating func messy() -> Texts {
        var rows: [(text: String, region: Region?)] = []
        for (number, region) in numbers {
            let kind = Int.random(in: 0..<100, using: &random)
            var text = Self.formatted(number, isNational: kind < 70)
            if kind >= 85 { text = Self.exitCode(of: region) + text.dropFirst() }
            rows.append((disordered(text), region))
        }
        return Texts(rows)
    }

    /// Rows that are no valid number: digits missing, added or changed, words, several numbers.
    mutating func invalid() -> Texts {
        let plan = NumberingPlan()
        var rows: [(text: String, region: Region?)] = []
        for (number, region) in numbers {
            var text = random.happens(50) ? number.e164 : disordered(Self.formatted(number, isNational: true))
            switch Int.random(in: 0..<6, using: &random) {
            case 0: text = String(text.dropLast(Int.random(in: 2...5, using: &random)))
            case 1: text += String(Int.random(in: 100...9999, using: &random))
            case 2: text = ["n/a", "none", "unknown", "-", "somebody@example.com"].randomElement(using: &random) ?? ""
            case 3: text = "+" + String(repeating: "9", count: 2) + text.filter(\.isNumber).dropFirst(2)
            case 4: text = text.map { $0 == "0" ? "O" : String($0) }.joined() + "O"
            default: text = "0000" + text.filter(\.isNumber)
            }
            if plan.read(text, region: region).reason != nil { rows.append((text, region)) }
        }
        return Texts(rows)
    }

    /// Exchanges the marks of a formatted number for others, adds brackets and blanks.
    private mutating func disordered(_ text: String) -> String {
        let separators = [" ", "-", ".", "\u{A0}", "", "  "]
        let separator = separators.randomElement(using: &random) ?? " "
        var written = ""
        for character in text {
            switch character {
            case " ", "-": written += separator
            default: written.append(character)
            }
        }
        if !written.contains("("), random.happens(15),
            let end = written.firstIndex(where: { !$0.isNumber && $0 != "+" })
        {
            written = "(" + written[..<end] + ")" + written[end...]
        }
        if random.happens(10) { written = " " + written + " " }
        return written
    }

    private static func exitCode(of region: Region) -> String {
        switch region.code {
        case "US": "011"
        case "AU": "0011"
        case "BR": "0015"
        default: "00"
        }
    }

    private static func formatted(_ number: PhoneNumber, isNational: Bool) -> String {
        String(unsafeUninitializedCapacity: 64) { buffer in
            buffer.baseAddress.map { cpn_format(number.digits, isNational, $0, 64) } ?? 0
        }
    }
}
