// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Consent
import Home
import Lists
import PhoneNumbers
import Signing
import Vocabulary

/// Reads what rows say beside their numbers: consents and attributes, by the columns that a list has.
///
/// A value for each thread, because it remembers the row before.
struct RowContentReader: Sendable {
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
    private var consents = ConsentRowReader()
    /// What the columns of attributes are called in the list, for messages.
    private var shownColumns: [String: String] = [:]
    /// Granted attributes for which the list has no column; nothing is told of them.
    private(set) var attributesWithoutColumn: [String] = []

    init(terms: ConsentTerms?, attributes: [Agreement.Grant.Attribute], map: ColumnMap) {
        self.terms = terms
        // The program derives these from the number itself.
        self.attributes = attributes.filter { !$0.name.hasPrefix(Agreement.numberPrefix) }
        self.map = map
    }

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

    /// Reads a row.
    mutating func content(of batch: RowBatch, at index: Int, number: PhoneNumber) -> RowContent {
        var payload = RowPayload()
        var refusal: RowRefusal?
        var claim = ConsentClaim()
        var reading = ConsentReading.absent
        var isWithdrawal = false
        if let terms {
            let fields = consentFields(of: batch, at: index)
            reading = consents.reading(of: fields, number: number.digits)
            claim = ConsentClaim(reading, row: Int(UInt32(clamping: batch[index].row)), terms: terms)
            switch reading {
            case .absent: break
            case .record(let record): payload.consent = record
            case .rejected(let rejection):
                refusal = RowRefusal(rejection.rawValue)
                isWithdrawal = fields.isWithdrawal
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
        if !payload.attributes.isEmpty, let name = payload.attributes.nameHoldingNumber(number.digits) {
            refusal = refusal ?? RowRefusal("attribute-holds-number", detail: detail(name, nil))
        }
        var bytes = payload.isEmpty ? [] : payload.bytes
        if bytes.count > SpooledRow.maximumPayloadBytes { refusal = refusal ?? RowRefusal("attributes-too-large") }
        if refusal != nil, !payload.attributes.isEmpty {
            payload.attributes = [:]
            bytes = payload.bytes
        }
        return RowContent(
            number: number, reading: reading, claim: claim, isWithdrawal: isWithdrawal,
            payload: payload.isEmpty ? nil : bytes,
            refusal: refusal)
    }

    /// What a row takes back; nil where it takes nothing back.
    func withdrawal(in batch: RowBatch, at index: Int, number: PhoneNumber) -> ConsentClaim? {
        guard let terms else { return nil }
        let fields = consentFields(of: batch, at: index)
        guard fields.isWithdrawal else { return nil }
        return ConsentClaim(
            fields.reading(number: number.digits), row: Int(UInt32(clamping: batch[index].row)), terms: terms)
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
}
