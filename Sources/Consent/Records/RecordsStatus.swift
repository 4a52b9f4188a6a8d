// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Messages
package import Signing
package import Vocabulary

/// What the coordinator tells a round's parties about their records (protocol/v1/http.md §3); unsigned.
package struct RecordsStatus: Equatable, Sendable {
    /// How far one party is.
    package struct Sender: Equatable, Sendable {
        package let party: PartyID
        /// Pages that are stored: the number of the next.
        package let pages: Int
        package let isComplete: Bool
        /// The highest handle so far, told to its owner alone: where it goes on.
        package let lastHandle: Handle?

        package init(party: PartyID, pages: Int, isComplete: Bool, lastHandle: Handle? = nil) {
            self.party = party
            self.pages = pages
            self.isComplete = isComplete
            self.lastHandle = lastHandle
        }
    }

    package let isDecided: Bool
    /// Rises with every page and with the end.
    package let revision: Int
    /// When the round is decided at the latest, seconds since 1970.
    package let deadline: Int64
    /// The parties that have records to send, ring order.
    package let senders: [Sender]
    /// Decisions that allow and refuse, told to the brand once all are made.
    package let tally: Tally?

    /// Exact counts.
    package struct Tally: Equatable, Sendable {
        package let allowed: Int
        package let refused: Int

        package init(allowed: Int, refused: Int) {
            self.allowed = allowed
            self.refused = refused
        }
    }

    package init(isDecided: Bool, revision: Int, deadline: Int64, senders: [Sender], tally: Tally?) {
        self.isDecided = isDecided
        self.revision = revision
        self.deadline = deadline
        self.senders = senders
        self.tally = tally
    }

    /// Reads a status; unknown fields are refused.
    package init(json: JSONValue) throws {
        var reader = try ObjectReader(json, path: "records")
        switch try reader.string("state") {
        case "open": isDecided = false
        case "decided": isDecided = true
        default: throw reader.error("state", "expected open or decided")
        }
        revision = try Int(reader.integer("revision", in: 0...Limits.integer))
        deadline = try reader.integer("deadline", in: 0...Limits.integer)
        senders = try reader.objects("parties", count: 0...Limits.parties) { reader in
            Sender(
                party: try reader.party("party"), pages: try Int(reader.integer("pages", in: 0...Limits.integer)),
                isComplete: try reader.bool("complete"),
                lastHandle: reader.has("lastHandle") ? try reader.handle("lastHandle") : nil)
        }
        if reader.has("allowed") || reader.has("refused") {
            tally = Tally(
                allowed: try Int(reader.integer("allowed", in: 0...Limits.rows)),
                refused: try Int(reader.integer("refused", in: 0...Limits.rows)))
        } else {
            tally = nil
        }
        try reader.finish()
    }

    /// The document as it is sent.
    package var json: JSONValue {
        var fields: [String: JSONValue] = [
            "state": .string(isDecided ? "decided" : "open"), "revision": .integer(Int64(revision)),
            "deadline": .integer(deadline),
            "parties": .array(
                senders.map { sender in
                    var fields: [String: JSONValue] = [
                        "party": .string(sender.party.name), "pages": .integer(Int64(sender.pages)),
                        "complete": .bool(sender.isComplete),
                    ]
                    fields["lastHandle"] = sender.lastHandle.map { .string($0.hex) }
                    return .object(fields)
                }),
        ]
        if let tally {
            fields["allowed"] = .integer(Int64(tally.allowed))
            fields["refused"] = .integer(Int64(tally.refused))
        }
        return .object(fields)
    }

    /// How far a party is; nil where it has nothing to send.
    package func sender(_ party: PartyID) -> Sender? { senders.first { $0.party == party } }
}
