// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns
import Messages
import Signing
import TestSupport
import Testing
import Vocabulary

/// A statement or document as JSON, and how it is read and written back.
struct Sample: Sendable, CustomTestStringConvertible {
    let name: String
    let json: JSONValue
    /// Fields that may be absent.
    let optional: Set<String>
    /// Reads a value and writes what was read.
    let rewritten: @Sendable (JSONValue) throws -> JSONValue

    var testDescription: String { name }

    /// The value with one field changed; nil removes it.
    func changed(_ field: String, _ value: JSONValue?) throws -> JSONValue {
        guard case .object(var members) = json else { throw NotAnObject() }
        members[field] = value
        return .object(members)
    }

    var fields: [String] {
        guard case .object(let members) = json else { return [] }
        return members.keys.sorted()
    }

    struct NotAnObject: Error {}

    // MARK: - What there is

    static let statements: [Sample] = [
        statement(opening), statement(commitment), statement(transcript), statement(receipt),
        statement(stop, optional: ["transcript", "accused", "row"]),
        statement(shortStop), statement(result),
    ]

    static let documents: [Sample] = [
        Sample(name: "status", json: status.json, optional: ["transcript", "stop"]) { try RoundStatus(json: $0).json },
        Sample(name: "work", json: work.json, optional: []) { try RoundWork(json: $0).json },
        Sample(
            name: "summary",
            json: AgreementSummary(id: reference.agreement, name: "spring-launch", missing: [party("streamco")]).json,
            optional: []
        ) { try AgreementSummary(json: $0).json },
        Sample(name: "problem", json: Problem(.capExceeded, "Too many rows.").json, optional: []) {
            try Problem(json: $0).json
        },
    ]

    static func named(_ name: String) throws -> Sample {
        try #require((statements + documents).first { $0.name == name })
    }

    static func party(_ name: String) -> PartyID {
        guard let party = PartyID(name) else { preconditionFailure("the test's own name is wrong") }
        return party
    }

    static let reference: RoundReference = {
        guard let agreement = AgreementID(hex: String(repeating: "ab", count: 32)) else { preconditionFailure("hex") }
        return RoundReference(agreement: agreement, round: RoundID(agreement: agreement, number: 1))
    }()

    static func digest(_ byte: UInt8) -> Digest { Digest(sha256: [byte]) }

    /// The generator of ristretto255 (RFC 9496 appendix A.1).
    static let generator: EncodedElement = {
        let hex = "e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76"
        guard let element = EncodedElement(hex: hex) else { preconditionFailure("hex") }
        return element
    }()

    static let opening = RoundOpening(reference: reference, from: party("acme"), number: 1)

    static let commitment = Commitment(
        reference: reference, from: party("acme"), number: 1, key: generator, count: 300,
        chunks: [digest(1), digest(2)],
        previous: 0, added: 300, removed: 0, plan: "libphonenumber-8.12.57")

    static let transcript = TranscriptAgreement(reference: reference, from: party("acme"), transcript: digest(3))

    static let place = ChunkPlace(list: party("streamco"), hop: 2, chunk: 4)

    static let receipt = HopReceipt(
        reference: reference, from: party("acme"), transcript: digest(3), place: place, count: 200, input: digest(4),
        output: digest(5))

    static let stop = StopNotice(
        reference: reference, from: party("acme"), transcript: digest(3), reason: .undecodableElement,
        accused: party("streamco"), place: place, row: 7)

    static let shortStop = StopNotice(reference: reference, from: party("acme"), transcript: nil, reason: .cancelled)

    static let result = ResultManifest(
        reference: reference, transcript: digest(3), decision: .matched, members: 150, rows: [party("acme"): digest(6)])

    static let status = RoundStatus(
        reference: reference, number: 1, state: .stopped, revision: 17, openedAt: 1_780_000_000,
        deadline: 1_780_086_400,
        committed: [party("acme")], agreed: [], transcript: digest(3), chunksDone: 1, chunksTotal: 12, stop: signedStop)

    static let work = RoundWork(state: .ring, revision: 9, uploads: [3, 4], turns: [place])

    private static let signedStop: Unverified<StopNotice>? = try? Unverified(
        Signed(stop, by: AgreementFixture.identity(1)))

    private static func statement<Body: StatementBody>(_ body: Body, optional: Set<String> = []) -> Sample {
        let isShort = body as? StopNotice == shortStop
        return Sample(name: isShort ? "short stop" : Body.type, json: body.json, optional: optional) { json in
            // Any well-formed signature will do: reading does not verify.
            let signature = try Signed(opening, by: AgreementFixture.identity(1)).signature
            let envelope = JSONValue.object(["body": json, "signature": .string(signature.hex)])
            return try Unverified<Body>(json: envelope).body.json
        }
    }
}
