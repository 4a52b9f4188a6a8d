// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Documents
internal import Signing
internal import Vocabulary

extension ServerConfiguration {
    /// The keys of the file and of its groups; `nil` is no group.
    private static let keys: [String: [String]?] = [
        "listen": nil, "operations": nil, "hosts": nil,
        "files": [
            "authorityCertificate", "authorityKey", "serverCertificate", "serverKey", "identityKey", "state", "columns",
        ],
        "weather": nil, "weatherMaxAgeMinutes": nil, "log": ["level"],
        "limits": ["waitSeconds", "controlBytes", "uploadsAtOnce"], "sweepSeconds": nil, "inviteHours": nil,
    ]

    /// Refuses keys that mean nothing here, and a single value where a list belongs.
    ///
    /// - Parameters:
    ///   - text: the file's content.
    ///   - file: its name for error texts.
    static func checkKeys(_ text: String, in file: String) throws {
        do {
            let document = try YAMLDocument(parsing: Array(text.utf8), file: file, shape: .text)
            guard case .object(let members) = document.json else { return }
            try check(members, known: keys.keys.sorted(), of: nil, in: document, file)
            for case (let group, let known?) in keys {
                guard case .object(let members)? = members[group] else { continue }
                try check(members, known: known, of: group, in: document, file)
            }
            try requireList("hosts", example: "[\"match.example\"]", in: members, of: document)
            try requireList("weather", example: "[\"london=london.json\"]; [] for none", in: members, of: document)
        } catch let error as DocumentError {
            throw CommandFailure(.badConfiguration, "\(error)")
        }
    }

    private static func check(
        _ members: [String: JSONValue], known: [String], of group: String?, in document: YAMLDocument, _ file: String
    ) throws {
        guard let unknown = members.keys.sorted().first(where: { !known.contains($0) }) else { return }
        let path = group.map { "\($0).\(unknown)" } ?? unknown
        let advice =
            NameSuggestion.closest(to: unknown, among: known).map { "did you mean \($0)?" }
            ?? "remove it; the keys are \(known.joined(separator: ", "))"
        throw DocumentError(
            file: file, line: document.locate(FieldError(path: path, problem: "")).line, field: group,
            problem: "\(FieldError.display(unknown)) is not known here; \(advice)")
    }

    private static func requireList(
        _ key: String, example: String, in members: [String: JSONValue], of document: YAMLDocument
    ) throws {
        switch members[key] {
        case nil, .array?: return
        default: throw document.locate(FieldError(path: key, problem: "expected a list, as \(example)"))
        }
    }
}
