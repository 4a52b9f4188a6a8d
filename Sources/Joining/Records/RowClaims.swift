// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Blinding
import Consent
import Home
import Lists
import PhoneNumbers
import Signing
import Vocabulary

/// What the rows of a list say beside their numbers: spooled row by row, with one claim of fixed size for each.
///
/// Memory: about 56 bytes a row; the records themselves are sealed on disk.
struct RowClaims: ~Copyable {
    /// A row with a number.
    private struct Entry {
        let digits: UInt64
        let row: UInt32
        let line: UInt32
        /// False where the row was refused for something else than its number, and only its claim counts.
        let isCandidate: Bool
        let claim: ConsentClaim
    }

    /// What a selected column holds.
    private enum Field {
        case consent(ConsentColumn)
        case attribute(Agreement.Grant.Attribute)
    }

    /// What the agreement asks of consents; nil for a party other than the brand.
    private let terms: ConsentTerms?
    private let attributes: [Agreement.Grant.Attribute]
    private let map: ColumnMap
    private var fields: [Field] = []
    /// What the columns of attributes are called in the list, for messages.
    private var shownColumns: [String: String] = [:]
    /// Granted attributes for which the list has no column; nothing is told of them.
    private(set) var attributesWithoutColumn: [String] = []
    private var otherSenders = SenderTally()
    private var entries: [Entry] = []
    private var lastRow: UInt32 = 0
    /// What the list says against older lists and the register: it counts from now on, whatever becomes of this round.
    private(set) var withdrawals: [RegisterMerge.Row] = []
    /// Numbers of rows that are withdrawals and cannot be read further.
    private(set) var withdrawnNumbers: Set<UInt64> = []
    private var spool: SpoolWriter

    init(terms: ConsentTerms?, attributes: [Agreement.Grant.Attribute], map: ColumnMap, spool: consuming SpoolWriter) {
        self.terms = terms
        // The program derives these from the number itself.
        self.attributes = attributes.filter { !$0.name.hasPrefix(Agreement.numberPrefix) }
        self.map = map
        self.spool = spool
    }

    /// The spool with all rows.
    consuming func takeSpool() -> SpoolWriter { spool }

    /// Chooses the columns that the list has.
    ///
    /// - Parameter name: the list's, for errors.
    /// - Throws: `ListError` where the map names a column that is not there, and where columns of consents are missing or not
    ///   known.
    mutating func select(in reader: inout ListReader, name: String) throws(ListError) {
        var choices: [ColumnChoice] = []
        if terms != nil {
            let others = attributes.map { map.name(ofAttribute: $0.name) }
            let header = try ConsentHeader(of: reader, name: name, map: map, others: others)
            try header.check()
            for column in header.columns {
                choices.append(.name(map.name(of: column)))
                fields.append(.consent(column))
            }
        }
        for attribute in attributes {
            let column = map.name(ofAttribute: attribute.name)
            let isNamed = map.attributes[attribute.name] != nil
            let isThere = reader.layout.columns.contains { ListLayout.isSameName($0, column) }
            if !isNamed, !isThere { attributesWithoutColumn.append(attribute.name) }
            guard isNamed || reader.hasColumn(column) else { continue }
            choices.append(.name(column))
            fields.append(.attribute(attribute))
            shownColumns[attribute.name] = reader.layout.shown(column)
        }
        try reader.select(choices)
    }

    /// Takes what a row says; why, where the row is refused for it.
    mutating func take(_ batch: RowBatch, at index: Int, number: PhoneNumber) throws -> RowRefusal? {
        let place = batch[index]
        let row = UInt32(clamping: place.row)
        lastRow = max(lastRow, row)
        var payload = RowPayload()
        var refusal: RowRefusal?
        var claim = ConsentClaim()
        if let terms {
            let fields = consentFields(of: batch, at: index)
            let reading = fields.reading(number: number.digits)
            claim = ConsentClaim(reading, row: Int(row), terms: terms)
            switch reading {
            case .absent: break
            case .record(let record):
                payload.consent = record
                if !terms.isSender(of: record) { otherSenders.add(record.sender) }
                if record.state.isWithdrawal {
                    withdrawals.append(
                        RegisterMerge.Row(
                            digits: number.digits, row: row, line: UInt32(clamping: place.line), record: record))
                }
            case .rejected(let rejection):
                refusal = RowRefusal(rejection.rawValue)
                // Its no must not be lost to an older yes.
                if fields.isWithdrawal { withdrawnNumbers.insert(number.digits) }
            }
        }
        for (slot, field) in fields.enumerated() {
            guard case .attribute(let attribute) = field, let text = batch.text(of: slot + 1, at: index) else {
                continue
            }
            switch AttributeField.read(text, as: attribute.type) {
            case .absent: break
            case .value(let value): payload.attributes[attribute.name] = value
            case .malformed:
                refusal = refusal ?? RowRefusal("attribute-malformed", detail: detail(attribute.name, attribute.type))
            }
        }
        if let name = payload.attributes.nameHoldingNumber(number.digits) {
            refusal = refusal ?? RowRefusal("attribute-holds-number", detail: detail(name, nil))
        }
        var bytes = payload.bytes
        if bytes.count > SpooledRow.maximumPayloadBytes { refusal = refusal ?? RowRefusal("attributes-too-large") }
        if refusal != nil, !payload.attributes.isEmpty {
            payload.attributes = [:]
            bytes = payload.bytes
        }
        if !payload.isEmpty { try spool.append(SpooledRow(digits: number.digits, row: row, payload: bytes)) }
        entries.append(
            Entry(
                digits: number.digits, row: row, line: UInt32(clamping: place.line), isCandidate: refusal == nil,
                claim: claim))
        return refusal
    }

