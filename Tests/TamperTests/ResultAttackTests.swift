// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Blinding
import Columns
import Coordinator
import CoordinatorClient
import HTTPTypes
import Home
import Hummingbird
import Joining
import Matching
import Messages
import Signing
import TestSupport
import Testing
import Vocabulary

/// A coordinator that lies about the result, with its own signature or without it; the victim is a real join.
@Suite struct ResultAttackTests {
    /// What the coordinator makes of acme's rows.
    ///
    /// All are signed with its key, unless only the rows are exchanged.
    enum Forgery: CaseIterable, Sendable {
        case otherRows, rowsLeftOut, positionTwice, positionOutside, handleTwice, handlesUnordered, underMinimum, count

        func change(_ records: [RowRecord]) -> [RowRecord] {
            var records = records
            let first = records[0]
            switch self {
            case .otherRows: records[0] = RowRecord(handle: first.handle, position: first.position ^ 1)
            case .rowsLeftOut: records.removeLast(5)
            case .positionTwice: records[0] = RowRecord(handle: first.handle, position: records[1].position)
            case .positionOutside: records[0] = RowRecord(handle: first.handle, position: 80)
            case .handleTwice: records[1] = RowRecord(handle: first.handle, position: records[1].position)
            case .handlesUnordered: records.swapAt(0, 1)
            case .underMinimum: records.removeLast(11)
            case .count: break
            }
            return records
        }

        /// Whether the manifest promises the forged rows, signed by the coordinator.
        var isSigned: Bool { self != .otherRows && self != .rowsLeftOut }

        var text: String {
            switch self {
            case .otherRows, .rowsLeftOut: "do not hash to its digest"
            case .positionTwice, .positionOutside: "a position is there twice or outside the list"
            case .handleTwice, .handlesUnordered: "handles are not in order, or one is there twice"
            case .underMinimum: "fewer than the agreement's minimum"
            case .count: "do not agree with its count"
            }
        }
    }

    @Test(
        "Rows that are not what they must be are refused and kept; the truth is taken afterwards",
        arguments: Forgery.allCases)
    func rows(forgery: Forgery) async throws {
        try await JoinStage.with { stage in
            let coordinator = stage.fixture.coordinator
            stage.coordinator.liar.tell { request, caller, honest in
                let answer = try await honest(request)
                let path = request.uri.path
                guard caller == stage.id(0), answer.status == .ok, path.hasSuffix("/result") || path.contains("/rows/")
                else {
                    return answer
                }
                // The honest rows are asked for either way: the manifest promises what the rows then are.
                let bytes = try await answer.bytes()
                if path.contains("/rows/") { return Self.column(forgery.change(Self.records(bytes))) }
                guard forgery.isSigned else { return .made(bytes) }
                let page = try stage.coordinator.server.dependencies.rounds.rows(
                    of: stage.id(0), in: stage.round, page: 0)
                let forged = Self.bytes(forgery.change(Self.records(page)))
                let body = try Unverified<ResultManifest>(parsing: bytes).body
                let root = try #require(forged.withUnsafeBytes { MerkleTree.root(of: $0, width: RowRecord.width) })
                let manifest = ResultManifest(
                    reference: body.reference, transcript: body.transcript, decision: .matched,
                    members: forgery == .count ? 100 : 50, rows: [stage.id(0): root])
                return .made(try Signed(manifest, by: coordinator).bytes)
            }
            async let other = stage.join(1)
            let error = await #expect(throws: BlindingError.self) { try await stage.join(0) }
            #expect("\(error.map { "\($0)" } ?? "")".contains(forgery.text), "\(String(describing: error))")
            #expect(try stage.evidence(0) == ["result.json", "rows.bin"])
            stage.coordinator.liar.stop()
            let outcome = try await stage.join(0)
            #expect(outcome.matchedRows == 60)
            #expect(try await other.members == 50)
        }
    }

