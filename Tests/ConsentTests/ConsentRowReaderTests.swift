// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Consent
import Signing
import Testing

@Suite("Rows that resemble the one before are read as if they stood alone")
struct ConsentRowReaderTests {
    private static let values: [@Sendable (inout ConsentFields) -> Void] = [
        { $0.givenAt = "2025-02-03T04:05:06Z" }, { $0.givenAt = "2025-02-03T04:05:06" }, { $0.givenAt = "soon" },
        { $0.givenAt = nil }, { $0.expiresAt = "2030-01-01T00:00:00Z" }, { $0.expiresAt = "2020-01-01T00:00:00Z" },
        { $0.expiresAt = "never" }, { $0.state = "withdrawn" }, { $0.state = "perhaps" }, { $0.sender = " Acme " },
        { $0.sender = nil }, { $0.channel = "email|sms" }, { $0.channel = "pigeon" }, { $0.notice = "two\u{7}" },
        { $0.evidence = "call +12015550100" }, { $0.evidence = "naïve – proof" }, { $0.method = "Web Form" },
        { $0.jurisdiction = "XX-" },
        { $0 = ConsentFields() },
    ]

    private static func base() -> ConsentFields {
        var fields = ConsentFields()
        fields.sender = "Acme"
        fields.purpose = "marketing"
        fields.channel = "sms"
        fields.state = "given"
        fields.givenAt = "2025-01-01T00:00:00Z"
        fields.method = "web-form"
        fields.notice = "notice \"1\""
        fields.jurisdiction = "US"
        fields.evidence = "archive"
        return fields
    }

    @Test("In every order of two rows, and three of a kind")
    func pairs() throws {
        var rows = [Self.base()]
        for change in Self.values {
            var fields = Self.base()
            change(&fields)
            rows.append(fields)
        }
        for first in rows {
            for second in rows {
                var reader = ConsentRowReader()
                for row in [first, second, second, first] {
                    #expect(reader.reading(of: row, number: 12_015_550_100) == row.reading(number: 12_015_550_100))
                }
            }
        }
        #expect(rows[0].reading(number: nil) != .absent)
    }

    @Test("The canonical form that is spelled out is that of the object")
    func canonical() throws {
        var count = 0
        for change in Self.values {
            var fields = Self.base()
            change(&fields)
            guard case .record(let record) = fields.reading(number: nil) else { continue }
            count += 1
            #expect(record.canonicalBytes == record.json.canonicalBytes)
        }
        #expect(count >= 6)
    }
}
