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
///
/// What is not named is looked for under its own name. A constant stands for a column that the list does not have; it makes
/// no record of a row that says nothing itself.
package struct ColumnMap: Equatable, Sendable {
    /// The column of the number.
    package var number: String?
    /// Columns of consent fields.
    package var consent: [ConsentColumn: String] = [:]
    /// Consent fields that are the same in every row that has a consent.
    package var constants: [ConsentColumn: String] = [:]
    /// Columns of attributes, by the attribute's name.
    package var attributes: [String: String] = [:]

    package init() {}

    /// Reads a map from YAML.
    ///
    /// - Throws: `DocumentError` with file, line and field.
    package init(yaml: [UInt8], file: String) throws {
        let document = try YAMLDocument(
            parsing: yaml, file: file, shape: .map(["consent": .map([:]), "constants": .map([:])]))
        do {
            var reader = try ObjectReader(document.json, path: "")
            number = try reader.optionalString("number", maximumBytes: 256)
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