    @Test("Rows beyond the list are refused, and kept with all that hashes to the signed digest")
    func tooManyRows() async throws {
        try await JoinStage.with { stage in
            var records: [RowRecord] = []
            for row in 0..<81 {
                let bytes = [UInt8](repeating: 0, count: 15) + [UInt8(row)]
                records.append(RowRecord(handle: try #require(Handle(bytes: bytes)), position: UInt32(row % 80)))
            }
            let forged = records
            let root = try #require(
                Self.bytes(forged).withUnsafeBytes { MerkleTree.root(of: $0, width: RowRecord.width) })
            let coordinator = stage.fixture.coordinator
            stage.coordinator.liar.tell { request, caller, honest in
                let answer = try await honest(request)
                let path = request.uri.path
                guard caller == stage.id(0), answer.status == .ok else { return answer }
                if path.contains("/rows/") { return Self.column(forged) }
                guard path.hasSuffix("/result") else { return answer }
                let body = try Unverified<ResultManifest>(parsing: await answer.bytes()).body
                let manifest = ResultManifest(
                    reference: body.reference, transcript: body.transcript, decision: .matched, members: 50,
                    rows: [stage.id(0): root])
                return .made(try Signed(manifest, by: coordinator).bytes)
            }
            async let other = stage.join(1)
            let error = await #expect(throws: BlindingError.self) { try await stage.join(0) }
            #expect("\(error.map { "\($0)" } ?? "")".contains("more rows than the list"))
            #expect(try stage.evidence(0) == ["result.json", "rows.bin"])
            if let kept = try stage.homes[0].evidence(of: stage.round).last {
                #expect(try ScratchFolder.read(kept).count == 81 * RowRecord.width)
            }
            stage.coordinator.liar.stop()
            let outcome = try await stage.join(0)
            #expect(outcome.matchedRows == 60)
            #expect(try await other.members == 50)
        }
    }

    /// What the coordinator says to a party that learns no rows, and has nothing but the manifest.
    enum Claim: CaseIterable, Sendable {
        case unsigned, otherRound, otherTranscript, belowWithMembers, matchedWithoutRows, fineCount, tooFew,
            rowsOfOthers

        func manifest(_ honest: ResultManifest, _ stage: JoinStage) throws -> Signed<ResultManifest> {
            func make(
                reference: RoundReference? = nil, transcript: Digest? = nil,
                decision: ResultManifest.Decision = .matched,
                members: Int = 50, rows: [PartyID: Digest]? = nil, by key: IdentityKey? = nil
            ) throws -> Signed<ResultManifest> {
                let body = ResultManifest(
                    reference: reference ?? honest.reference, transcript: transcript ?? honest.transcript,
                    decision: decision,
                    members: members, rows: rows ?? honest.rows)
                return try Signed(body, by: key ?? stage.fixture.coordinator)
            }
            let next = RoundReference(agreement: stage.agreement.id, round: stage.agreement.roundID(2))
            return switch self {
            case .unsigned: try make(by: stage.fixture.identities[0])
            case .otherRound: try make(reference: next)
            case .otherTranscript: try make(transcript: Digest(sha256: [1]))
            case .belowWithMembers: try make(decision: .belowMinimum)
            case .matchedWithoutRows: try make(rows: [:])
            case .fineCount: try make(members: 60)
            case .tooFew: try make(members: 0)
            case .rowsOfOthers: try make(rows: [stage.id(0): Digest(sha256: [1]), stage.id(1): Digest(sha256: [2])])
            }
        }
    }

    @Test("A manifest that is forged or contradicts itself is refused and kept", arguments: Claim.allCases)
    func manifest(claim: Claim) async throws {
        try await JoinStage.with { stage in
            stage.coordinator.liar.tell { request, caller, honest in
                let answer = try await honest(request)
                guard caller == stage.id(1), answer.status == .ok, request.uri.path.hasSuffix("/result") else {
                    return answer
                }
                let body = try Unverified<ResultManifest>(parsing: await answer.bytes()).body
                return .made(try claim.manifest(body, stage).bytes)
            }
            async let other = stage.join(0)
            let error = await #expect(throws: BlindingError.self) { try await stage.join(1) }
            let isSignature = if case .badSignature(of: .coordinator, on: "result") = error { true } else { false }
            #expect(isSignature == (claim == .unsigned), "\(String(describing: error))")
            #expect(try stage.evidence(1) == ["result.json"])
            stage.coordinator.liar.stop()
            let outcome = try await stage.join(1)
            #expect(outcome.members == 50)
            #expect(try await other.matchedRows == 60)
        }
    }

    private static func records(_ bytes: [UInt8]) -> [RowRecord] {
        stride(from: 0, to: bytes.count, by: RowRecord.width).compactMap {
            RowRecord(bytes: bytes[$0..<$0 + RowRecord.width])
        }
    }

    private static func bytes(_ records: [RowRecord]) -> [UInt8] {
        var bytes: [UInt8] = []
        for record in records { record.append(to: &bytes) }
        return bytes
    }

    private static func column(_ records: [RowRecord]) -> Response {
        let bytes = bytes(records)
        var headers = HTTPFields()
        if let name = HTTPField.Name("content-digest") { headers[name] = ScratchFolder.contentDigest(of: bytes) }
        return .made(bytes, type: MediaType.rows, headers: headers)
    }
}
