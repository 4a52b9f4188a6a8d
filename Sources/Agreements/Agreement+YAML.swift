// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Documents
internal import Signing
internal import Vocabulary

extension Agreement {
    /// Reads an agreement as a person writes it, in YAML; fields that have a default may be left out.
    ///
    /// - Parameters:
    ///   - yaml: the bytes of the file.
    ///   - file: its name for error texts.
    /// - Throws: `DocumentError` with file, line and field.
    package init(yaml: some Collection<UInt8>, file: String) throws {
        let document = try YAMLDocument(parsing: Array(yaml), file: file, shape: .agreement)
        do {
            try self.init(json: Self.completed(document.json))
        } catch let error as FieldError {
            throw document.locate(error)
        }
    }

    /// Writes the defaults out and the expression in its one spelling.
    private static func completed(_ json: JSONValue) -> JSONValue {
        guard case .object(var members) = json else { return json }
        members = filled(members, with: defaults)
        if case .array(let parties)? = members["parties"] {
            members["parties"] = .array(
                parties.map { party in
                    guard case .object(let fields) = party else { return party }
                    return .object(filled(fields, with: ["entitled": .bool(false)]))
                })
            if case .string(let text)? = members["match"],
                let expression = try? MatchExpression(text, parties: names(of: parties))
            {
                members["match"] = .string(expression.text)
            }
        }
        return .object(members)
    }

    /// Adds what is absent, in nested objects too.
    private static func filled(
        _ members: [String: JSONValue], with defaults: [String: JSONValue]
    ) -> [String: JSONValue] {
        members.merging(defaults) { given, standard in
            guard case .object(let inner) = given, case .object(let standards) = standard else { return given }
            return .object(filled(inner, with: standards))
        }
    }

    private static func names(of parties: [JSONValue]) -> [PartyID] {
        parties.compactMap { party in
            guard case .object(let fields) = party, case .string(let name)? = fields["id"] else { return nil }
            return PartyID(name)
        }
    }

    /// The value of every field that YAML may leave out (protocol/v1/agreement.md, section 7).
    private static let defaults: [String: JSONValue] = [
        "assurance": .string(Assurance.collusionResistant.rawValue),
        "policies": .array([]),
        "grants": .array([]),
        "disclosure": .object([
            "minimumList": .integer(1000),
            "minimumResult": .integer(100),
            "windowDays": .integer(30),
            "budgetFactor": .integer(12),
            "budgetRounds": .integer(12),
            "minimumChange": .integer(50),
            "allowShrunkSuppression": .bool(false),
        ]),
        "plan": .object(["canonicalization": .string(Plan.canonicalization)]),
        "chunkRows": .integer(65_535),
        "retentionDays": .integer(90),
        "rounds": .object([
            "maximum": .integer(12), "intervalHours": .integer(0), "deadlineHours": .integer(24),
        ]),
    ]
}
