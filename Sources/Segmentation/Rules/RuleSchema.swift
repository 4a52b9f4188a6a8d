// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Vocabulary

/// The names that rules may use, with their types (protocol/v1/segments.md §1).
package struct RuleSchema: Sendable {
    /// What one party may tell.
    package struct Grant: Sendable {
        /// Who tells.
        package let party: PartyID
        /// What, by name.
        package let attributes: [(name: String, type: AttributeType)]

        package init(party: PartyID, attributes: [(name: String, type: AttributeType)]) {
            self.party = party
            self.attributes = attributes
        }
    }

    /// A name for help texts.
    package struct Name: Equatable, Sendable {
        /// As a rule spells it, with backquotes where they are needed.
        package let spelling: String
        /// Its type.
        package let type: RuleType
    }

    private struct Entry: Sendable {
        let key: AttributeKey
        let type: RuleType
    }

    let absence: String
    private var entries: [String: Entry] = [:]
    private var tags: [Entry] = []

    /// The names of an agreement.
    ///
    /// `number.X` is the brand's attribute of that name, also where a party is called `number`.
    ///
    /// - Parameters:
    ///   - brand: the party whose attributes `number.X` need no party's name.
    ///   - grants: at most one a party.
    package init(brand: PartyID, grants: [Grant]) {
        absence = "this name is not granted"
        for grant in grants {
            for attribute in grant.attributes {
                let entry = Entry(
                    key: AttributeKey(party: grant.party, name: attribute.name), type: RuleType(attribute.type))
                entries["\(grant.party).\(attribute.name)"] = entry
                if attribute.name == "tags", attribute.type == .strings { tags.append(entry) }
            }
        }
        // Last, so that no party's own name can stand in front of them.
        for grant in grants where grant.party == brand {
            for attribute in grant.attributes where attribute.name.hasPrefix("number.") {
                entries[attribute.name] = entries["\(grant.party).\(attribute.name)"]
            }
        }
    }

    /// Whether plans can know the local time of members.
    var hasTimeZones: Bool { entries["number.timezones"]?.type == .list(.string) }

    private init(weather variables: [WeatherVariable]) {
        absence = "this is no variable of the weather"
        for variable in variables {
            entries["weather.\(variable.rawValue)"] = Entry(key: variable.key, type: variable.type)
        }
    }

    /// The names of a context's weather rule (protocol/v1/segments.md §5).
    package static let weather = RuleSchema(weather: WeatherVariable.allCases)

    /// Every name, sorted by its spelling.
    package var names: [Name] {
        entries.map { Name(spelling: RuleName.spelling(of: $0.key), type: $0.value.type) }
            .sorted { $0.spelling < $1.spelling }
    }
}

extension RuleSchema: RuleScope {
    var paths: [String] { entries.keys.sorted() }

    var tagLists: [RuleMeaning] { tags.map { .attribute($0.key, $0.type) } }

    func meaning(of name: RuleName) -> RuleMeaning {
        entries[name.path].map { .attribute($0.key, $0.type) } ?? .absent
    }
}
