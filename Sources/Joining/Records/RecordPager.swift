// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Consent
import Home
import Messages
import Signing
import Vocabulary

/// Cuts a party's records into pages, always at the same places.
struct RecordPager: ~Copyable {
    /// One page.
    struct Content {
        let records: [MemberRecord]
        let isLast: Bool
        /// Rows up to the end of this page.
        let end: Int
    }

    /// Well below the largest body, so that the signature and what a page says about itself fit too.
    private static let pageBytes = Limits.controlBytes / 2

    private var records: RecordSource
    /// The brand's; nil for another party.
    private var salts: SaltReader?
    private let isBrand: Bool
    private var row = 0
    private var waiting: MemberRecord?
    private var isDone = false

    init(records: RecordSource, salts: consuming SaltReader?) {
        self.records = records
        isBrand = salts != nil
        self.salts = salts
    }

    /// The next page, of records behind a handle; nil after the last.
    ///
    /// There is always one, which may be empty.
    mutating func next(after handle: Handle?) throws -> Content? {
        guard !isDone else { return nil }
        var page: [MemberRecord] = []
        var bytes = 0
        while let record = try waiting ?? nextRecord(after: handle) {
            waiting = nil
            let size = record.json.canonicalBytes.count
            if page.count == Limits.pageRecords || (bytes + size > Self.pageBytes && !page.isEmpty) {
                waiting = record
                break
            }
            page.append(record)
            bytes += size
        }
        isDone = waiting == nil
        return Content(records: page, isLast: isDone, end: row - (waiting == nil ? 0 : 1))
    }

    /// The next row that there is something to say about.
    private mutating func nextRecord(after handle: Handle?) throws -> MemberRecord? {
        while self.row < records.count {
            let index = self.row
            self.row += 1
            var salt: SubjectSalt?
            if isBrand {
                guard let entry = try salts?.next(), entry.handle == records.handle(at: index) else {
                    throw JoinError.unlike("the salts of this round are not those of its matched rows")
                }
                salt = SubjectSalt(bytes: entry.salt)
            }
            if let handle, records.handle(at: index) <= handle { continue }
            let row = try records.row(at: index)
            guard let salt else {
                if row.attributes.isEmpty { continue }
                return MemberRecord(handle: row.handle, attributes: row.attributes, consent: nil)
            }
            // Every number that was blinded has a record; one that was lost since is refused as missing.
            guard let consent = row.consent else { continue }
            let subject = SubjectCommitment.digest(of: row.digits, salt: salt)
            return MemberRecord(
                handle: row.handle, attributes: row.attributes,
                consent: BoundConsent(subject: subject, record: consent))
        }
        return nil
    }
}
