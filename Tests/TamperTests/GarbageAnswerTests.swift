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
import Signing
import Synchronization
import Testing
import Vocabulary

/// A coordinator that answers garbage: a join ends with one clear error, and the same command goes on when it is over.
@Suite struct GarbageAnswerTests {
    /// What is wrong with an answer.
    struct Garbage: Sendable, CustomTestStringConvertible {
        let name: String
        /// What the error must say.
        let text: String
        let make: @Sendable ([UInt8]) -> Response

        var testDescription: String { name }
    }

    /// Every join asks these routes, in this order; each answer is spoilt once.
    static let routes = ["/rounds", "/commitments", "/transcripts", "/work", "/result"]

    static let json: [Garbage] = [
        Garbage(name: "a web page", text: "not of the type application/json") {
            .made($0 + Array("<html>".utf8), type: "text/html")
        },
        Garbage(name: "no type", text: "not of the type application/json") { .made($0, type: "") },
        Garbage(name: "truncated", text: "cannot be read") { .made(Array($0.dropLast(1))) },
        Garbage(name: "empty", text: "cannot be read") { _ in .made([]) },
        Garbage(name: "a key twice", text: "cannot be read") { bytes in
            .made(
                Array(
                    String(decoding: bytes, as: UTF8.self).replacing(
                        "{\"", with: "{\"round\":1,\"round\":2,\"", maxReplacements: 1
                    ).utf8))
        },
        Garbage(name: "an unknown field", text: "not known here") { bytes in
            .made(
                Array(
                    String(decoding: bytes, as: UTF8.self).replacing("{\"", with: "{\"x\":1,\"", maxReplacements: 1)
                        .utf8))
        },
        Garbage(name: "no UTF-8", text: "cannot be read") { .made($0 + [0xff]) },
        Garbage(name: "another document", text: "") { _ in .made(Array("{\"hello\":\"world\"}".utf8)) },
        Garbage(name: "a number", text: "") { _ in .made(Array("17".utf8)) },
        Garbage(name: "five megabytes of nothing", text: "") { _ in .made([UInt8](repeating: 0x20, count: 5 << 20)) },
        Garbage(name: "a redirect", text: "redirect") {
            .made($0, status: .temporaryRedirect, headers: [.location: "https://elsewhere.example/"])
        },
        Garbage(name: "an error page", text: "no problem document") { .made($0, status: .notFound, type: "text/html") },
    ]

    @Test("Each answer of a round, spoilt once, costs one clear error and nothing else", arguments: json)
    func control(garbage: Garbage) async throws {
        try await JoinStage.with { stage in
            let left = Mutex(Self.routes)
            stage.coordinator.liar.tell { request, caller, honest in
                let answer = try await honest(request)
                guard caller == stage.id(0), request.method == .get, answer.status == .ok,
                    left.withLock({ left in
                        guard let next = left.first, request.uri.path.hasSuffix(next) else { return false }
                        left.removeFirst()
                        return true
                    })
                else { return answer }
                return garbage.make(try await answer.bytes())
            }
            async let other = stage.join(1)
            for route in Self.routes {
                do {
                    _ = try await stage.join(0)
                    Issue.record("\(route): the answer was taken")
                } catch ClientError.garbage(let sentence) {
                    #expect(sentence.contains(route) && sentence.contains(garbage.text), "\(sentence)")
                    #expect(!sentence.contains("\n") && sentence.utf8.count < 300)
                } catch { Issue.record("\(route): \(error)") }
            }
            let outcome = try await stage.join(0)
            #expect(outcome.matchedRows == 60)
            #expect(try await other.members == 50)
            #expect(try stage.evidence(0).isEmpty)
        }
    }

    static let columns: [Garbage] = [
        Garbage(name: "another type", text: "not of the type") { Self.column($0, type: MediaType.json) },
        Garbage(name: "a short chunk", text: "expected 32 records") { Self.column(Array($0.dropLast(32))) },
        Garbage(name: "a long chunk", text: "expected 32 records") { Self.column($0 + $0) },
        Garbage(name: "part of a record", text: "expected 32 records") { Self.column(Array($0.dropLast(5))) },
        Garbage(name: "nothing", text: "expected 32 records") { _ in Self.column([]) },
        Garbage(name: "another Content-Digest", text: "Content-Digest") { Self.column($0, digest: [1]) },
        Garbage(name: "no Content-Digest", text: "Content-Digest") { .made($0, type: MediaType.elements) },
        Garbage(name: "a receipt at hop 0", text: "came with a receipt") {
            var answer = Self.column($0)
            if let name = HTTPField.Name("symbolon-receipt") { answer.headers[name] = "e30" }
            return answer
        },
    ]

    private static func column(_ bytes: [UInt8], type: String = MediaType.elements, digest: [UInt8]? = nil) -> Response
    {
        var headers = HTTPFields()
        if let name = HTTPField.Name("content-digest") {
            headers[name] = ScratchFolder.contentDigest(of: digest ?? bytes)
        }
        return .made(bytes, type: type, headers: headers)
    }

