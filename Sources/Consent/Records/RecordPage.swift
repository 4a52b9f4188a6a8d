// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Columns
package import Messages
package import Signing
package import Vocabulary

/// A page of what a party says about its matched rows (protocol/v1/consent.md §3).
package struct RecordPage: RoundStatement {
    package static let type = "records"
    /// The most records of a page.
    package static let maximumRecords = 1000

    package let reference: RoundReference
    package let from: PartyID
    package let transcript: Digest
    /// From 0.
    package let page: Int
    /// True where no page follows.
    package let isLast: Bool
    /// Ascending by handle; empty only where it is the last page.
    package let records: [MemberRecord]

    package init(
        reference: RoundReference, from: PartyID, transcript: Digest, page: Int, isLast: Bool, records: [MemberRecord]
    ) {
        self.reference = reference
        self.from = from
        self.transcript = transcript
        self.page = page
        self.isLast = isLast
        self.records = records
    }

    /// Reads a page.
    ///
    /// - Throws: `FieldError`; ``PageViolation/notAscending`` where the handles within the page do not ascend.
    package init(reading reader: inout ObjectReader) throws {
        reference = try RoundReference(reading: &reader)
        from = try reader.party("from")
        transcript = try reader.digest("transcript")
        page = try reader.rows("page")
        isLast = try reader.bool("last")
        records = try reader.objects("records", count: 0...Self.maximumRecords) { try MemberRecord(reading: &$0) }
        guard !records.isEmpty || isLast else {
            throw reader.error("records", "expected at least one record: only the last page may be empty")
        }
        guard zip(records, records.dropFirst()).allSatisfy({ $0.handle < $1.handle }) else {
            throw PageViolation.notAscending
        }
    }

    package var fields: [String: JSONValue] {
        reference.fields.merging([
            "from": .string(from.name), "transcript": .string(transcript.hex), "page": .integer(Int64(page)),
            "last": .bool(isLast), "records": .array(records.map(\.json)),
        ]) { current, _ in current }
    }

    /// The first thing for which the coordinator refuses the page whole, as far as the page itself shows it.
    ///
    /// The state of the round, the order of pages, the owner of a handle and reused subjects are for the caller's
    /// store.
    ///
    /// - Parameters:
    ///   - granted: names and types that the agreement grants the sender.
    ///   - isBrand: whether the sender is the brand.
    ///   - previous: the last handle of the page before, nil for page 0.
    package func violation(
        granted: [String: AttributeType], isBrand: Bool, after previous: Handle?
    ) -> PageViolation? {
        if let previous, let first = records.first, first.handle <= previous { return .notAscending }
        for record in records {
            if let violation = record.violation(granted: granted, isBrand: isBrand) { return violation }
        }
        return nil
    }
}

extension MemberRecord {
    fileprivate func violation(granted: [String: AttributeType], isBrand: Bool) -> PageViolation? {
        guard isBrand == (consent != nil) else { return isBrand ? .consentMissing : .notEntitled }
        for (name, value) in attributes.sorted(by: { $0.key < $1.key }) {
            guard let type = granted[name] else { return .notGranted(name) }
            guard value.type == type else { return .wrongType(name) }
            if value.hasInternationalForm { return .holdsNumber(name) }
        }
        for (name, text) in consent?.record.freeTexts ?? [] where InternationalForm.isFound(in: text) {
            return .holdsNumber("consent.\(name)")
        }
        return nil
    }
}
