// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Consent
internal import Signing
package import Vocabulary

/// What a row of the party's own input says beside its number, as the home keeps it sealed.
package struct RowPayload: Equatable, Sendable {
    package var consent: ConsentRecord?
    package var attributes: [String: AttributeValue]

    package init(consent: ConsentRecord? = nil, attributes: [String: AttributeValue] = [:]) {
        self.consent = consent
        self.attributes = attributes
    }

    /// Whether the row says nothing.
    var isEmpty: Bool { consent == nil && attributes.isEmpty }

    /// The canonical JSON that is kept.
    package var bytes: [UInt8] {
        var fields: [String: JSONValue] = [:]
        fields["consent"] = consent?.json
        if !attributes.isEmpty { fields["attributes"] = .object(attributes.mapValues(\.json)) }
        return JSONValue.object(fields).canonicalBytes
    }

    /// The same bytes for a row that says nothing but a consent, as nearly every row of a brand's list: spelled out.
    static func bytes(of consent: RowConsent) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(512)
        bytes += #"{"consent":"#.utf8
        consent.template.appendCanonical(givenAt: consent.givenAt, expiresAt: consent.expiresAt, to: &bytes)
        bytes.append(UInt8(ascii: "}"))
        return bytes
    }

    /// Reads what was kept.
    package init(parsing bytes: [UInt8]) throws {
        var reader = try ObjectReader(JSONValue(parsing: bytes), path: "row")
        consent = try reader.optionalObject("consent").map { fields in
            var fields = fields
            let record = try ConsentRecord(reading: &fields)
            try fields.finish()
            return record
        }
        attributes = [:]
        if case .object(let members)? = reader.optionalValue("attributes") {
            attributes = try members.reduce(into: [:]) { values, member in
                values[member.key] = try AttributeValue(json: member.value, path: "attributes")
            }
        }
        try reader.finish()
    }
}
