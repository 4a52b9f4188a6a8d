// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Columns
internal import Messages
package import Signing
package import Vocabulary

/// What a party says about one of its matched rows (protocol/v1/consent.md §3).
package struct MemberRecord: Hashable, Sendable {
    /// The most attributes of a record: as many as a grant can name.
    static let maximumAttributes = 64

    /// The sender's own handle of the row.
    package let handle: Handle
    /// Values by granted name; empty where there is none.
    package let attributes: [String: AttributeValue]
    /// Always there in the brand's records, never in those of others.
    package let consent: BoundConsent?

    package init(handle: Handle, attributes: [String: AttributeValue], consent: BoundConsent?) {
        self.handle = handle
        self.attributes = attributes
        self.consent = consent
    }

    /// Reads the fields; the caller refuses what is left over.
    package init(reading reader: inout ObjectReader) throws {
        handle = try reader.handle("handle")
        let path = reader.path(of: "attributes")
        guard case .object(let members) = try reader.value("attributes"), members.count <= Self.maximumAttributes else {
            throw reader.error("attributes", "expected an object of at most \(Self.maximumAttributes) attributes")
        }
        attributes = try members.reduce(into: [:]) { values, member in
            guard TextForm.isAttributeName(member.key) else {
                throw FieldError(path: path, problem: "\(FieldError.display(member.key)) is no name of an attribute")
            }
            values[member.key] = try AttributeValue(json: member.value, path: "\(path).\(member.key)")
        }
        guard reader.has("subject") || reader.has("consent") else {
            consent = nil
            return
        }
        consent = BoundConsent(
            subject: try reader.digest("subject"),
            record: try reader.object("consent") { try ConsentRecord(reading: &$0) })
    }

    /// The record as an object.
    package var json: JSONValue {
        var fields: [String: JSONValue] = [
            "handle": .string(handle.hex), "attributes": .object(attributes.mapValues(\.json)),
        ]
        fields["subject"] = consent.map { .string($0.subject.hex) }
        fields["consent"] = consent?.record.json
        return .object(fields)
    }
}
