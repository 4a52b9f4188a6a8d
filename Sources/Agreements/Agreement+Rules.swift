// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Signing
package import Vocabulary

extension Agreement {
    /// Names that mean something else in an expression or a signature.
    private static let reservedNames: Set<String> = ["and", "or", "not", PartyID.coordinator.name]

    /// What the names of attributes start with that the brand's program derives from a number.
    package static let numberPrefix = "number."

    /// Those attributes, with the type that a grant must give them (protocol/v1/agreement.md, section 5).
    package static let numberAttributes: [String: AttributeType] = [
        "number.country": .string, "number.type": .string, "number.timezones": .strings, "number.status": .string,
    ]

    /// Every rule between fields that is broken, in the order of the fields (protocol/v1/agreement.md, sections 3 to 6).
    var ruleViolations: [FieldError] {
        partyViolations + matchViolations + listViolations + grantViolations + rangeViolations
    }

    private var partyViolations: [FieldError] {
        var violations: [FieldError] = []
        var owners = [coordinator.key: "the coordinator"]
        var names: Set<PartyID> = []
        for (index, party) in parties.enumerated() {
            func violation(_ field: String, _ problem: String) {
                violations.append(FieldError(path: "parties[\(index)].\(field)", problem: problem))
            }
            if Self.reservedNames.contains(party.id.name) {
                violation("id", "\"\(party.id)\" is reserved; give the party another name")
            }
            if !names.insert(party.id).inserted { violation("id", "\(party.id) stands twice among the parties") }
            if let owner = owners.updateValue(party.id.name, forKey: party.key) {
                violation("key", "\(party.id) has the same key as \(owner); every signer needs a key of its own")
            }
            if party.role != .suppression, party.cap < disclosure.minimumList {
                violation("cap", "\(party.cap) rows are fewer than disclosure.minimumList, so no list could pass")
            }
        }
        let brands = parties.filter { $0.role == .brand }.count
        if brands != 1 {
            violations.append(
                FieldError(path: "parties", problem: "expected exactly one party with the role brand, found \(brands)"))
        }
        return violations
    }

    private var matchViolations: [FieldError] {
        match.checkCells(of: self).map { FieldError(path: "match", problem: $0.description) }
    }

    private var listViolations: [FieldError] {
        var violations: [FieldError] = []
        if let index = Self.firstRepetition(in: channels) {
            violations.append(FieldError(path: "channels[\(index)]", problem: "\(channels[index]) stands twice"))
        }
        if let index = Self.firstRepetition(in: policies) {
            violations.append(FieldError(path: "policies[\(index)]", problem: "\(policies[index]) stands twice"))
        }
        return violations
    }

    private var grantViolations: [FieldError] {
        var violations: [FieldError] = []
        for (index, grant) in grants.enumerated() where party(grant.party) == nil {
            violations.append(
                FieldError(path: "grants[\(index)].party", problem: "\(grant.party) is no party of this agreement"))
        }
        if let index = Self.firstRepetition(in: grants.map(\.party)) {
            violations.append(
                FieldError(
                    path: "grants[\(index)].party", problem: "\(grants[index].party) has two grants; join them into one"
                ))
        }
        for (index, grant) in grants.enumerated() {
            for (place, attribute) in grant.attributes.enumerated() where attribute.name.hasPrefix(Self.numberPrefix) {
                let path = "grants[\(index)].attributes[\(place)]"
                guard let type = Self.numberAttributes[attribute.name] else {
                    let names = Self.numberAttributes.keys.sorted().joined(separator: ", ")
                    violations.append(
                        FieldError(path: "\(path).name", problem: "expected one of \(names), or another first word"))
                    continue
                }
                if attribute.type != type {
                    violations.append(FieldError(path: "\(path).type", problem: "expected \(type.rawValue)"))
                }
                if party(grant.party)?.role != .brand {
                    violations.append(
                        FieldError(path: "\(path).name", problem: "\(attribute.name) is granted to the brand alone"))
                }
            }
            guard let second = Self.firstRepetition(in: grant.attributes.map(\.name)) else { continue }
            violations.append(
                FieldError(
                    path: "grants[\(index)].attributes[\(second)].name",
                    problem: "\(grant.attributes[second].name) is granted twice"))
        }
        return violations
    }

    private var rangeViolations: [FieldError] {
        var violations: [FieldError] = []
        if plan.until <= plan.from {
            violations.append(FieldError(path: "plan.until", problem: "expected a later version than plan.from"))
        }
        if validity.until <= validity.from {
            violations.append(FieldError(path: "validity.until", problem: "expected a later time than validity.from"))
        }
        return violations
    }

    /// The index of the first element that was there before.
    private static func firstRepetition<Element: Hashable>(in elements: [Element]) -> Int? {
        var seen: Set<Element> = []
        return elements.firstIndex { !seen.insert($0).inserted }
    }
}
