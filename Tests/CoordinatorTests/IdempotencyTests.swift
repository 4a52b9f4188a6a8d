// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Coordinator
import Messages
import NIOHTTP1
import Signing
import Testing

@Suite("The same again")
struct IdempotencyTests {
    private static func twoParties(_ home: TestHome) throws -> TestRing {
        let parties = try ["acme", "streamco"].map { try TestParty($0, of: home) }
        return TestRing(try TestAgreement(parties, home: home), rows: [0..<70, 0..<60])
    }

    @Test("The same commitment and transcript are a success; another commitment is refused")
    func statements() async throws {
        let home = try TestHome()
        let ring = try Self.twoParties(home)
        try await home.serve { service in
            try await ring.agreement.upload(to: service)
            let client = try service.client(ring.parties[0])
            let path = ring.path + "/commitments/acme"
            #expect(try await client.put(path, ring.commitment(0)).status == 201)
            #expect(try await client.put(path, ring.commitment(0)).status == 200)
            #expect(try await client.put(path, ring.commitment(0, plan: "8.13")).problem.code == .alreadyCommitted)
            let other = try service.client(ring.parties[1])
            #expect(try await other.put(ring.path + "/commitments/streamco", ring.commitment(1)).status == 201)
            #expect(try await client.put(ring.path + "/transcripts/acme", ring.transcriptStatement(0)).status == 201)
            #expect(try await client.put(ring.path + "/transcripts/acme", ring.transcriptStatement(0)).status == 200)
        }
    }

    @Test("The same bundle is a success and merges acceptances; the last one opens round 1")
    func bundles() async throws {
        let home = try TestHome()
        let ring = try Self.twoParties(home)
        let agreement = ring.agreement
        try await home.serve { service in
            let acme = try service.client(agreement.parties[0])
            let first = try agreement.bundle(signedBy: [agreement.parties[0]])
            #expect(try await acme.send(.PUT, agreement.path, first.bytes).status == 201)
            #expect(try await acme.send(.PUT, agreement.path, first.bytes).status == 200)
            #expect(try await acme.get(agreement.path + "/rounds").json == .array([]))
            let second = try agreement.bundle(signedBy: [agreement.parties[1]])
            let streamco = try service.client(agreement.parties[1])
            #expect(try await streamco.send(.PUT, agreement.path, second.bytes).status == 200)
            #expect(try await acme.get(agreement.path).bytes == agreement.bundle(signedBy: agreement.parties).bytes)
            #expect(try await ring.status(service).state == .gathering)
        }
    }

    @Test("The same chunk again answers 200 and is counted; other bytes or another output are refused")
    func chunks() async throws {
        let home = try TestHome()
        let ring = try Self.twoParties(home)
        try await home.serve { service in
            try await ring.agreement.upload(to: service)
            try await ring.gather(service)
            #expect(try await ring.upload(service, list: 0, hop: 0, chunk: 1).problem.code == .outOfOrder)
            #expect(try await ring.upload(service, list: 0, hop: 0, chunk: 0).status == 201)
            #expect(try await ring.upload(service, list: 0, hop: 0, chunk: 0).status == 200)
            let other = ring.bytes(list: 0, hop: 0, chunk: 1)
            #expect(
                try await ring.upload(service, list: 0, hop: 0, chunk: 0, bytes: other).problem.code == .digestMismatch)
            // The output of a hop is final too: another one under a receipt of its own is a conflict.
            for chunk in 1...2 { #expect(try await ring.upload(service, list: 0, hop: 0, chunk: chunk).status == 201) }
            #expect(try await ring.upload(service, list: 0, hop: 1, chunk: 2).status == 201)
            #expect(
                try await ring.upload(service, list: 0, hop: 1, chunk: 2, repeating: true).problem.code == .conflict)
            #expect(home.metrics.text.contains("symbolon_chunks_stored_total 4\n"))
            #expect(home.metrics.text.contains("symbolon_chunks_repeated_total 1\n"))
        }
    }

    @Test("Two equal uploads at once are both a success, and one is stored")
    func atOnce() async throws {
        let home = try TestHome()
        let ring = try Self.twoParties(home)
        try await home.serve { service in
            try await ring.agreement.upload(to: service)
            try await ring.gather(service)
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<4 {
                    group.addTask { try await ring.upload(service, list: 0, hop: 0, chunk: 0).status }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.sorted() == [200, 200, 200, 201])
            #expect(try await ring.status(service).chunksDone == 1)
        }
    }

    @Test("A chunk with a wrong digest, type, length or receipt is refused and changes nothing")
    func refusedChunks() async throws {
        let home = try TestHome()
        let ring = try Self.twoParties(home)
        try await home.serve { service in
            try await ring.agreement.upload(to: service)
            try await ring.gather(service)
            let before = try await ring.status(service).revision
            let bytes = ring.bytes(list: 0, hop: 0, chunk: 0)
            func code(
                _ bytes: [UInt8]? = nil, type: String? = nil, headers: [String: String] = [:]
            ) async throws -> ProblemCode {
                try await ring.upload(service, list: 0, hop: 0, chunk: 0, bytes: bytes, type: type, headers: headers)
                    .problem.code
            }
            #expect(try await code(headers: ["content-digest": "md5=:x:"]) == .malformed)
            #expect(try await code(headers: ["content-digest": TestRing.contentDigest([1])]) == .digestMismatch)
            #expect(try await code(type: MediaType.tokens) == .unsupportedMediaType)
            #expect(try await code(Array(bytes.dropLast(32))) == .badLength)
            #expect(try await code([UInt8](repeating: 0, count: 65_535 * 32 + 1)) == .tooLarge)
            #expect(try await code(Array(bytes.reversed())) == .digestMismatch)
            #expect(try await code(headers: ["symbolon-receipt": "e30"]) == .malformed)
            #expect(try await code(headers: ["symbolon-receipt": "!"]) == .malformed)
            #expect(try await ring.status(service).revision == before)
        }
    }

    @Test("Only the party of the next hop may fetch a chunk, and gets its receipt from hop 1 on")
    func fetch() async throws {
        let home = try TestHome()
        let parties = try ["acme", "streamco", "hub"].map { try TestParty($0, of: home) }
        let ring = TestRing(try TestAgreement(parties, home: home), rows: [0..<60, 0..<60, 0..<60])
        try await home.serve { service in
            try await ring.agreement.upload(to: service)
            try await ring.gather(service)
            #expect(try await ring.upload(service, list: 0, hop: 0, chunk: 0).status == 201)
            #expect(try await ring.upload(service, list: 0, hop: 1, chunk: 0).status == 201)
            let path = ring.chunkPath(list: 0, hop: 1, chunk: 0)
            let reply = try await service.client(parties[2]).get(path)
            #expect(reply.bytes == ring.bytes(list: 0, hop: 1, chunk: 0))
            #expect(reply.headers["content-type"] == [MediaType.elements])
            let receipt = try ring.receipt(list: 0, hop: 1, chunk: 0)
            #expect(reply.headers["symbolon-receipt"] == [TestRing.base64url(receipt.bytes)])
            let first = try await service.client(parties[1]).get(ring.chunkPath(list: 0, hop: 0, chunk: 0))
            #expect(first.headers["symbolon-receipt"].isEmpty)
            #expect(try await service.client(parties[0]).get(path).problem.code == .wrongParty)
            #expect(
                try await service.client(parties[1]).get(ring.chunkPath(list: 0, hop: 0, chunk: 1)).problem.code
                    == .notFound)
        }
    }
}
