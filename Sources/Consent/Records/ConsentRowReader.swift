// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Reads the consent columns of one row after the other, most of which say the same but for their moments.
package struct ConsentRowReader: Sendable {
    /// The last row that was a record: its texts without the moments, and the record.
    private var last: (texts: ConsentFields, record: ConsentRecord)?

    package init() {}

    /// Reads a row as ``ConsentFields/reading(number:)`` does.
    package mutating func reading(of fields: ConsentFields, number digits: UInt64?) -> ConsentReading {
        let fields = fields.trimmed
        guard !fields.isEmpty else { return .absent }
        do throws(ConsentRejection) {
            let record = try record(of: fields)
            if let digits, record.holdsNumber(digits) { return .rejected(.holdsNumber) }
            return .record(record)
        } catch {
            return .rejected(error)
        }
    }

    private mutating func record(of fields: ConsentFields) throws(ConsentRejection) -> ConsentRecord {
        var texts = fields
        texts.givenAt = nil
        texts.expiresAt = nil
        if let last, last.texts == texts {
            // All else was found right in the row before, so that only the moments can be wrong.
            let (given, end) = try fields.moments()
            if let end, end <= given { throw .expiryBeforeGrant }
            return last.record.moved(to: given, until: end)
        }
        let record = try fields.record()
        last = (texts, record)
        return record
    }
}
