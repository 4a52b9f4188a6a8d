// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Blinding
import Consent
import Home
import Lists
import PhoneNumbers
import Signing
import Spilling
import Vocabulary

/// What the rows of a list say beside their numbers: spooled row by row, with one claim of fixed size for each.
///
/// Memory does not grow with the list, but with what it takes back: claims wait in temporary files, and the records themselves are sealed
/// on disk.
struct RowClaims: ~Copyable {
    /// What the agreement asks of consents; nil for a party other than the brand.
    private let terms: ConsentTerms?
    /// Reads what rows say.
    private(set) var contents: RowContentReader
    private var otherSenders = SenderTally()
    /// By digits; the rows of a number stay in the list's order.
    private let rows = RecordSorter(width: ClaimedRow.byteCount, limit: NumberSet.memory, folder: SpillFolder.path)
    private var lastRow: UInt32 = 0
    /// What the list says against older lists and the register: it counts from now on, whatever becomes of this round.
    private(set) var withdrawals: [RegisterMerge.Row] = []
    /// Numbers of rows that are withdrawals and cannot be read further.
    private(set) var withdrawnNumbers: Set<UInt64> = []
    private var spool: SpoolWriter

    init(terms: ConsentTerms?, attributes: [Agreement.Grant.Attribute], map: ColumnMap, spool: consuming SpoolWriter) {
        self.terms = terms
        contents = RowContentReader(terms: terms, attributes: attributes, map: map)
        self.spool = spool
    }

    /// The spool with all rows.
    consuming func takeSpool() -> SpoolWriter { spool }

    /// Granted attributes for which the list has no column; nothing is told of them.
    var attributesWithoutColumn: [String] { contents.attributesWithoutColumn }

    /// Chooses the columns that the list has; see ``RowContentReader/select(in:name:)``.
    mutating func select(in reader: inout ListReader, name: String) throws(ListError) {
        try contents.select(in: &reader, name: name)
    }

    /// Takes what a row says; why, where the row is refused for it.
    mutating func take(_ content: RowContent, of place: RowBatch.Row) throws -> RowRefusal? {
        let number = content.number
        let row = UInt32(clamping: place.row)
        let line = UInt32(clamping: place.line)
        lastRow = max(lastRow, row)
        if let sender = content.otherSender { otherSenders.add(sender) }
        switch content.withdrawal {
        case .none: break
        case .record(let record):
            withdrawals.append(RegisterMerge.Row(digits: number.digits, row: row, line: line, record: record))
        case .unreadable:
            // Its no must not be lost to an older yes.
            withdrawnNumbers.insert(number.digits)
        }
        if let payload = content.payload {
            try spool.append(SpooledRow(digits: number.digits, row: row, payload: payload))
        }
        try append(
            ClaimedRow(
                digits: number.digits, row: row, line: line, isCandidate: content.refusal == nil, claim: content.claim))
        return content.refusal
    }

    private func append(_ row: ClaimedRow) throws {
        try rows.add(key: row.digits) { row.store(in: $0) }
    }

    /// Takes from a row whose number is refused (for its extension, or because its range is not in use) what it takes back, and nothing
    /// else: a no must not be lost.
    mutating func takeWithdrawal(_ batch: RowBatch, at index: Int, number: PhoneNumber) throws {
        guard let claim = contents.withdrawal(in: batch, at: index, number: number) else { return }
        let place = batch[index]
        let row = UInt32(clamping: place.row)
        lastRow = max(lastRow, row)
        withdrawnNumbers.insert(number.digits)
        try append(
            ClaimedRow(
                digits: number.digits, row: row, line: UInt32(clamping: place.line), isCandidate: false, claim: claim))
    }

    /// Brings the claims of each number, and what the register holds of it, to one, and decides which are blinded.
    ///
    /// What the register holds of a number of the list is spooled too, behind the list's rows.
    mutating func resolve(with register: consuming ConsentRegisterReader, at now: Timestamp) throws -> Resolved {
        var numbers = NumberCollector()
        var duplicates = 0
        let left = LeftRows()
        var senders: OtherSenders?
        var register = RegisterNumbers(register)
        var registered = try register.next()
        try Self.forEachNumber(in: rows.sorted()) { digits, entries in
            while let known = registered, known.digits < digits { registered = try register.next() }
            let candidates = entries.allSatisfy(\.isCandidate) ? entries : entries.filter(\.isCandidate)
            var claim: NumberClaim?
            if let terms {
                let known = registered.flatMap { $0.digits == digits ? RegisteredNumber(parsing: $0.payloads) : nil }
                var number = NumberClaim(known, terms: terms)
                for entry in entries { number.add(entry.claim) }
                for record in known?.records(under: terms) ?? [] {
                    if !terms.isSender(of: record) { otherSenders.add(record.sender) }
                    try spoolRegistered(record, of: digits)
                }
                claim = number
            }
            guard let first = candidates.first, let number = PhoneNumber(digits: digits) else { return }
            func leave(_ entry: ClaimedRow, _ reason: String) throws {
                try left.append(LeftRow(digits: digits, row: entry.row, line: entry.line, reason: reason))
            }
            if let terms, let claim, case .refused(let refusal) = claim.claim.optIn(under: terms, at: now) {
                for entry in candidates {
                    try leave(entry, claim.contradicts(entry.claim) ? LeftRow.conflict : refusal.rawValue)
                }
            } else {
                // A row that does not count does not stand for the number where there is another.
                let standing = candidates.first { claim?.contradicts($0.claim) != true } ?? first
                try numbers.append(number, row: standing.row)
                for entry in candidates where entry.row != standing.row {
                    if claim?.contradicts(entry.claim) == true {
                        try leave(entry, LeftRow.conflict)
                    } else {
                        duplicates += 1
                    }
                }
            }
        }
        // To the end even when nothing is wanted any more: only then is the register known to be whole.
        while registered != nil { registered = try register.next() }
        if let terms, left.contains(reason: OptInRefusal.otherSender.rawValue) {
            senders = OtherSenders(wanted: terms.sender, found: otherSenders.spellings)
        }
        return Resolved(numbers: try numbers.sealed(), duplicates: duplicates, left: left, senders: senders)
    }

    /// Visits numbers in ascending order, each with its rows in the list's order.
    private static func forEachNumber(in stream: RecordStream, _ body: (UInt64, [ClaimedRow]) throws -> Void) throws {
        var group: [ClaimedRow] = []
        while let entry = try stream.next({ ClaimedRow(digits: $0, record: $1) }) {
            guard let entry else { throw SpillError.damaged(in: SpillFolder.path) }
            if let first = group.first, first.digits != entry.digits {
                try body(first.digits, group)
                group.removeAll(keepingCapacity: true)
            }
            group.append(entry)
        }
        if let first = group.first { try body(first.digits, group) }
    }

    private mutating func spoolRegistered(_ record: ConsentRecord, of digits: UInt64) throws {
        lastRow += 1
        try spool.append(SpooledRow(digits: digits, row: lastRow, payload: RowPayload(consent: record).bytes))
    }

    /// What became of the numbers.
    struct Resolved {
        let numbers: NumberSet
        /// Rows that repeat a number that is blinded.
        let duplicates: Int
        /// Rows that are not blinded for want of a consent, or that another row contradicts.
        let left: LeftRows
        /// How refused consents spell the sender; nil where none is refused for it.
        let senders: OtherSenders?
    }
}
