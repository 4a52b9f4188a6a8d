// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Signing
internal import Vocabulary

/// The field types that only agreements have.
extension ObjectReader {
    mutating func count(_ key: String, in range: ClosedRange<Int64>) throws(FieldError) -> Int {
        Int(try integer(key, in: range))
    }

    /// A name among people and in files: `[a-z][a-z0-9-]{0,63}`.
    mutating func name(_ key: String) throws(FieldError) -> String {
        let text = try string(key)
        guard Self.isName(text, extra: []) else {
            throw error(key, "expected a name: 1 to 64 of a-z, 0-9 and -, starting with a letter")
        }
        return text
    }

    /// Text that people read before they sign: nothing invisible in it that could show them something else.
    mutating func displayText(_ key: String) throws(FieldError) -> String {
        let text = try string(key)
        let visible = text.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate: false
            case .spaceSeparator: scalar == " "
            default: true
            }
        }
        guard visible, (1...128).contains(text.utf8.count), text.utf8.first != 0x20, text.utf8.last != 0x20 else {
            throw error(
                key, "expected text of 1 to 128 bytes without control or invisible characters and outer spaces")
        }
        return text
    }

    mutating func match(_ key: String, parties: [PartyID]) throws(FieldError) -> MatchExpression {
        let text = try string(key)
        let expression: MatchExpression
        do {
            expression = try MatchExpression(text, parties: parties)
        } catch {
            throw self.error(key, "\(error)")
        }
        guard expression.text == text else { throw error(key, "expected its one spelling: \(expression.text)") }
        return expression
    }

    mutating func assurance(_ key: String) throws(FieldError) -> Assurance {
        let text = try string(key)
        guard let assurance = Assurance(rawValue: text) else {
            throw error(
                key,
                text == "neutral-coordinator"
                    ? "neutral-coordinator is not in this release; use collusion-resistant"
                    : "expected collusion-resistant, the only one in this release")
        }
        return assurance
    }

    mutating func channels(_ key: String) throws(FieldError) -> [Channel] {
        var channels: [Channel] = []
        for (index, text) in try strings(key, count: 1...Channel.allCases.count).enumerated() {
            guard let channel = Channel(rawValue: text) else {
                throw error(
                    "\(key)[\(index)]", "expected one of \(Channel.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            channels.append(channel)
        }
        return channels
    }

    mutating func policies(_ key: String) throws(FieldError) -> [String] {
        let policies = try strings(key, count: 0...16)
        for (index, policy) in policies.enumerated() where !Self.isName(policy, extra: [46]) {
            throw error(
                "\(key)[\(index)]", "expected a policy pack: 1 to 64 of a-z, 0-9, - and ., starting with a letter")
        }
        return policies
    }

    /// Words of letters, digits, `-` and `_` with dots between; each starts with a letter.
    mutating func attributeName(_ key: String) throws(FieldError) -> String {
        let text = try string(key)
        let words = text.utf8.split(separator: 46, omittingEmptySubsequences: false)
        let isWellFormed = words.allSatisfy { word in
            guard let first = word.first, Self.isLetter(first) else { return false }
            return word.allSatisfy { Self.isLetter($0) || (48...57).contains($0) || $0 == 45 || $0 == 95 }
        }
        guard isWellFormed, text.utf8.count <= 64 else {
            throw error(
                key,
                "expected an attribute like interest.sport: at most 64 of letters, digits, -, _ and dots between words"
            )
        }
        return text
    }

    mutating func planVersion(_ key: String) throws(FieldError) -> PlanVersion {
        guard let version = PlanVersion(try string(key)) else {
            throw error(key, "expected a version in quotes like \"8.12\": 1 to 4 numbers with dots between")
        }
        return version
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte) || (97...122).contains(byte) }

    private static func isName(_ text: String, extra: Set<UInt8>) -> Bool {
        guard let first = text.utf8.first, (97...122).contains(first), text.utf8.count <= 64 else { return false }
        return text.utf8.allSatisfy {
            (97...122).contains($0) || (48...57).contains($0) || $0 == 45 || extra.contains($0)
        }
    }
}
