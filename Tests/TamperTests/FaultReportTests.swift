// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Blinding
import Columns
import CoordinatorClient
import HTTPTypes
import Home
import Hummingbird
import Joining
import Messages
import Ristretto
import Secrets
import Signing
import TestSupport
import Testing
import Vocabulary

/// A party that signs what does not decode; the victims are real joins.
@Suite struct FaultReportTests {
    /// The third party's keys and list, played by the test.
    private struct Villain {
        let stage: JoinStage
        let client: CoordinatorClient
        /// Encodings without an element: canonical, so that the coordinator cannot tell.
        let elements: [UInt8]

        var reference: RoundReference { RoundReference(agreement: stage.agreement.id, round: stage.round) }
        var key: IdentityKey { stage.fixture.identities[2] }

        func commit() async throws {
            let digests = try ChunkDigester.digests(of: elements, chunkRows: 32)
            let body = Commitment(
                reference: reference, from: stage.id(2), number: 1, key: try Cast().lists[2].publicKey,
                count: elements.count / 32, chunks: digests, previous: 0, added: elements.count / 32, removed: 0,
                plan: "libphonenumber-8.12.57")
            try await client.put(Signed(body, by: key))
        }

        func agree() async throws {
            var status = try await client.status(of: stage.round)
            while status.transcript == nil {
                status = try await client.status(of: stage.round, since: status.revision, wait: 30)
            }
            let body = TranscriptAgreement(
                reference: reference, from: stage.id(2), transcript: try #require(status.transcript))
            try await client.put(Signed(body, by: key))
            while status.state == .gathering {
                status = try await client.status(of: stage.round, since: status.revision, wait: 30)
            }
        }
    }

