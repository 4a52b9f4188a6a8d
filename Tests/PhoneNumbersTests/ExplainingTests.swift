// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers
import TestSupport
import Testing

@Suite("Each step of a reading can be told")
struct ExplainingTests {
    let plan = NumberingPlan()

    @Test("A national number with an extension, step by step")
    func steps() throws {
        let region = try #require(Region("GB"))
        let explanation = plan.explain("Tel. (020) 7946 0123 ext. 7", region: region)
        #expect(
            explanation.steps == [
                .text("020) 7946 0123"), .extension("7"), .digits("02079460123", hasPlus: false),
                .national("02079460123", region: "GB"), .nationalPrefix("0", left: "2079460123"),
                .judged("2079460123", countryCode: 44, region: "GB"),
            ])
        #expect(explanation.extension == "7")
        #expect(explanation.reading.number?.e164 == "+442079460123")
        #expect(explanation.facts?.location == "London")
    }

    @Test("A number that is not valid tells how far it is in use")
    func notInUse() throws {
        let judgement = try #require(plan.explain("+44 7700 900123").judgement)
        #expect(judgement.national == "7700900123")
        #expect(judgement.usedPrefix == "7700")
        #expect(judgement.decidingPrefix == nil)
        #expect(judgement.lengths == [7, 9, 10])
    }

    @Test("A valid one tells which of its digits decide on the type")
    func deciding() throws {
        let judgement = try #require(plan.explain("+1 800 555 0199").judgement)
        #expect(judgement.decidingPrefix == "800")
        #expect(judgement.usedPrefix == judgement.national)
    }

    @Test("Rules that make other digits, exit codes and kept prefixes are steps")
    func rules() throws {
        let argentina = try #require(Region("AR"))
        #expect(
            plan.explain("011 15-5000-0000", region: argentina).steps.contains(
                .transformed("0111550000000", into: "91150000000")))
        let australia = try #require(Region("AU"))
        let steps = plan.explain("0011 1 415 555 0132", region: australia).steps
        #expect(steps.contains(.exitCode("0011")))
        #expect(steps.contains(.countryCode(1, region: "US")))
    }

    @Test("What is refused before it is dialled has no step and a reason")
    func refused() {
        let explanation = plan.explain("4.15555E+09")
        #expect(explanation.steps.isEmpty)
        #expect(explanation.judgement == nil)
        #expect(explanation.reading.reason == .scientificNotation)
    }

    @Test(
        "The explained reading is the reading, on the short way as well",
        arguments: ["+14155550132", "(415) 555-0132", "0044 20 7946 0123", "555-0132", "1-800-FLOWERS", "", "*31#"])
    func agrees(_ text: String) throws {
        let region = try #require(Region("US"))
        #expect(plan.explain(text, region: region).reading == plan.read(text, region: region))
    }

    @Test("The short way and the long way read any text of digits and marks alike")
    func ways() throws {
        var generator = SeededGenerator(seed: 3)
        let regions = try ["US", "DE", "IT", "PA", "TK"].map { try #require(Region($0)) }
        let marks = Array(" +-().//  ".utf8)
        for round in 0..<20_000 {
            let count = Int(generator.next() % 22)
            let text = (0..<count).map { _ in
                let draw = generator.next() % 16
                return draw < 10 ? UInt8(0x30 + draw) : marks[Int(generator.next() % UInt64(marks.count))]
            }
            let region = round % 6 == 5 ? nil : regions[round % 5]
            let string = String(decoding: text, as: UTF8.self)
            #expect(plan.explain(string, region: region).reading == plan.read(string, region: region), "\(string)")
        }
    }

    @Test("What may have lost its plus sign is told, and goes into no list by guess")
    func lostPlus() throws {
        let region = try #require(Region("DE"))
        let reading = plan.read("14155550132", region: region)
        #expect(reading.status == .possible)
        #expect(reading.notes == .validWithPlus)
        #expect(reading.refusal(takesPossible: true, takesExtensions: true) == .missingPlus)
    }

    @Test("A type tells whether a text message can reach it")
    func sms() {
        #expect(NumberType.mobile.smsCapability == .yes)
        #expect(NumberType.fixedLineOrMobile.smsCapability == .likely)
        #expect(NumberType.tollFree.smsCapability == .no)
        #expect(NumberType.unknown.smsCapability == .unknown)
    }
}
