// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// What a test's deployment is to look like.
package struct DeploymentPlan: Sendable {
    /// A party of the agreement.
    package struct Party: Sendable {
        package let id: String
        package let role: String
        package let isEntitled: Bool

        package init(_ id: String, _ role: String, entitled: Bool = false) {
            self.id = id
            self.role = role
            isEntitled = entitled
        }
    }

    /// Ring order.
    package var parties: [Party]
    /// The match expression.
    package var match: String
    package var chunkRows: Int
    package var minimumResult = 50
    package var cap = 100_000
    /// The sender that the agreement names.
    package var sender = "ACME Stores"
    /// How the agreement lets write.
    package var channels = ["sms"]
    /// The policy packs that the agreement names.
    package var policies = ["us-federal"]
    /// Attributes that parties may tell of their matched rows, by party.
    package var grants: [String: [String]] = [:]
    /// The types of attributes that are no texts, by name.
    package var attributeTypes: [String: String] = [:]
    /// Places whose weather the coordinator's home has a file for.
    package var places: [String] = []
    /// The coordinator's level of logging.
    package var logLevel = "info"

    package init(parties: [Party], match: String, chunkRows: Int) {
        self.parties = parties
        self.match = match
        self.chunkRows = chunkRows
    }

    /// The agreement as its author writes it.
    func yaml(keys: [String], coordinator: String) -> String {
        let rows = zip(parties, keys).map { party, key in
            "  - {id: \(party.id), role: \(party.role), key: \(key), cap: \(cap), entitled: \(party.isEntitled)}"
        }
        let granted = grants.sorted { $0.key < $1.key }.map { party, names in
            let attributes = names.map { "{name: \($0), type: \(attributeTypes[$0] ?? "string")}" }
            return "{party: \(party), attributes: [\(attributes.joined(separator: ", "))]}"
        }
        return """
            version: 1
            name: \(Deployment.agreement)
            coordinator: {name: "127.0.0.1", key: \(coordinator)}
            parties:
            \(rows.joined(separator: "\n"))
            match: \(match)
            sender: "\(sender)"
            purpose: marketing
            channels: [\(channels.joined(separator: ", "))]
            policies: [\(policies.joined(separator: ", "))]
            grants: [\(granted.joined(separator: ", "))]
            chunkRows: \(chunkRows)
            plan: {from: "1", until: "1000"}
            validity: {from: "2020-01-01T00:00:00Z", until: "2090-01-01T00:00:00Z"}
            rounds: {maximum: 1000, intervalHours: 0, deadlineHours: 24}
            disclosure:
              minimumList: 1
              minimumResult: \(minimumResult)
              windowDays: 30
              budgetFactor: 1000
              budgetRounds: 1000
              minimumChange: 1
              allowShrunkSuppression: true

            """
    }
}
