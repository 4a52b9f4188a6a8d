// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Coordinator
import Matching
import Messages
import Storage
import Testing
import Vocabulary

@Suite("Stopped and started again")
struct RestartTests {
    /// No place for the tokens of a round that memory does not hold, as on a full disk.
    private struct NoPartitions: PartitionStore {
        struct Failure: Error {}

        func makeFile() throws -> any PartitionFile { throw Failure() }
    }

    @Test("A round goes on where it was, after each of its stages")
    func stages() async throws {
        let home = try TestHome()
        let parties = try ["acme", "streamco"].map { try TestParty($0, of: home) }
        let ring = TestRing(try TestAgreement(parties, home: home), rows: [0..<60, 0..<90])
        try await home.serve { try await ring.agreement.upload(to: $0) }
        try await home.serve { service in
            let reply = try await service.client(parties[0]).put(ring.path + "/commitments/acme", ring.commitment(0))
            #expect(reply.status == 201)
        }
        try await home.serve { service in
            #expect(try await ring.status(service).committed == [parties[0].id])
            let reply = try await service.client(parties[1]).put(
                ring.path + "/commitments/streamco", ring.commitment(1))
            #expect(reply.status == 201)
            for list in 0...1 {
                let id = parties[list].id
                let reply = try await service.client(parties[list])
                    .put("\(ring.path)/transcripts/\(id)", ring.transcriptStatement(list))
                #expect(reply.status == 201)
            }
            #expect(try await ring.upload(service, list: 0, hop: 0, chunk: 0).status == 201)
        }
        try await home.serve { service in
            let status = try await ring.status(service)
            #expect(status.state == .ring)
            #expect(status.chunksDone == 1)
            #expect(try await ring.upload(service, list: 0, hop: 0, chunk: 0).status == 200)
            #expect(try await ring.upload(service, list: 0, hop: 0, chunk: 1).status == 201)
            for chunk in 0..<3 { #expect(try await ring.upload(service, list: 1, hop: 0, chunk: chunk).status == 201) }
            try await ring.travel(service, from: 1)
            #expect(try await ring.end(service).state == .matched)
        }
        try await home.serve { service in
            let status = try await ring.status(service)
            #expect(status.state == .matched)
            #expect(try await service.client(parties[0]).get(ring.path + "/rows/acme/0").status == 200)
        }
    }

    @Test("Matching that could not be finished is done after a restart, even past the deadline")
    func matching() async throws {
        let home = try TestHome()
        let parties = try ["acme", "streamco"].map { try TestParty($0, of: home) }
        let ring = TestRing(try TestAgreement(parties, home: home), rows: [0..<60, 0..<60])
        try await home.serve(home.server(partitions: NoPartitions(), matchMemory: 512)) { service in
            try await ring.agreement.upload(to: service)
            try await ring.gather(service)
            try await ring.travel(service)
            #expect(try await ring.status(service).state == .ring)
        }
        home.advance(25 * 3600)
        try await home.serve { service in
            let status = try await ring.end(service)
            #expect(status.state == .matched)
        }
    }

    @Test("A first round that could not open when the agreement was signed opens in the sweep")
    func firstRound() async throws {
        let home = try TestHome()
        let parties = try ["acme", "streamco"].map { try TestParty($0, of: home) }
        let agreement = try TestAgreement(parties, home: home, from: TestHome.start + 100)
        let ring = TestRing(agreement, rows: [0..<60, 0..<60])
        try await home.serve { service in
            try await agreement.upload(to: service)
            #expect(try await service.client(parties[0]).get(ring.path).problem.code == .notFound)
            home.advance(100)
            await service.server.registry.sweep()
            #expect(try await ring.status(service).state == .gathering)
        }
    }
}
