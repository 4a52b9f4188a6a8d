// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Matching
internal import Messages
internal import Signing
internal import Storage
internal import Vocabulary

/// What `symbolond status` prints.
struct StatusDocument {
    /// The key that agreements name, and whose fingerprint parties compare.
    let identity: PublicIdentity
    let report: StateReport
    /// Chunks of all hops of each round that is open and has all its commitments.
    let chunksTotal: [RoundID: Int]
    let freeBytes: Int64

    /// Replays the open rounds, which alone know how many chunks they will have.
    static func chunksTotal(of report: StateReport, in database: StateDatabase) throws -> [RoundID: Int] {
        let rounds = StoredRounds(database)
        let agreements = StoredAgreements(database)
        var totals: [RoundID: Int] = [:]
        for entry in report.rounds where !entry.state.isFinal {
            guard let stored = try rounds.round(entry.id), let bundle = try agreements.agreement(entry.agreement) else {
                continue
            }
            totals[entry.id] = try rounds.restored(stored, under: bundle.agreement).status.chunksTotal
        }
        return totals
    }

    var json: JSONValue {
        .object([
            "coordinator": .object([
                "key": .string(identity.hex), "fingerprint": .string(identity.fingerprint.text),
            ]),
            "agreements": .array(
                report.agreements.map { entry in
                    .object([
                        "agreement": .string(entry.id.hex), "name": .string(entry.name),
                        "signed": .array(entry.signed.map { .string($0.name) }),
                        "missing": .array(entry.missing.map { .string($0.name) }),
                    ])
                }),
            "rounds": .array(report.rounds.map(json)),
            "parties": .array(
                report.parties.map { entry in
                    .object([
                        "party": .string(entry.id.name), "enrolledAt": .string(entry.enrolledAt.text),
                        "certificateExpires": .string(entry.certificateExpires.text),
                    ])
                }),
            "invites": .array(
                report.invites.map { entry in
                    .object(["party": .string(entry.party.name), "expires": .string(entry.expires.text)])
                }),
            "disk": .object([
                "databaseBytes": .integer(report.databaseBytes), "columnBytes": .integer(report.columnBytes),
                "freeBytes": .integer(min(freeBytes, JSONValue.largestInteger)),
            ]),
        ])
    }

    private func json(_ entry: StateReport.RoundEntry) -> JSONValue {
        .object([
            "agreement": .string(entry.agreement.hex), "round": .string(entry.id.hex),
            "number": .integer(Int64(entry.number)), "state": .string(entry.state.rawValue),
            "openedAt": .integer(entry.openedAt), "parties": .integer(Int64(entry.parties)),
            "committed": .integer(Int64(entry.committed)), "agreed": .integer(Int64(entry.agreed)),
            "chunksDone": .integer(Int64(entry.chunksDone)),
            "chunksTotal": chunksTotal[entry.id].map { .integer(Int64($0)) } ?? .null,
            "repeatedChunks": .integer(Int64(entry.repeatedChunks)), "holdsRows": .bool(entry.holdsRows),
            "decisions": .integer(Int64(entry.decisions)), "decided": .bool(entry.isDecided),
            "revocations": .integer(Int64(entry.revocations)),
        ])
    }
}
