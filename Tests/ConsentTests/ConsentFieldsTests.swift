// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Consent
import Signing
import Testing
import Vocabulary

@Suite("Consent columns")
struct ConsentFieldsTests {
    private func reading(_ column: ConsentColumn, _ text: String?) -> ConsentReading {
        var fields = Sample.fields
        fields[column] = text
        return fields.reading(number: Sample.number)
    }

    private func record(_ column: ConsentColumn, _ text: String?) throws -> ConsentRecord {
        guard case .record(let record) = reading(column, text) else { throw NoRecord(reading: reading(column, text)) }
        return record
    }

    private struct NoRecord: Error { let reading: ConsentReading }

    @Test("A complete row is a record")
    func complete() {
        #expect(Sample.fields.reading(number: Sample.number) == .record(Sample.record()))
    }

    @Test("A row whose fields are all empty or absent has no record")
    func absent() {
        #expect(ConsentFields().reading(number: Sample.number) == .absent)
        var fields = ConsentFields()
        for column in ConsentColumn.allCases { fields[column] = " \t\u{A0}" }
        #expect(fields.reading(number: nil) == .absent)
    }

    @Test("A missing field has a reason of its own", arguments: ConsentColumn.allCases)
    func missing(column: ConsentColumn) throws {
        let expected = column.rawValue.replacing("_", with: "-") + "-missing"
        for text in [nil, "", "  "] {
            if column == .expiresAt {
                #expect(try record(column, text).expiresAt == nil)
            } else {
                #expect(reading(column, text) == .rejected(try #require(ConsentRejection(rawValue: expected))))
            }
        }
    }

    @Test(
        "A malformed field has a reason of its own",
        arguments: [
            (ConsentColumn.sender, "A\u{202E}CME", ConsentRejection.senderMalformed),
            (.sender, String(repeating: "x", count: 129), .senderMalformed),
            (.purpose, "Direct Marketing", .purposeMalformed), (.channel, "sms|pigeon", .channelMalformed),
            (.channel, "|;", .channelMalformed), (.state, "maybe", .stateUnknown), (.state, "opt-in", .stateUnknown),
            (.givenAt, "31.01.2026", .givenAtMalformed), (.givenAt, "1769846400", .givenAtMalformed),
            (.givenAt, "2026-01-31T08:00:00", .givenAtWithoutZone),
            (.expiresAt, "never", .expiresAtMalformed), (.expiresAt, "2027-01-31 08:00:00", .expiresAtWithoutZone),
            (.expiresAt, "2026-01-31T08:00:00Z", .expiryBeforeGrant),
            (.expiresAt, "2026-01-31T08:00:00.9Z", .expiryBeforeGrant),
            (.expiresAt, "2025-01-31T08:00:00Z", .expiryBeforeGrant),
            (.method, "1-click", .methodMalformed), (.method, "wéb", .methodMalformed),
            (.notice, "a\nb", .noticeMalformed), (.notice, String(repeating: "n", count: 513), .noticeMalformed),
            (.jurisdiction, "us", .jurisdictionMalformed), (.jurisdiction, "USA", .jurisdictionMalformed),
            (.evidence, "a\u{200B}b", .evidenceMalformed), (.evidence, "+1 202 555 0123", .holdsNumber),
        ])
    func malformed(column: ConsentColumn, text: String, rejection: ConsentRejection) {
        #expect(reading(column, text) == .rejected(rejection))
    }

    @Test("The first reason in the order of the columns is the one")
    func first() {
        var fields = Sample.fields
        fields.evidence = nil
        fields.state = "?"
        #expect(fields.reading(number: nil) == .rejected(.stateUnknown))
    }

    @Test(
        "States are read without regard to case, with other spellings of two",
        arguments: [
            ("GIVEN", ConsentState.given), ("granted", .given), ("Opted-In", .given), ("opted in", .given),
            ("OPTED_OUT", .withdrawn), ("Unsubscribed", .withdrawn), ("request_deferred", .requestDeferred),
            ("Request Deferred", .requestDeferred), (" renewed ", .renewed), ("unknown", .unknown),
        ])
    func states(text: String, state: ConsentState) throws {
        #expect(try record(.state, text).state == state)
    }

    @Test(
        "Channels may stand with bars, semicolons, commas or blanks between, in any order",
        arguments: [
            ("sms", [Channel.sms]), ("WhatsApp|SMS", [.sms, .whatsapp]), ("voice; rcs", [.rcs, .voice]),
            ("mms,sms,mms", [.sms, .mms]), ("voice sms", [.sms, .voice]), ("|sms||voice|", [.sms, .voice]),
        ])
    func channels(text: String, channels: [Channel]) throws {
        #expect(try record(.channel, text).channels == channels)
    }

    @Test("Methods are folded as states are")
    func methods() throws {
        #expect(try record(.method, "Double_Opt In").method == "double-opt-in")
    }

    @Test("Every rejection is explained in one sentence", arguments: ConsentRejection.allCases)
    func explanations(rejection: ConsentRejection) {
        #expect(rejection.rawValue.hasPrefix("consent-"))
        #expect(rejection.explanation.hasSuffix("."))
        #expect(!rejection.explanation.contains("\n"))
    }

    @Test(
        "A moment with a zone is brought to UTC",
        arguments: [
            ("2026-01-31T08:00:00Z", "2026-01-31T08:00:00Z"), ("2026-01-31t08:00:00z", "2026-01-31T08:00:00Z"),
            ("2026-01-31 08:00:00Z", "2026-01-31T08:00:00Z"), ("2026-01-31T08:00:00+02:00", "2026-01-31T06:00:00Z"),
            ("2026-01-31T08:00:00.999Z", "2026-01-31T08:00:00Z"), ("2026-01-01T00:30:00+05:45", "2025-12-31T18:45:00Z"),
            ("2024-02-28T23:00:00.5-02:30", "2024-02-29T01:30:00Z"),
            ("2026-01-31T08:00:00-00:00", "2026-01-31T08:00:00Z"),
            ("1969-12-31T23:30:00-01:00", "1970-01-01T00:30:00Z"),
        ])
    func moments(text: String, utc: String) throws {
        #expect(try record(.givenAt, text).givenAt == Sample.moment(utc))
    }

    @Test(
        "What is no moment is refused",
        arguments: [
            "2026-02-29T08:00:00Z", "2026-13-01T08:00:00Z", "2026-01-31T24:00:00Z", "2026-01-31T08:60:00Z",
            "2026-01-31T08:00:60Z", "2026-01-31T08:00Z", "2026-01-31", "2026-01-31T08:00:00+0200",
            "2026-01-31T08:00:00+24:00", "2026-01-31T08:00:00.Z", "2026-01-31T08:00:00,5Z", "2026-01-31T08:00:00Zx",
            "2026-01-31T08:00:00 +02:00", "2026-01-31  08:00:00Z", "1969-12-31T23:59:59Z", "9999-12-31T23:59:59-01:00",
            "26-01-31T08:00:00Z", "2026-1-31T08:00:00Z", "２026-01-31T08:00:00Z", "Z",
        ])
    func noMoments(text: String) {
        #expect(reading(.givenAt, text) == .rejected(.givenAtMalformed))
    }
}
