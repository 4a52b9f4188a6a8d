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
/// A value for each thread, because it remembers a row.
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
    /// The fields of a batch that hold consents but no moments.
    private var constantSlots: [Int] = []
    /// Those that hold moments.
    private var momentSlots: [(column: ConsentColumn, slot: Int)] = []
    /// The last row with a consent that was found right, by all texts but its moments: most rows say what the one before said.
    private var last: (texts: RowTexts, template: ConsentTemplate)?
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
                if column.isMoment {
                    momentSlots.append((column, fields.count))
                } else {
                    constantSlots.append(fields.count)
                }
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
        var content = RowContent(number: number)
        var consent: RowConsent?
        if let terms { consent = readConsent(of: batch, at: index, under: terms, into: &content) }
        guard !attributes.isEmpty else {
            content.payload = consent.map { RowPayload.bytes(of: $0) }
            return content
        }
        var values: [String: AttributeValue] = [:]
        for (slot, field) in fields.enumerated() {
            guard case .attribute(let attribute) = field, let text = batch.text(of: slot + 1, at: index) else {
                continue
            }
            switch AttributeField.read(text, as: attribute.type) {
            case .absent: break
            case .value(let value): values[attribute.name] = value
            case .malformed:
                content.refuse("attribute-malformed", detail: detail(attribute.name, attribute.type))
            }
        }
        if !values.isEmpty, let name = values.nameHoldingNumber(number.digits) {
            content.refuse("attribute-holds-number", detail: detail(name, nil))
        }
        var payload = RowPayload(consent: consent?.record, attributes: values)
        var bytes = payload.isEmpty ? nil : payload.bytes
        if let count = bytes?.count, count > SpooledRow.maximumPayloadBytes { content.refuse("attributes-too-large") }
        if content.refusal != nil, !values.isEmpty {
            payload.attributes = [:]
            bytes = payload.isEmpty ? nil : payload.bytes
        }
        content.payload = bytes
        return content
    }

    /// Reads the consent of a row, and notes what it claims; nil where there is none that can be read.
    private mutating func readConsent(
        of batch: RowBatch, at index: Int, under terms: ConsentTerms, into content: inout RowContent
    ) -> RowConsent? {
        let digits = content.number.digits
        let row = Int(UInt32(clamping: batch[index].row))
        if let last, last.texts.areThose(of: batch, at: index) {
            do throws(ConsentRejection) {
                var fields = ConsentFields()
                for (column, slot) in momentSlots { fields[column] = batch.text(of: slot, at: index) }
                map.complete(moments: &fields)
                let (given, end) = try fields.moments(of: last.template, number: digits)
                let consent = RowConsent(template: last.template, givenAt: given, expiresAt: end)
                content.claim(consent, row: row)
                return consent
            } catch {
                content.reject(error, isWithdrawal: last.template.state.isWithdrawal, row: row)
                return nil
            }
        }
        let fields = consentFields(of: batch, at: index)
        switch fields.reading(number: digits) {
        case .absent: return nil
        case .record(let record):
            let template = ConsentTemplate(record, terms: terms)
            last = (RowTexts(constantSlots, of: batch, at: index), template)
            let consent = RowConsent(template: template, givenAt: record.givenAt, expiresAt: record.expiresAt)
            content.claim(consent, row: row)
            return consent
        case .rejected(let rejection):
            content.reject(rejection, isWithdrawal: fields.isWithdrawal, row: row)
            return nil
        }
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
