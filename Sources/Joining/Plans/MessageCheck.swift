// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Consent
import Home
import PhoneNumbers
import Segmentation
import Signing
import Vocabulary

/// Holds planned messages against the context that the brand wrote.
///
/// Fixed parts of the text, the sender and the brand's own attributes are known here; of what is derived from the number, which
/// values there are; and of what partners tell, only what form it has.
struct MessageCheck {
    private let context: Context
    /// The end of what the context plans, as it was made.
    private let horizon: Int64
    /// Members whose revocation the coordinator had confirmed before it made the plan.
    private let revoked: Set<Handle>
    private let sender: String
    /// What is derived from a number, with every value that there is.
    private let derived: [AttributeKey: Set<String>]
    /// The brand's own attributes that the text names, by what they are called in its grant.
    private let ownNames: [AttributeKey: String]
    /// What this home sent of its members, where the text names any of it.
    private let own: [Handle: [String: AttributeValue]]

    init(of context: Context, madeAt: Timestamp, in round: RoundID, _ agreement: Agreement, _ home: Home) throws {
        self.context = context
        horizon = madeAt.seconds + context.definition.horizon
        revoked = try Set(
            home.confirmedRevocations(of: round).filter { revocation in
                try revocation.readReceipt().map { $0.at < madeAt } ?? false
            }.map(\.handle))
        sender = agreement.sender
        // Satellite and other codes of no country have one of their own.
        let countries = try home.numberingPlan().countries.union(["001"])
        derived = Self.derived(countries).reduce(into: [:]) {
            $0[AttributeKey(party: home.party, name: $1.name)] = $1.values
        }
        let granted = agreement.grant(of: home.party)?.attributes ?? []
        ownNames = granted.map(\.name).reduce(into: [:]) { names, name in
            let key = AttributeKey(party: home.party, name: name)
            if !name.hasPrefix(Agreement.numberPrefix), context.template.names(key) { names[key] = name }
        }
        own = ownNames.isEmpty ? [:] : try Self.attributes(of: round, home)
    }

    /// What is wrong with the first message that the context cannot give; nil where it can give all of them.
    func firstProblem(in messages: [PlannedMessage]) -> String? {
        for message in messages {
            guard message.channel == context.definition.channel else {
                return "a message of the plan has another channel than the context"
            }
            guard message.notAfter.seconds <= horizon else {
                return "a message of the plan is for a time behind the context's horizon"
            }
            guard !revoked.contains(message.handle) else {
                return "the plan has a message for a member whose revocation the coordinator had confirmed"
            }
            guard context.template.canRead(message.text, sender: sender, { knowledge(of: $0, for: message.handle) })
            else { return "a message of the plan has another text than the context can give" }
        }
        return nil
    }

    private func knowledge(of key: AttributeKey, for handle: Handle) -> Template.Knowledge {
        if let values = derived[key] { return .oneOf(values) }
        guard let name = ownNames[key] else { return .nothing }
        switch own[handle]?[name] {
        case .string(let text)?: return .value(.string(text))
        case .integer(let number)?: return .value(.int(number))
        default: return .value(nil)
        }
    }

    /// Every value of what is derived from a number and may stand in a text; which one it was, another release of the
    /// numbering plan may not say alike.
    private static func derived(_ countries: Set<String>) -> [(name: String, values: Set<String>)] {
        [
            ("number.country", countries), ("number.type", Set(NumberType.allCases.map(\.rawValue))),
            ("number.status", ["valid"]),
        ]
    }

    /// What the list said of the round's matched rows.
    private static func attributes(of round: RoundID, _ home: Home) throws -> [Handle: [String: AttributeValue]] {
        var told: [UInt64: [String: AttributeValue]] = [:]
        let matched = try home.matches(of: round)
        for row in matched { told[row.digits] = [:] }
        var spool = try home.spooledRows(of: round)
        while let row = try spool.next() {
            // The first row that says anything about a number says it all.
            guard told[row.digits]?.isEmpty == true else { continue }
            told[row.digits] = try RowPayload(parsing: row.payload).attributes
        }
        return matched.reduce(into: [:]) { $0[$1.handle] = told[$1.digits] }
    }
}
