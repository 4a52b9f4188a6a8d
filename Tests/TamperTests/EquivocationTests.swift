// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Blinding
import Columns
import CoordinatorClient
import Home
import Hummingbird
import Joining
import Messages
import Signing
import Synchronization
import TestSupport
import Testing
import Vocabulary

/// A coordinator that shows different parties different things; the victims are real joins.
@Suite struct EquivocationTests {
    /// Two commitments of the same party to different lists, both validly signed: it is in league with the coordinator.
    private func twoFaced(_ stage: JoinStage) throws -> [Signed<Commitment>] {
        try ["8.12.57", "8.12.58"].map { version in
            let body = Commitment(
                reference: RoundReference(agreement: stage.agreement.id, round: stage.round), from: stage.id(2),
                number: 1,
                key: try Cast().lists[2].publicKey, count: 1, chunks: [Digest(sha256: [7])], previous: 0, added: 1,
                removed: 0,
                plan: "libphonenumber-\(version)")
            return try Signed(body, by: stage.fixture.identities[2])
        }
    }

    @Test("Shown two sets of commitments, both honest parties notice by T, stop, and keep the proof")
    func twoSets() async throws {
        try await JoinStage.with(stranger: true) { stage in
            let faces = try twoFaced(stage)
            let agreed = Mutex<[PartyID: [UInt8]]>([:])
            stage.coordinator.liar.tell { request, caller, honest in
                let path = request.uri.path
                let face = faces[caller == stage.id(0) ? 0 : 1]
                if request.method == .put, path.contains("/transcripts/"), let caller {
                    let bytes = Array(buffer: try await request.body.collect(upTo: 1 << 20))
                    agreed.withLock { $0[caller] = bytes }
                    return Response(status: .created)
                }
                if path.hasSuffix("/transcripts") {
                    let all = agreed.withLock { $0 }
                    let statements = try [stage.id(0), stage.id(1)].compactMap {
                        try all[$0].map { try JSONValue(parsing: $0) }
                    }
                    return .made(JSONValue.array(statements).canonicalBytes)
                }
                let answer = try await honest(request)
                guard request.method == .get, answer.status == .ok else { return answer }
                if path.hasSuffix("/commitments") {
                    guard case .array(let elements) = try JSONValue(parsing: await answer.bytes()) else {
                        return answer
                    }
                    return .made(JSONValue.array(elements + [face.json]).canonicalBytes)
                }
                if path.hasSuffix(stage.round.hex) || path.hasSuffix("/rounds") {
                    let names = agreed.withLock { $0.count == 2 } ? stage.agreement.partyIDs : []
                    return .made(
                        try await Self.pretend(answer.bytes(), committed: stage.agreement.partyIDs, agreed: names))
                }
                return answer
            }
            await withTaskGroup(of: (Int, (any Error)?).self) { group in
                for index in 0..<2 { group.addTask { (index, await stage.result(index).failure) } }
                for await (index, error) in group {
                    #expect(
                        error as? BlindingError == .otherTranscript(by: stage.id(1 - index)),
                        "\(String(describing: error))")
                }
            }
            for index in 0..<2 {
                #expect(
                    try stage.evidence(index).isSuperset(of: ["transcripts.json", "commitments.json", "stop.json"]))
                // Keys and list are erased: this round goes no further here.
                #expect(try stage.homes[index].round(stage.round)?.step == .ended)
            }
            try checkProof(stage)
        }
    }

    /// What both kept proves to a third person that the two-faced party and the coordinator lied.
    private func checkProof(_ stage: JoinStage) throws {
        var shown: Set<Digest> = []
        for home in stage.homes {
            let path = try #require(home.evidence(of: stage.round).first { $0.hasSuffix("/commitments.json") })
            guard case .array(let elements) = try JSONValue(parsing: ScratchFolder.read(path)) else { return }
            let statements = try elements.map { try Unverified<Commitment>(json: $0) }
            let liar = try #require(statements.first { $0.body.from == stage.id(2) })
            let signed = try liar.verified(by: stage.fixture.identities[2].publicIdentity)
            shown.insert(Digest(sha256: signed.body.json.canonicalBytes))
        }
        #expect(shown.count == 2)
    }

    /// Writes another progress into a status, or an array of statuses.
    private static func pretend(_ bytes: [UInt8], committed: [PartyID], agreed: [PartyID]) throws -> [UInt8] {
        func change(_ json: JSONValue) -> JSONValue {
            guard case .object(var members) = json else { return json }
            members["committed"] = .array(committed.map { .string($0.name) })
            members["agreed"] = .array(agreed.map { .string($0.name) })
            return .object(members)
        }
        let json = try JSONValue(parsing: bytes)
        guard case .array(let elements) = json else { return change(json).canonicalBytes }
        // Joins look here for the newest round and whether they have committed to it: the truth will do.
        return JSONValue.array(elements).canonicalBytes
    }

    @Test("A coordinator that holds other commitments than it shows is noticed when it refuses the signature")
    func ownTranscriptRefused() async throws {
        try await JoinStage.with { stage in
            let other = try Cast(rows: [0..<80, 0..<80, 0..<80])
            stage.coordinator.liar.tell { request, caller, honest in
                let answer = try await honest(request)
                guard request.uri.path.hasSuffix("/commitments"), caller == stage.id(0),
                    case .array(let elements) = try JSONValue(parsing: await answer.bytes())
                else { return answer }
                // streamco is in league with the coordinator here: its key signs another list.
                let forged = Commitment(
                    reference: RoundReference(agreement: stage.agreement.id, round: stage.round), from: stage.id(1),
                    number: 1,
                    key: other.lists[1].publicKey, count: 80, chunks: [1, 2, 3].map { Digest(sha256: [$0]) },
                    previous: 0,
                    added: 80, removed: 0, plan: "libphonenumber-8.12.57")
                let shown = [elements[0], try Signed(forged, by: stage.fixture.identities[1]).json]
                return .made(JSONValue.array(shown).canonicalBytes)
            }
            async let waiting = stage.result(1)
            await #expect(throws: BlindingError.ownTranscriptRefused) { try await stage.join(0) }
            #expect(try stage.evidence(0) == ["commitments.json"])
            // Asked again with the truth, the party does not sign a second T.
            stage.coordinator.liar.stop()
            await #expect(throws: HomeError.otherTranscript(stage.round)) { try await stage.join(0) }
            #expect(try stage.evidence(0) == ["commitments.json", "commitments.json-2"])
            // The other side waits for a signature that does not come, until somebody ends the round.
            let notice = StopNotice(
                reference: RoundReference(agreement: stage.agreement.id, round: stage.round), from: stage.id(0),
                transcript: nil, reason: .cancelled)
            try await stage.clients[0].put(Signed(notice, by: stage.fixture.identities[0]))
            let waited = await waiting
            #expect(throws: JoinError.self) { try waited.get() }
        }
    }

    /// How a lie about the commitments looks to the party that is shown them.
    enum Lie: CaseIterable, Sendable {
        case leftOut, doubled, forged, ownChanged
    }

    @Test("Commitments left out, doubled, forged or changed are refused with their proof kept", arguments: Lie.allCases)
    func commitments(lie: Lie) async throws {
        try await JoinStage.with { stage in
            stage.coordinator.liar.tell { request, caller, honest in
                let answer = try await honest(request)
                guard request.uri.path.hasSuffix("/commitments"), caller == stage.id(0),
                    case .array(let elements) = try JSONValue(parsing: await answer.bytes()), elements.count == 2
                else { return answer }
                let shown: [JSONValue] =
                    switch lie {
                    case .leftOut: [elements[0]]
                    case .doubled: [elements[0], elements[0]]
                    case .forged: [elements[0], try Self.resigned(elements[1], by: AgreementFixture.identity(0x66))]
                    case .ownChanged:
                        [try Self.resigned(elements[0], by: stage.fixture.identities[0], plan: "x"), elements[1]]
                    }
                return .made(JSONValue.array(shown).canonicalBytes)
            }
            async let other = stage.join(1)
            let error = await #expect(throws: BlindingError.self) { try await stage.join(0) }
            switch (lie, error) {
            case (.leftOut, .misplaced), (.doubled, .badCommitment), (.forged, .badSignature),
                (.ownChanged, .ownCommitmentChanged):
                break
            default: Issue.record("\(String(describing: error))")
            }
            #expect(try stage.evidence(0) == ["commitments.json"])
            // Nothing is lost: the same command goes on once the truth is told.
            stage.coordinator.liar.stop()
            let outcome = try await stage.join(0)
            #expect(outcome.matchedRows == 60)
            #expect(try await other.members == 50)
        }
    }

    private static func resigned(_ json: JSONValue, by key: IdentityKey, plan: String? = nil) throws -> JSONValue {
        try Signed(Unverified<Commitment>(json: json).body.changed(plan: plan), by: key).json
    }

    @Test("Signatures under T that are left out or forged are refused, and nothing is uploaded before they are there")
    func signatures() async throws {
        try await JoinStage.with { stage in
            let isForged = Mutex(false)
            stage.coordinator.liar.tell { request, caller, honest in
                let answer = try await honest(request)
                guard request.uri.path.hasSuffix("/transcripts"), caller == stage.id(0),
                    case .array(let elements) = try JSONValue(parsing: await answer.bytes()), elements.count == 2
                else { return answer }
                guard isForged.withLock({ $0 }) else { return .made(JSONValue.array([elements[0]]).canonicalBytes) }
                let body = try Unverified<TranscriptAgreement>(json: elements[1]).body
                let forged = try Signed(body, by: AgreementFixture.identity(0x66)).json
                return .made(JSONValue.array([elements[0], forged]).canonicalBytes)
            }
            async let other = stage.join(1)
            await #expect(throws: ClientError.garbage("the coordinator does not show all transcript signatures")) {
                try await stage.join(0)
            }
            isForged.withLock { $0 = true }
            await #expect(throws: BlindingError.badSignature(of: stage.id(1), on: "transcript")) {
                try await stage.join(0)
            }
            #expect(try await stage.clients[0].work(in: stage.round).uploads == [0, 1, 2])
            stage.coordinator.liar.stop()
            let outcome = try await stage.join(0)
            #expect(outcome.matchedRows == 60)
            #expect(try await other.members == 50)
        }
    }
}
