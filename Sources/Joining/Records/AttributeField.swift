// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Signing
import Vocabulary

/// Reads an attribute's value from the text of a list's field (protocol/v1/consent.md §3).
enum AttributeField {
    /// What a field says.
    enum Reading: Equatable {
        case absent
        case value(AttributeValue)
        case malformed
    }

    /// Reads a field as the granted type; white space at the ends is dropped, an empty field is absent.
    static func read(_ text: String, as type: AttributeType) -> Reading {
        let text = text.trimmingCharacters(in: .whitespaces)
        guard !text.isEmpty else { return .absent }
        switch type {
        case .string:
            return TextForm.isDisplayText(text, bytes: 1...256) ? .value(.string(text)) : .malformed
        case .integer:
            guard let number = Int64(text), number.magnitude <= UInt64(JSONValue.largestInteger) else {
                return .malformed
            }
            return .value(.integer(number))
        case .boolean:
            switch text.lowercased() {
            case "true", "yes", "1": return .value(.boolean(true))
            case "false", "no", "0": return .value(.boolean(false))
            default: return .malformed
            }
        case .strings: return strings(text)
        }
    }

    /// What a field of a type looks like, for people.
    static func form(of type: AttributeType) -> String {
        switch type {
        case .string: "string, text of at most 256 bytes"
        case .integer: "integer, a whole number"
        case .boolean: "boolean, true, yes or 1, false, no or 0 in any case"
        case .strings: "strings, at most 64 texts of at most 64 bytes with | between"
        }
    }

    /// A JSON array of strings, as NDJSON has it, with bars between; anything else as it is.
    static func joined(_ text: String) -> String { array(text)?.joined(separator: "|") ?? text }

    /// The elements of a JSON array of strings.
    private static func array(_ text: String) -> [String]? {
        guard text.hasPrefix("["),
            case .array(let elements)? = try? JSONValue(parsing: text.utf8, maximumBytes: 8192)
        else { return nil }
        var texts: [String] = []
        for element in elements {
            guard case .string(let text) = element else { return nil }
            texts.append(text)
        }
        return texts
    }

    /// Texts with bars or semicolons between, or a JSON array of strings.
    private static func strings(_ text: String) -> Reading {
        var texts: [String]
        if text.hasPrefix("[") {
            guard let elements = array(text) else { return .malformed }
            texts = elements
        } else {
            texts = text.split { $0 == "|" || $0 == ";" }.map { $0.trimmingCharacters(in: .whitespaces) }
                .filter { !$0.isEmpty }
        }
        let distinct = Set(texts)
        guard distinct.count <= 64, distinct.allSatisfy({ TextForm.isDisplayText($0, bytes: 1...64) }) else {
            return .malformed
        }
        return .value(.strings(distinct.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }))
    }
}
