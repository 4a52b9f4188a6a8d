// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Signing
internal import Vocabulary

/// The field types that only agreements have.
extension ObjectReader {
    mutating func count(_ key: String, in range: ClosedRange<Int64>) throws(FieldError) -> Int {
        Int(try integer(key, in: range))
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
        for (index, policy) in policies.enumerated() where !TextForm.isName(policy, allowingDots: true) {
            throw error(
                "\(key)[\(index)]", "expected a policy pack: 1 to 64 of a-z, 0-9, - and ., starting with a letter")
        }
        return policies
    }

    mutating func planVersion(_ key: String) throws(FieldError) -> PlanVersion {
        guard let version = PlanVersion(try string(key)) else {
            throw error(key, "expected a version in quotes like \"8.12\": 1 to 4 numbers with dots between")
        }
        return version
    }
}