    @Test("A chunk that comes spoilt costs one clear error and nothing else", arguments: columns)
    func chunk(garbage: Garbage) async throws {
        try await JoinStage.with { stage in
            stage.coordinator.liar.tell { request, caller, honest in
                let answer = try await honest(request)
                guard caller == stage.id(0), request.method == .get, request.uri.path.hasSuffix("/chunks/0"),
                    answer.status == .ok
                else { return answer }
                return garbage.make(try await answer.bytes())
            }
            async let other = stage.join(1)
            do {
                _ = try await stage.join(0)
                Issue.record("the chunk was taken")
            } catch ClientError.garbage(let sentence) {
                #expect(sentence.contains("/chunks/0") && sentence.contains(garbage.text), "\(sentence)")
            }
            stage.coordinator.liar.stop()
            let outcome = try await stage.join(0)
            #expect(outcome.matchedRows == 60)
            #expect(try await other.members == 50)
        }
    }

    @Test("A chunk that is damaged on the way is fetched again; one that stays so ends the join, and nobody is accused")
    func damaged() async throws {
        try await JoinStage.with { stage in
            let fetched = Mutex(0)
            let damagedFetches = Mutex(2)
            stage.coordinator.liar.tell { request, caller, honest in
                let answer = try await honest(request)
                guard caller == stage.id(0), request.method == .get, request.uri.path.hasSuffix("/chunks/0"),
                    answer.status == .ok
                else { return answer }
                fetched.withLock { $0 += 1 }
                let isDamaged = damagedFetches.withLock { left in
                    left -= 1
                    return left >= 0
                }
                guard isDamaged else { return answer }
                var bytes = try await answer.bytes()
                bytes[17] ^= 4
                return Self.column(bytes)
            }
            async let other = stage.join(1)
            let outcome = try await stage.join(0)
            #expect(outcome.matchedRows == 60)
            #expect(try await other.members == 50)
            #expect(fetched.withLock { $0 } == 3)
        }
        try await JoinStage.with { stage in
            stage.coordinator.liar.tell { request, caller, honest in
                let answer = try await honest(request)
                guard caller == stage.id(0), request.method == .get, request.uri.path.hasSuffix("/chunks/0"),
                    answer.status == .ok
                else { return answer }
                var bytes = try await answer.bytes()
                bytes[17] ^= 4
                return Self.column(bytes)
            }
            async let other = stage.join(1)
            await #expect(throws: BlindingError.damagedChunk(ChunkPlace(list: stage.id(1), hop: 0, chunk: 0))) {
                try await stage.join(0)
            }
            #expect(try await stage.clients[0].status(of: stage.round).state == .ring)
            stage.coordinator.liar.stop()
            let outcome = try await stage.join(0)
            #expect(outcome.matchedRows == 60)
            #expect(try await other.members == 50)
        }
    }

    @Test("Turns and chunks that do not exist, and round numbers out of range, are refused")
    func madeUp() async throws {
        try await JoinStage.with { stage in
            let works = [
                RoundWork(state: .ring, revision: 9, uploads: [3], turns: []),
                RoundWork(
                    state: .ring, revision: 9, uploads: [], turns: [ChunkPlace(list: stage.id(1), hop: 1, chunk: 9)]),
                RoundWork(
                    state: .ring, revision: 9, uploads: [], turns: [ChunkPlace(list: .coordinator, hop: 1, chunk: 0)]),
            ]
            async let other = stage.join(1)
            for work in works {
                stage.coordinator.liar.tell { request, caller, honest in
                    guard caller == stage.id(0), request.uri.path.hasSuffix("/work") else {
                        return try await honest(request)
                    }
                    return .made(work.json.canonicalBytes)
                }
                await #expect(throws: ClientError.self) { try await stage.join(0) }
            }
            stage.coordinator.liar.stop()
            let outcome = try await stage.join(0)
            #expect(outcome.matchedRows == 60)
            #expect(try await other.members == 50)
        }
        try await JoinStage.with { stage in
            for number in [13, .max] as [UInt32] {
                let status = RoundStatus(
                    reference: RoundReference(agreement: stage.agreement.id, round: stage.agreement.roundID(number)),
                    number: number, state: .gathering, revision: 1, openedAt: Cast.start, deadline: Cast.start + 86_400,
                    committed: [], agreed: [], transcript: nil, chunksDone: 0, chunksTotal: 0, stop: nil)
                stage.coordinator.liar.tell { request, _, honest in
                    guard request.uri.path.hasSuffix("/rounds") else { return try await honest(request) }
                    return .made(JSONValue.array([status.json]).canonicalBytes)
                }
                await #expect(throws: ClientError.self) { try await stage.join(0) }
                // The numbers below are not spent.
                let highest = try stage.homes[0].highestRound(of: stage.agreement.id)
                #expect(highest == 0)
            }
        }
    }
}
