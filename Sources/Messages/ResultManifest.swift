// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Columns
package import Signing
package import Vocabulary

/// The coordinator's word on how a round ended; every party gets the same (protocol/v1/matching.md §4.6).
package struct ResultManifest: RoundStatement {
    package static let type = "result"

    /// How a round ended.
    package enum Decision: String, CaseIterable, Sendable {
        case matched
        case belowMinimum = "below-minimum"
    }

    package let reference: RoundReference
    package let transcript: Digest
    package let decision: Decision
    /// Members rounded down to a multiple of 50; 0 when below the minimum.
    package let members: Int
    /// For each party that learns its matched rows, the Merkle root over its row records.
    package let rows: [PartyID: Digest]

    package var from: PartyID { .coordinator }

    package init(
        reference: RoundReference, transcript: Digest, decision: Decision, members: Int, rows: [PartyID: Digest]
    ) {
        self.reference = reference
        self.transcript = transcript
        self.decision = decision
        self.members = members
        self.rows = rows
    }

    package init(reading reader: inout ObjectReader) throws {
        reference = try RoundReference(reading: &reader)
        guard try reader.string("from") == PartyID.coordinator.name else {
            throw reader.error("from", "expected \"coordinator\"")
        }
        transcript = try reader.digest("transcript")
        decision = try reader.choice("decision")
        members = try Int(reader.integer("members", in: 0...Limits.rows))
        var roots: [PartyID: Digest] = [:]
        guard case .object(let entries) = try reader.value("rows") else {
            throw reader.error("rows", "expected an object")
        }
        for (name, value) in entries {
            guard let party = PartyID(name), case .string(let hex) = value, let root = Digest(hex: hex) else {
                throw reader.error("rows", "expected a party and 64 lowercase hexadecimal digits each")
            }
            roots[party] = root
        }
        rows = roots
    }

    package var fields: [String: JSONValue] {
        let roots = rows.map { ($0.key.name, JSONValue.string($0.value.hex)) }
        return reference.fields.merging([
            "from": .string(from.name), "transcript": .string(transcript.hex),
            "decision": .string(decision.rawValue), "members": .integer(Int64(members)),
            "rows": .object(Dictionary(uniqueKeysWithValues: roots)),
        ]) { current, _ in current }
    }
}
