// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing

/// A named set of members as the brand writes it (protocol/v1/segments.md §3).
package struct SegmentDefinition: Hashable, Sendable {
    /// 1 to 64 of `a-z`, `0-9` and `-`, starting with a letter.
    package let name: String
    /// Display text for people, nil where there is none.
    package let description: String?
    /// The rule, not yet parsed.
    package let when: String

    package init(name: String, description: String?, when: String) {
        self.name = name
        self.description = description
        self.when = when
    }

    /// Reads the fields; the caller refuses what is left over.
    package init(reading reader: inout ObjectReader) throws(FieldError) {
        name = try reader.name("name")
        description = reader.has("description") ? try reader.displayText("description") : nil
        if description == nil { _ = reader.optionalValue("description") }
        when = try reader.string("when", maximumBytes: Rule.maximumBytes)
    }

    /// Reads a definition that stands alone.
    package init(json: JSONValue) throws(FieldError) {
        var reader = try ObjectReader(json, path: "segment")
        try self.init(reading: &reader)
        try reader.finish()
    }

    /// The definition as it is sent.
    package var json: JSONValue { .object(fields) }

    /// Its fields.
    var fields: [String: JSONValue] {
        var fields = ["name": JSONValue.string(name), "when": .string(when)]
        fields["description"] = description.map { .string($0) }
        return fields
    }
}