    /// Takes from a row whose number is refused (for its extension, or because its range is not in use) what it takes back, and nothing
    /// else: a no must not be lost.
    mutating func takeWithdrawal(_ batch: RowBatch, at index: Int, number: PhoneNumber) {
        guard let terms else { return }
        let fields = consentFields(of: batch, at: index)
        guard fields.isWithdrawal else { return }
        let place = batch[index]
        let row = UInt32(clamping: place.row)
        lastRow = max(lastRow, row)
        withdrawnNumbers.insert(number.digits)
        let claim = ConsentClaim(fields.reading(number: number.digits), row: Int(row), terms: terms)
        entries.append(
            Entry(
                digits: number.digits, row: row, line: UInt32(clamping: place.line), isCandidate: false, claim: claim))
    }

    /// Names an attribute, the type that it must have, and its column; not its value, which may hold a number.
    private func detail(_ name: String, _ type: AttributeType?) -> String {
        let expected = type.map { ": expected \(AttributeField.form(of: $0))" } ?? ""
        return "\(name) in \(shownColumns[name] ?? "no column")\(expected)"
    }

    private func consentFields(of batch: RowBatch, at index: Int) -> ConsentFields {
        var consent = ConsentFields()
        for (slot, field) in fields.enumerated() {
            guard case .consent(let column) = field else { continue }
            consent[column] = batch.text(of: slot + 1, at: index)
        }
        consent.channel = consent.channel.map(AttributeField.joined)
        map.complete(&consent)
        return consent
    }

    /// Brings the claims of each number, and what the register holds of it, to one, and decides which are blinded.
    ///
    /// What the register holds of a number of the list is spooled too, behind the list's rows.
    mutating func resolve(with register: consuming ConsentRegisterReader, at now: Timestamp) throws -> Resolved {
        entries.sort { ($0.digits, $0.row) < ($1.digits, $1.row) }
        var numbers = NumberCollector()
        var duplicates = 0
        var left: [LeftRow] = []
        var senders: OtherSenders?
        var register = RegisterNumbers(register)
        var registered = try register.next()
        var start = 0
        while start < entries.count {
            let digits = entries[start].digits
            let end = entries[start...].firstIndex { $0.digits != digits } ?? entries.count
            while let known = registered, known.digits < digits { registered = try register.next() }
            let candidates = entries[start..<end].filter(\.isCandidate)
            var claim: NumberClaim?
            if let terms {
                let known = registered.flatMap { $0.digits == digits ? RegisteredNumber(parsing: $0.payloads) : nil }
                var number = NumberClaim(known, terms: terms)
                for entry in entries[start..<end] { number.add(entry.claim) }
                for record in known?.records(under: terms) ?? [] {
                    if !terms.isSender(of: record) { otherSenders.add(record.sender) }
                    try spoolRegistered(record, of: digits)
                }
                claim = number
            }
            start = end
            guard let first = candidates.first, let number = PhoneNumber(digits: digits) else { continue }
            func leftRow(_ entry: Entry, _ reason: String) -> LeftRow {
                LeftRow(digits: digits, row: entry.row, line: entry.line, reason: reason)
            }
            if let terms, let claim, case .refused(let refusal) = claim.claim.optIn(under: terms, at: now) {
                left += candidates.map {
                    leftRow($0, claim.contradicts($0.claim) ? LeftRow.conflict : refusal.rawValue)
                }
            } else {
                // A row that does not count does not stand for the number where there is another.
                let standing = candidates.first { claim?.contradicts($0.claim) != true } ?? first
                try numbers.append(number, row: standing.row)
                for entry in candidates where entry.row != standing.row {
                    if claim?.contradicts(entry.claim) == true {
                        left.append(leftRow(entry, LeftRow.conflict))
                    } else {
                        duplicates += 1
                    }
                }
            }
        }
        // To the end even when nothing is wanted any more: only then is the register known to be whole.
        while registered != nil { registered = try register.next() }
        if let terms, left.contains(where: { $0.reason == OptInRefusal.otherSender.rawValue }) {
            senders = OtherSenders(wanted: terms.sender, found: otherSenders.spellings)
        }
        left.sort { $0.row < $1.row }
        entries = []
        return Resolved(numbers: try numbers.sealed(), duplicates: duplicates, left: left, senders: senders)
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
        /// Rows that are not blinded for want of a consent, or that another row contradicts; by row.
        let left: [LeftRow]
        /// How refused consents spell the sender; nil where none is refused for it.
        let senders: OtherSenders?
    }
}
