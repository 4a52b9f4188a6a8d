// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Columns
internal import Documents
package import Signing
package import Vocabulary

/// The rules of one body of law, named by agreements and versioned (protocol/v1/consent.md §6).
///
/// A pack can only refuse; it never allows what another refuses.
package struct PolicyPack: Hashable, Sendable {
    /// The versions that there can be.
    static let versions: ClosedRange<Int64> = 1...1_000_000

    /// Its name: 1 to 64 of `a-z`, `0-9`, `-` and `.`, starting with a letter.
    package let name: String
    /// From 1.
    package let version: Int
    package let title: String
    /// The day on which its rules were last held against their sources.
    package let reviewed: CivilDate
    /// The codes that it covers, each with its subdivisions.
    package let jurisdictions: [Jurisdiction]
    package let rules: [PolicyRule]
    /// SHA-256 of the canonical form of the fields.
    package let digest: Digest
    private let covered: Set<Jurisdiction>

    /// Reads a pack as it stands in a file.
    ///
    /// - Parameters:
    ///   - yaml: the bytes of the file.
    ///   - file: its name for error texts.
    /// - Throws: `DocumentError` with file, line and field.
    package init(yaml: [UInt8], file: String) throws {
        let document = try YAMLDocument(parsing: yaml, file: file, shape: .policyPack)
        do {
            try self.init(json: document.json)
        } catch let error as FieldError {
            throw document.locate(error)
        }
    }

    /// Reads the fields strictly.
    ///
    /// - Throws: `FieldError`.
    package init(json: JSONValue) throws {
        var reader = try ObjectReader(json, path: "")
        name = try reader.string("pack")
        guard TextForm.isName(name, allowingDots: true) else {
            throw reader.error("pack", "expected a name: 1 to 64 of a-z, 0-9, - and ., starting with a letter")
        }
        version = try Int(reader.integer("version", in: Self.versions))
        title = try reader.displayText("title")
        guard let date = CivilDate(try reader.string("reviewed")) else {
            throw reader.error("reviewed", "expected a day like 2026-01-31")
        }
        reviewed = date
        var jurisdictions: [Jurisdiction] = []
        for (index, code) in try reader.strings("jurisdictions", count: 1...512).enumerated() {
            guard let jurisdiction = Jurisdiction(code) else {
                throw reader.error(
                    "jurisdictions[\(index)]", "expected an ISO 3166 code in capitals, as US, US-CA or EU")
            }
            jurisdictions.append(jurisdiction)
        }
        self.jurisdictions = jurisdictions
        covered = Set(jurisdictions)
        guard covered.count == jurisdictions.count else {
            throw reader.error("jurisdictions", "expected different entries")
        }
        rules = try reader.objects("rules", count: 1...256) { try PolicyRule(reading: &$0) }
        guard Set(rules.map(\.id)).count == rules.count else {
            throw reader.error("rules", "expected a different id for each rule")
        }
        try reader.finish()
        digest = Digest(sha256: json.canonicalBytes)
        // What the digest names must be what was read.
        guard self.json == json else {
            throw FieldError(path: "document", problem: "a field is not in its one spelling")
        }
    }

    /// The pack as an object.
    package var json: JSONValue {
        .object([
            "pack": .string(name), "version": .integer(Int64(version)), "title": .string(title),
            "reviewed": .string(reviewed.description),
            "jurisdictions": .array(jurisdictions.map { .string($0.code) }), "rules": .array(rules.map(\.json)),
        ])
    }

    /// How decisions name it.
    package var reference: PolicyReference { PolicyReference(name: name, version: version, digest: digest) }

    /// The local hours in which its rules let messages arrive; the standard ones where no rule says anything.
    package var hours: LocalHours {
        let windows = rules.compactMap { rule in
            if case .sendWindow(let window) = rule.kind { window } else { nil }
        }
        guard let first = windows.first else { return .standard }
        return windows.dropFirst().reduce(first) { $0.intersection($1) }
    }

    /// True where it holds the jurisdiction, or the country of that subdivision.
    package func covers(_ jurisdiction: Jurisdiction) -> Bool {
        covered.contains(jurisdiction) || covered.contains(jurisdiction.country)
    }
}
