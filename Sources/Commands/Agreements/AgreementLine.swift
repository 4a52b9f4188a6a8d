// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
package import Home
package import Messages
package import Signing
import Vocabulary

/// One agreement of a list: what the home and the coordinator know of it together.
package struct AgreementLine {
    let id: AgreementID
    let name: String
    /// Who has not signed, by everything that is known.
    let missing: [PartyID]
    let signedHere: Bool
    /// Nil where the home does not have it.
    let validUntil: Timestamp?

    /// The home's agreements, oldest first, and then those that only the coordinator has.
    package static func lines(home: [StoredAgreement], coordinator: [AgreementSummary]) -> [AgreementLine] {
        let own = home.map { stored in
            let missing = stored.bundle.missing
            let remote = coordinator.first { $0.id == stored.agreement.id }?.missing
            return AgreementLine(
                id: stored.agreement.id, name: stored.agreement.name,
                missing: remote.map { remote in missing.filter(remote.contains) } ?? missing,
                signedHere: stored.signedHere, validUntil: stored.agreement.validity.until)
        }
        let known = Set(own.map(\.id))
        return own
            + coordinator.filter { !known.contains($0.id) }.map {
                AgreementLine(id: $0.id, name: $0.name, missing: $0.missing, signedHere: false, validUntil: nil)
            }
    }

    package static func text(_ lines: [AgreementLine]) -> String {
        guard !lines.isEmpty else { return "No agreements yet: symbolon agreement new writes one to fill in." }
        var table = TextTable(["ID", "NAME", "SIGNED HERE", "MISSING", "VALID UNTIL"])
        for line in lines {
            table.add(
                String(line.id.hex.prefix(16)), line.name, line.signedHere ? "yes" : "no",
                line.missing.isEmpty ? "nobody" : line.missing.map(\.name).joined(separator: ","),
                line.validUntil?.text ?? "(at the coordinator)")
        }
        return table.text
    }

    package static func json(_ lines: [AgreementLine]) -> JSONValue {
        .object([
            "agreements": .array(
                lines.map {
                    .object([
                        "id": .string($0.id.hex), "name": .string($0.name), "complete": .bool($0.missing.isEmpty),
                        "missing": .array($0.missing.map { .string($0.name) }), "signedHere": .bool($0.signedHere),
                        "validUntil": $0.validUntil.map { .string($0.text) } ?? .null,
                        "where": .string($0.validUntil == nil ? "coordinator" : "home"),
                    ])
                })
        ])
    }
}