    @Test("A party whose committed elements do not decode is accused by the next hop, and the round stops for all")
    func undecodable() async throws {
        // RFC 9496 appendix A.3: no squares, ascending.
        let noElements = [
            "26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371",
            "4eac077a713c57b4f4397629a4145982c661f48044dd3f96427d40b147d9742f",
        ]
        try await JoinStage.with(stranger: true) { stage in
            try await stage.coordinator.withClient(of: stage.id(2)) { client in
                let elements = try noElements.flatMap { try #require(Hexadecimal.decode($0, count: 32)) }
                let villain = Villain(stage: stage, client: client, elements: elements)
                try await villain.commit()
                async let first = stage.result(0)
                async let second = stage.result(1)
                try await villain.agree()
                try await client.upload(
                    elements, kind: .elements, at: ChunkPlace(list: stage.id(2), hop: 0, chunk: 0), in: stage.round)
                // Hop 1 of the third list is the first party's.
                let place = ChunkPlace(list: stage.id(2), hop: 0, chunk: 0)
                let (mine, theirs) = (await first, await second)
                #expect(throws: BlindingError.undecodable(place: place, row: 0, signer: stage.id(2))) { try mine.get() }
                let told = #expect(throws: JoinError.self) { try theirs.get() }
                #expect(
                    "\(told.map { "\($0)" } ?? "")".hasSuffix(
                        "stopped by acme: undecodable-element, which accuses optouts"))
            }
            #expect(try stage.evidence(0) == ["optouts-hop0-chunk0.bin", "stop.json"])
            #expect(try stage.evidence(1) == ["stop.json"])
            for index in 0..<2 { #expect(try stage.homes[index].round(stage.round)?.step == .ended) }
            // The bytes and the notice are proof: they hash to what the accused committed.
            let bytes = try ScratchFolder.read(try #require(stage.homes[0].evidence(of: stage.round).first))
            #expect(bytes.count == 64)
            // The same command says that the round is over.
            await #expect(throws: JoinError.self) { try await stage.join(0) }
        }
    }

    /// What the coordinator answers to the fetch of the next chunk while the accusation is on its way.
    enum Distraction: CaseIterable, Sendable { case honest, damaged, garbage }

    /// Lets one station of the ring go on when another has come to a point.
    private actor Signal {
        private var isGiven = false
        func give() { isGiven = true }
        func wait() async throws {
            for _ in 0..<3_000 where !isGiven { try await Task.sleep(for: .milliseconds(10)) }
        }
    }

    @Test("What fails while the accusation is sent does not take its place", arguments: Distraction.allCases)
    func failureMeanwhile(distraction: Distraction) async throws {
        try await JoinStage.with(stranger: true) { stage in
            try await stage.coordinator.withClient(of: stage.id(2)) { client in
                var elements = try #require(
                    Hexadecimal.decode("26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371", count: 32))
                let good = try Cast().columns[0]
                for row in stride(from: 0, to: good.count, by: 32) where good[row] > 0x26 && elements.count < 40 * 32 {
                    elements += good[row..<row + 32]
                }
                #expect(elements.count == 40 * 32)
                let (uploaded, stopSent, fetched) = (Signal(), Signal(), Signal())
                stage.coordinator.liar.tell { request, caller, honest in
                    let path = request.uri.path
                    guard caller == stage.id(0) else { return try await honest(request) }
                    if path.contains("/stops/") {
                        let answer = try await honest(request)
                        await stopSent.give()
                        try await fetched.wait()
                        try await Task.sleep(for: .milliseconds(500))
                        return answer
                    }
                    // Both chunks are there before there is work, so that the second is fetched when the first is found bad.
                    if path.hasSuffix("/work") { try await uploaded.wait() }
                    guard request.method == .get, path.hasSuffix("/lists/optouts/hops/0/chunks/1") else {
                        return try await honest(request)
                    }
                    // The client may give up before.
                    try? await stopSent.wait()
                    await fetched.give()
                    switch distraction {
                    case .honest: return try await honest(request)
                    case .garbage: return .made([1, 2, 3])
                    case .damaged:
                        let bytes = [UInt8](repeating: 2, count: 8 * 32)
                        var headers = HTTPFields()
                        if let name = HTTPField.Name("content-digest") {
                            headers[name] = ScratchFolder.contentDigest(of: bytes)
                        }
                        return .made(bytes, type: MediaType.elements, headers: headers)
                    }
                }
                let villain = Villain(stage: stage, client: client, elements: elements)
                try await villain.commit()
                async let first = stage.result(0)
                async let second = stage.result(1)
                try await villain.agree()
                let place = ChunkPlace(list: stage.id(2), hop: 0, chunk: 0)
                try await client.upload(Array(elements[..<1024]), kind: .elements, at: place, in: stage.round)
                try await client.upload(
                    Array(elements[1024...]), kind: .elements,
                    at: ChunkPlace(list: stage.id(2), hop: 0, chunk: 1), in: stage.round)
                await uploaded.give()
                let (mine, theirs) = (await first, await second)
                #expect(throws: BlindingError.undecodable(place: place, row: 0, signer: stage.id(2))) { try mine.get() }
                #expect(throws: JoinError.self) { try theirs.get() }
            }
            #expect(try stage.evidence(0) == ["optouts-hop0-chunk0.bin", "stop.json"])
        }
    }

    @Test("A coordinator that does not take the accusation hides nothing from its sender")
    func refusedNotice() async throws {
        try await JoinStage.with(stranger: true) { stage in
            try await stage.coordinator.withClient(of: stage.id(2)) { client in
                let bytes = try #require(
                    Hexadecimal.decode("26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371", count: 32))
                let villain = Villain(stage: stage, client: client, elements: bytes)
                stage.coordinator.liar.tell { request, _, honest in
                    guard request.uri.path.contains("/stops/") else { return try await honest(request) }
                    return .made(Array("no".utf8), status: .forbidden, type: "text/plain")
                }
                try await villain.commit()
                async let first = stage.result(0)
                async let second = stage.result(1)
                try await villain.agree()
                let place = ChunkPlace(list: stage.id(2), hop: 0, chunk: 0)
                try await client.upload(bytes, kind: .elements, at: place, in: stage.round)
                let mine = await first
                #expect(throws: BlindingError.undecodable(place: place, row: 0, signer: stage.id(2))) { try mine.get() }
                // The other party learns nothing of it and waits, until somebody ends the round.
                stage.coordinator.liar.stop()
                let notice = StopNotice(
                    reference: villain.reference, from: stage.id(2), transcript: nil, reason: .cancelled)
                try await client.put(Signed(notice, by: villain.key))
                let theirs = await second
                #expect(throws: JoinError.self) { try theirs.get() }
                #expect(try stage.evidence(0) == ["optouts-hop0-chunk0.bin", "stop.json"])
                #expect(try stage.homes[0].round(stage.round)?.step == .ended)
            }
        }
    }

    @Test("A chunk that is gone because the round was stopped meanwhile is told as that, not as a missing chunk")
    func stoppedMeanwhile() async throws {
        try await JoinStage.with { stage in
            stage.coordinator.liar.tell { request, caller, honest in
                guard caller == stage.id(0), request.method == .get, request.uri.path.contains("/chunks/") else {
                    return try await honest(request)
                }
                let notice = StopNotice(
                    reference: RoundReference(agreement: stage.agreement.id, round: stage.round), from: stage.id(1),
                    transcript: nil, reason: .cancelled)
                try await stage.clients[1].put(Signed(notice, by: stage.fixture.identities[1]))
                let gone = Problem(.notFound, "The chunk is not stored.")
                return .made(gone.json.canonicalBytes, status: .notFound, type: MediaType.problem)
            }
            async let second = stage.result(1)
            let error = await #expect(throws: JoinError.self) { try await stage.join(0) }
            #expect("\(error.map { "\($0)" } ?? "")" == "round 1 is stopped: stopped by streamco: cancelled")
            let theirs = await second
            #expect(throws: JoinError.self) { try theirs.get() }
        }
    }
}
