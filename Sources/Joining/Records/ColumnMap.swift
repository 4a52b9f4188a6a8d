// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Consent
internal import Documents
internal import Signing
internal import Vocabulary

/// Which columns of a list hold what, where they are not called as the product calls them.
///
///     number: Mobile Phone
///     consent:
///       state: opted_in
///       given_at: opted_in_at
///     constants:
///       sender: ACME Stores
///     attributes:
///       interest.sport: favourite_sport
///     states:
///       'yes': given
///       'no': withdrawn
///     zone: Z
///
/// What is not named is looked for under its own name. A constant stands for a column that the list does not have; it makes
/// no record of a row that says nothing itself. `number` may be a list, of which the first column counts that is there. `states`
/// says what the list's own words of states mean, `none` being that the row says nothing of a consent and `*` all other words;
/// `zone` says when moments were that have none.
package struct ColumnMap: Equatable, Sendable {
    /// The column of the number, or several of which the first counts that the list has.
    package var numbers: [String] = []
    /// Columns of consent fields.
    package var consent: [ConsentColumn: String] = [:]
    /// Consent fields that are the same in every row that has a consent.
    package var constants: [ConsentColumn: String] = [:]
    /// Columns of attributes, by the attribute's name.
    package var attributes: [String: String] = [:]
    /// What words of states mean, by the word in small letters or ``anyWord``; nil where the row says nothing of a consent.
    package var states: [String: ConsentState?] = [:]
    /// The zone of moments that have none: `Z`, or an offset such as `+02:00`.
    package var zone: String?

    /// Stands for every word that is not named.
    private static let anyWord = "*"
    /// Stands for nothing being said.
    private static let noState = "none"

    package init() {}

    /// Reads a map from YAML.
    ///
    /// - Throws: `DocumentError` with file, line and field.
    package init(yaml: [UInt8], file: String) throws {
        let document = try YAMLDocument(
            parsing: yaml, file: file,
            shape: .map(["consent": .map([:]), "constants": .map([:]), "number": .list(.text)]))
        do {
            var reader = try ObjectReader(document.json, path: "")
            numbers = try Self.numbers(&reader)
            if let fields = try reader.optionalObject("consent") { consent = try Self.columns(fields) }
            if let fields = try reader.optionalObject("constants") { constants = try Self.columns(fields) }
            if let value = reader.optionalValue("attributes") {
                guard case .object(let members) = value else { throw reader.error("attributes", "expected a mapping") }
                for (name, column) in members {
                    guard TextForm.isAttributeName(name) else {
                        throw reader.error("attributes", "\(FieldError.display(name)) is no attribute's name")
                    }
                    guard case .string(let column) = column, !column.isEmpty else {
                        throw reader.error("attributes.\(name)", "expected the name of a column")
                    }
                    attributes[name] = column
                }
            }
            if let value = reader.optionalValue("states") { states = try Self.states(value, reader) }
            zone = try reader.optionalString("zone", maximumBytes: 6)
            if let zone, ZonedMoment("2026-01-01T00:00:00\(zone)").isWithoutMoment {
                throw reader.error("zone", "expected Z or an offset such as +02:00")
            }
            try reader.finish()
            for column in ConsentColumn.allCases where consent[column] != nil && constants[column] != nil {
                throw reader.error("constants", "\(column.field) is among the columns too; leave one of them out")
            }
            for column in [ConsentColumn.state, .givenAt] where constants[column] != nil {
                throw reader.error(
                    "constants", "\(column.field) must be said row by row; name its column under consent")
            }
        } catch let error as FieldError {
            throw document.locate(error)
        }
    }

    private static func numbers(_ reader: inout ObjectReader) throws -> [String] {
        guard let value = reader.optionalValue("number") else { return [] }
        let problem = "expected the name of a column, or a list of some"
        let elements: [JSONValue] = if case .array(let elements) = value { elements } else { [value] }
        return try elements.map { element in
            guard case .string(let name) = element, (1...256).contains(name.utf8.count) else {
                throw reader.error("number", problem)
            }
            return name
        }
    }

    private static func states(_ value: JSONValue, _ reader: ObjectReader) throws -> [String: ConsentState?] {
        guard case .object(let members) = value else { throw reader.error("states", "expected a mapping") }
        var states: [String: ConsentState?] = [:]
        for (word, state) in members {
            guard case .string(let name) = state, name == noState || ConsentState(rawValue: name) != nil else {
                let names = ConsentState.allCases.map(\.rawValue).joined(separator: ", ")
                throw reader.error(
                    "states", "what \(FieldError.display(word)) means must be one of \(names), \(noState)")
            }
            states[folded(word)] = ConsentState(rawValue: name)
        }
        return states
    }

    /// Puts another map's entries above these.
    package func overlaid(with other: ColumnMap) -> ColumnMap {
        var map = self
        if !other.numbers.isEmpty { map.numbers = other.numbers }
        map.consent.merge(other.consent) { _, new in new }
        map.constants.merge(other.constants) { _, new in new }
        for column in other.constants.keys { map.consent[column] = nil }
        for column in other.consent.keys { map.constants[column] = nil }
        map.attributes.merge(other.attributes) { _, new in new }
        map.states.merge(other.states) { _, new in new }
        map.zone = other.zone ?? zone
        return map
    }

    /// Brings what a row says into the product's own words, and fills what it leaves open.
    package func complete(_ fields: inout ConsentFields) {
        if !states.isEmpty, let word = fields.state.map(Self.folded), !word.isEmpty,
            let meaning = states[word] ?? states[Self.anyWord]
        {
            fields.state = meaning?.rawValue
        }
        if let zone { fields.place(inZone: zone) }
        fields.fill(with: constants)
    }

    /// The same for fields of which only the moments are wanted, of a row that is known to say something.
    func complete(moments fields: inout ConsentFields) {
        if let zone { fields.place(inZone: zone) }
        if let end = constants[.expiresAt] { fields.fill(.expiresAt, with: end) }
    }

    private static func folded(_ word: String) -> String {
        String(word.lowercased().drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }

    private static func columns(_ fields: ObjectReader) throws -> [ConsentColumn: String] {
        var reader = fields
        var columns: [ConsentColumn: String] = [:]
        for column in ConsentColumn.allCases {
            columns[column] = try reader.optionalString(column.field, maximumBytes: 512)
        }
        try reader.finish()
        return columns
    }

    /// The name of the column in which a consent field is looked for.
    func name(of column: ConsentColumn) -> String { consent[column] ?? column.rawValue }

    /// The name of the column in which an attribute is looked for.
    func name(ofAttribute attribute: String) -> String { attributes[attribute] ?? attribute }
}

extension ConsentColumn {
    /// The field's name in a map: the column's without its prefix.
    var field: String { String(rawValue.dropFirst("consent_".count)) }
}
