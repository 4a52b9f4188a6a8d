// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns
import Coordinator
import Messages
import NIOHTTP1
import Signing
import Testing
import Vocabulary

@Suite("A round from end to end")
struct RoundTests {
    /// Three parties that have 60 rows in common.
    private static func threeParties(_ home: TestHome, shared: Int = 60) throws -> TestRing {
        let parties = try ["acme", "streamco", "hub"].map { try TestParty($0, of: home) }
        let agreement = try TestAgreement(parties, home: home)
        return TestRing(agreement, rows: [0..<100, 0..<shared, 0..<(shared + 20)])
    }

    @Test("Parties that learn their rows get them under the manifest's root; the columns are erased")
    func matched() async throws {
        let home = try TestHome()
        let ring = try Self.threeParties(home)
        try await home.serve { service in
            try await ring.agreement.upload(to: service)
            try await ring.gather(service)
            try await ring.travel(service)
            #expect(try await ring.end(service).state == .matched)
            let client = try service.client(ring.parties[1])
            let result = try await Unverified<ResultManifest>(json: client.get(ring.path + "/result").json)
                .verified(by: home.identity.publicIdentity)
            #expect(result.body.members == 50)
            #expect(Set(result.body.rows.keys) == [ring.parties[0].id, ring.parties[2].id])
            for list in [0, 2] {
                let party = ring.parties[list]
                let reply = try await service.client(party).get("\(ring.path)/rows/\(party.id)/0")
                #expect(reply.headers["content-digest"] == [TestRing.contentDigest(reply.bytes)])
                let root = reply.bytes.withUnsafeBytes { MerkleTree.root(of: $0, width: RowRecord.width) }
                #expect(root == result.body.rows[party.id])
                let positions = stride(from: 0, to: reply.bytes.count, by: RowRecord.width).compactMap {
                    RowRecord(bytes: reply.bytes[$0..<$0 + RowRecord.width])?.position
                }
                #expect(Set(positions.map { ring.rows[list][Int($0)] }) == Set(0..<60))
            }
            #expect(try await client.get("\(ring.path)/rows/streamco/0").problem.code == .notEntitled)
            #expect(try await service.client(ring.parties[0]).get("\(ring.path)/rows/acme/1").problem.code == .notFound)
            #expect(try home.columnFolders.isEmpty)
        }
    }

    @Test("Fewer members than the minimum: the manifest says so and nothing else")
    func belowMinimum() async throws {
        let home = try TestHome()
        let ring = try Self.threeParties(home, shared: 49)
        try await home.serve { service in
            try await ring.agreement.upload(to: service)
            try await ring.gather(service)
            try await ring.travel(service)
            #expect(try await ring.end(service).state == .belowMinimum)
            let client = try service.client(ring.parties[0])
            let result = try await Unverified<ResultManifest>(json: client.get(ring.path + "/result").json)
            #expect(result.body.members == 0)
            #expect(result.body.rows.isEmpty)
            #expect(try await client.get("\(ring.path)/rows/acme/0").problem.code == .notFound)
        }
    }

    @Test("A token twice in a list stops the round with the chunk and row that hold it")
    func duplicateToken() async throws {
        let home = try TestHome()
        let ring = try Self.threeParties(home)
        try await home.serve { service in
            try await ring.agreement.upload(to: service)
            try await ring.gather(service)
            try await ring.travel(service, repeating: true)
            let status = try await ring.end(service)
            #expect(status.state == .stopped)
            let stop = try #require(status.stop).verified(by: home.identity.publicIdentity).body
            #expect(stop.reason == .duplicateToken)
            #expect(stop.accused == ring.parties[2].id)
            #expect(stop.place == ChunkPlace(list: ring.parties[0].id, hop: 2, chunk: 3))
            #expect(stop.row == 3)
        }
    }

    @Test("A party's stop ends the round for all and erases its columns")
    func stop() async throws {
        let home = try TestHome()
        let ring = try Self.threeParties(home)
        try await home.serve { service in
            try await ring.agreement.upload(to: service)
            try await ring.gather(service)
            #expect(try await ring.upload(service, list: 0, hop: 0, chunk: 0).status == 201)
            #expect(try home.columnFolders.count == 1)
            let notice = try Signed(
                StopNotice(
                    reference: ring.reference, from: ring.parties[1].id, transcript: ring.transcript, reason: .cancelled
                ),
                by: ring.parties[1].key)
            let client = try service.client(ring.parties[1])
            #expect(try await client.put(ring.path + "/stops/streamco", notice).status == 201)
            #expect(try await client.put(ring.path + "/stops/streamco", notice).status == 200)
            #expect(try await ring.status(service).state == .stopped)
            #expect(try home.columnFolders.isEmpty)
            #expect(try await ring.upload(service, list: 0, hop: 0, chunk: 1).problem.code == .wrongState)
        }
    }

    @Test("A round that is not finished by its deadline expires when somebody looks, and in the sweep")
    func expiry() async throws {
        let home = try TestHome()
        let ring = try Self.threeParties(home)
        try await home.serve { service in
            try await ring.agreement.upload(to: service)
            try await ring.gather(service)
            #expect(try await ring.upload(service, list: 0, hop: 0, chunk: 0).status == 201)
            home.advance(24 * 3600)
            await service.server.registry.sweep()
            #expect(try home.columnFolders.isEmpty)
            #expect(try await ring.status(service).state == .expired)
            #expect(home.metrics.text.contains("symbolon_rounds_open 0\n"))
        }
    }

    @Test("Rows are erased when their retention ends")
    func retention() async throws {
        let home = try TestHome()
        let ring = try Self.threeParties(home)
        try await home.serve { service in
            try await ring.agreement.upload(to: service)
            try await ring.gather(service)
            try await ring.travel(service)
            _ = try await ring.end(service)
            let client = try service.client(ring.parties[0])
            #expect(try await client.get("\(ring.path)/rows/acme/0").status == 200)
            home.advance(31 * 86_400)
            await service.server.registry.sweep()
            #expect(try await client.get("\(ring.path)/rows/acme/0").problem.code == .notFound)
        }
    }

    @Test("A budget that another round used up meanwhile stops the round when T is formed")
    func budget() async throws {
        let home = try TestHome()
        let parties = try ["acme", "streamco"].map { try TestParty($0, of: home) }
        let rings = try ["one", "two"].map { name in
            let agreement = try TestAgreement(parties, home: home, name: name, cap: 60, budgetFactor: 1)
            return TestRing(agreement, rows: [0..<60, 0..<10])
        }
        try await home.serve { service in
            for ring in rings { try await ring.agreement.upload(to: service) }
            for list in [0, 1] {
                for ring in rings {
                    let reply = try await service.client(parties[list])
                        .put("\(ring.path)/commitments/\(parties[list].id)", ring.commitment(list))
                    #expect(reply.status == 201)
                }
            }
            #expect(try await rings[0].status(service).state == .gathering)
            let stopped = try await rings[1].status(service)
            #expect(stopped.state == .stopped)
            #expect(try #require(stopped.stop).verified(by: home.identity.publicIdentity).body.reason == .budget)
        }
    }
}
