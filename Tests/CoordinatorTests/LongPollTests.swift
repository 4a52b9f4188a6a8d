// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Coordinator
import Messages
import NIOHTTP1
import Signing
import Testing

@Suite("Waiting")
struct LongPollTests {
    private static func twoParties(_ home: TestHome) throws -> TestRing {
        let parties = try ["acme", "streamco"].map { try TestParty($0, of: home) }
        return TestRing(try TestAgreement(parties, home: home), rows: [0..<60, 0..<60])
    }

    @Test("A status that is waited for comes with the next event")
    func status() async throws {
        let home = try TestHome()
        let ring = try Self.twoParties(home)
        try await home.serve { service in
            try await ring.agreement.upload(to: service)
            async let waited = ring.status(service, since: 0, wait: 30)
            let reply = try await service.client(ring.parties[0]).put(
                ring.path + "/commitments/acme", ring.commitment(0))
            #expect(reply.status == 201)
            #expect(try await waited.revision == 1)
            #expect(try await ring.status(service, since: 0, wait: 30).committed == [ring.parties[0].id])
        }
    }

    @Test("Work that is waited for comes with the chunk that makes it possible")
    func work() async throws {
        let home = try TestHome()
        let ring = try Self.twoParties(home)
        try await home.serve { service in
            try await ring.agreement.upload(to: service)
            try await ring.gather(service)
            for chunk in 0..<2 { #expect(try await ring.upload(service, list: 1, hop: 0, chunk: chunk).status == 201) }
            let client = try service.client(ring.parties[1])
            async let waited = client.get(ring.path + "/work", wait: 30)
            #expect(try await ring.upload(service, list: 0, hop: 0, chunk: 0).status == 201)
            let work = try await RoundWork(json: waited.json)
            #expect(work.turns == [ChunkPlace(list: ring.parties[0].id, hop: 1, chunk: 0)])
            #expect(work.uploads.isEmpty)
        }
    }

    @Test("An agreement that is waited for comes with the next acceptance")
    func agreement() async throws {
        let home = try TestHome()
        let agreement = try Self.twoParties(home).agreement
        try await home.serve { service in
            let acme = try service.client(agreement.parties[0])
            let first = try agreement.bundle(signedBy: [agreement.parties[0]])
            #expect(try await acme.send(.PUT, agreement.path, first.bytes).status == 201)
            async let waited = acme.get(agreement.path + "?since=1", wait: 30)
            let second = try agreement.bundle(signedBy: [agreement.parties[1]])
            #expect(
                try await service.client(agreement.parties[1]).send(.PUT, agreement.path, second.bytes).status == 200)
            #expect(try await SignedAgreement(json: waited.json).isComplete)
        }
    }

    @Test("When the time is over the answer is what there is")
    func timeOut() async throws {
        let home = try TestHome()
        let ring = try Self.twoParties(home)
        try await home.serve(home.server(sleep: { _ in })) { service in
            try await ring.agreement.upload(to: service)
            #expect(try await ring.status(service, since: 0, wait: 30).revision == 0)
        }
    }

    @Test("A coordinator that stops lets everybody go")
    func stopping() async throws {
        let home = try TestHome()
        let ring = try Self.twoParties(home)
        try await home.serve { service in
            try await ring.agreement.upload(to: service)
            async let waited = ring.status(service, since: 0, wait: 30)
            await service.server.registry.stop()
            #expect(try await waited.revision == 0)
        }
    }
}
