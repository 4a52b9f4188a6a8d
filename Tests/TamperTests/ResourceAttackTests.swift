// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Blinding
import Columns
import CoordinatorClient
import Foundation
import Messages
import Signing
import Testing
import Vocabulary

/// Requests that are too large, never end, or come at the same time.
@Suite struct ResourceAttackTests {
    private func send(
        _ stage: Stage, _ parts: [[UInt8]], as party: Int = 0, isCut: Bool = false
    ) async throws -> RawExchange {
        try await RawExchange.run(
            port: stage.coordinator.port, stage.coordinator.site.credentials(stage.cast.id(party)), parts, isCut: isCut)
    }

    private func uploadHead(_ cast: Cast, _ list: Int = 0, length: String? = nil) throws -> [UInt8] {
        let digest = Data(Digest(sha256: cast.chunk(list)).bytes).base64EncodedString()
        let length = length ?? "Content-Length: \(cast.chunk(list).count)"
        return RawExchange.request(
            "PUT /v1/rounds/\(cast.round.hex)/lists/\(cast.id(list))/hops/0/chunks/0",
            headers: ["Content-Type: \(MediaType.elements)", "Content-Digest: sha-256=:\(digest):", length])
    }

    @Test("A body whose stated length is over the limit is refused before it is read")
    func statedLength() async throws {
        try await Stage.with { stage in
            try await stage.enterRing()
            let control = RawExchange.request(
                "PUT /v1/rounds/\(stage.cast.round.hex)/stops/acme",
                headers: ["Content-Type: application/json", "Content-Length: 5000000000"])
            #expect(try await send(stage, [control]).problem?.code == .tooLarge)
            let column = try uploadHead(stage.cast, length: "Content-Length: 2097121")
            #expect(try await send(stage, [column]).problem?.code == .tooLarge)
            let enrolment = RawExchange.request(
                "POST /v1/enrolment", headers: ["Content-Type: application/json", "Content-Length: 20000"])
            #expect(try await send(stage, [enrolment]).problem?.code == .tooLarge)
            try await stage.finish()
        }
    }

    @Test("A body without a length is cut off at the limit")
    func chunkedBody() async throws {
        try await Stage.with { stage in
            try await stage.enterRing()
            let part = Array("10000\r\n".utf8) + [UInt8](repeating: 0x20, count: 65_536) + Array("\r\n".utf8)
            let head = try uploadHead(stage.cast, length: "Transfer-Encoding: chunked")
            let answer = try await send(stage, [head] + Array(repeating: part, count: 200))
            // 13 MB: refused, or the connection is closed on who goes on sending.
            #expect(answer.status == nil || answer.problem?.code == .tooLarge)
            #expect(try await stage.chunksDone() == 0)
            try await stage.upload(0, 0)
        }
    }

    @Test("Endless headers end the connection, and the coordinator goes on")
    func headers() async throws {
        try await Stage.with { stage in
            let line = "X-Padding: " + String(repeating: "a", count: 8000) + "\r\n"
            var request = Array("GET /v1/agreements HTTP/1.1\r\nHost: localhost\r\n".utf8)
            for _ in 0..<200 { request += Array(line.utf8) }
            let answer = try await send(stage, [request])
            #expect(answer.status == nil || (400..<500).contains(answer.status ?? 0))
            let long = RawExchange.request("GET /v1/agreements?x=" + String(repeating: "a", count: 200_000))
            let second = try await send(stage, [long])
            #expect(second.status == nil || (400..<500).contains(second.status ?? 0))
            #expect(try await stage.clients[0].agreements().count == 1)
        }
    }

    @Test("A receipt that is too long or no base64url is refused by name")
    func receiptHeader() async throws {
        try await Stage.with { stage in
            try await stage.enterRing()
            for value in [String(repeating: "A", count: 5000), "!!!!", "e30=", "e30"] {
                let request = RawExchange.request(
                    "PUT /v1/rounds/\(stage.cast.round.hex)/lists/acme/hops/1/chunks/0",
                    headers: ["Symbolon-Receipt: \(value)"], body: stage.cast.chunk(0), type: MediaType.elements)
                let problem = try await send(stage, [request], as: 1).problem
                #expect(problem?.code == .malformed && problem?.detail.contains("symbolon-receipt") == true)
            }
        }
    }

    @Test("An upload that is cut in the middle leaves nothing, and can be made again")
    func cut() async throws {
        try await Stage.with { stage in
            try await stage.enterRing()
            for count in [0, 1, 500, 1023] {
                let half = Array(stage.cast.chunk(0).prefix(count))
                _ = try await send(stage, [uploadHead(stage.cast), half], isCut: true)
            }
            #expect(try await stage.clients[0].work(in: stage.cast.round).uploads == [0, 1, 2])
            try await stage.finish()
        }
    }

    @Test("A party that holds more uploads open than the coordinator takes at once holds up nobody else")
    func held() async throws {
        try await Stage.with { stage in
            try await stage.enterRing()
            let port = stage.coordinator.port
            let credentials = try stage.coordinator.site.credentials(stage.cast.id(0))
            let part = try uploadHead(stage.cast) + stage.cast.chunk(0).prefix(100)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<40 {
                    // Sends a tenth of a chunk and waits for an answer that cannot come.
                    group.addTask { _ = try await RawExchange.run(port: port, credentials, [part]) }
                }
                for list in 1..<3 { for chunk in stage.cast.chunks(list) { try await stage.upload(list, chunk) } }
                #expect(try await stage.chunksDone() == 4)
                group.cancelAll()
                while let result = await group.nextResult() {
                    if case .failure(let error) = result { #expect(error is CancellationError) }
                }
            }
            // Once its connections are gone the party itself goes on.
            try await stage.finish()
        }
    }

    @Test("The same chunk uploaded twice at once is stored once, and both are told that it is there")
    func sameTwice() async throws {
        try await Stage.with { stage in
            try await stage.enterRing()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 { group.addTask { try await stage.upload(0, 0) } }
                try await group.waitForAll()
            }
            #expect(try await stage.chunksDone() == 1)
            try await stage.finish()
        }
    }

    @Test("Of two outputs that a hop signs for one place, sent at once, one is stored, and whole", arguments: 0..<4)
    func twoOutputs(attempt: Int) async throws {
        try await Stage.with { stage in
            try await stage.enterRing()
            try await stage.uploadLists()
            let honest = try stage.cast.output(0, hop: 1)
            let swapped = Array(honest.bytes[32..<64] + honest.bytes[0..<32] + honest.bytes[64...])
            let root = try #require(swapped.withUnsafeBytes { MerkleTree.root(of: $0, width: 32) })
            let other = try Signed(honest.receipt.body.changed(output: root), by: stage.cast.key(1))
            let refusals = await withTaskGroup(of: ProblemCode?.self) { group in
                for (bytes, receipt) in [(honest.bytes, honest.receipt), (swapped, other)] {
                    group.addTask {
                        do {
                            try await stage.turn(0, hop: 1, bytes: bytes, receipt: .some(receipt))
                            return nil
                        } catch { return (error as? ClientError)?.problemCode ?? .internal }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(refusals.compactMap(\.self) == [.conflict])
            let stored = try await stage.clients[2].download(
                stage.cast.place(0, hop: 1), of: stage.cast.round, count: 32)
            let digest = stored.bytes.withUnsafeBytes { MerkleTree.root(of: $0, width: 32) }
            #expect(stored.receipt?.body.output == digest)
        }
    }
}
