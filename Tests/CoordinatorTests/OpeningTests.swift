// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Messages
import NIOHTTP1
import Signing
import Testing

@Suite("Opening rounds")
struct OpeningTests {
    private static func opening(_ ring: TestRing, by list: Int, number: UInt32? = nil) throws -> Signed<RoundOpening> {
        try Signed(
            RoundOpening(reference: ring.reference, from: ring.parties[list].id, number: number ?? ring.number),
            by: ring.parties[list].key)
    }

    @Test("A party that learns its rows opens the next round; the same opening again is a success")
    func next() async throws {
        let home = try TestHome()
        let parties = try ["acme", "streamco", "hub"].map { try TestParty($0, of: home) }
        let agreement = try TestAgreement(parties, home: home, intervalHours: 1)
        let first = TestRing(agreement, rows: [0..<60, 0..<60, 0..<60])
        let second = TestRing(agreement, number: 2, rows: first.rows.map { 0..<$0.count })
        try await home.serve { service in
            try await agreement.upload(to: service)
            let path = agreement.path + "/rounds"
            let acme = try service.client(parties[0])
            func open(_ list: Int, _ statement: Signed<RoundOpening>) async throws -> TestClient.Reply {
                try await service.client(parties[list]).send(.POST, path, statement.bytes)
            }
            #expect(try await open(0, Self.opening(second, by: 0)).problem.code == .roundOpen)
            #expect(try await acme.put(first.path + "/stops/acme", first.stop(0)).status == 201)
            #expect(try await open(0, Self.opening(second, by: 0)).problem.code == .tooEarly)
            home.advance(3600)
            #expect(try await open(1, Self.opening(second, by: 1)).problem.code == .notEntitled)
            #expect(try await open(0, Self.opening(second, by: 2)).problem.code == .wrongParty)
            #expect(try await open(0, Self.opening(second, by: 0, number: 3)).problem.code == .wrongRound)
            let opened = try await open(0, Self.opening(second, by: 0))
            #expect(opened.status == 201)
            #expect(try RoundStatus(json: opened.json).reference == second.reference)
            #expect(try await open(0, Self.opening(second, by: 0)).status == 200)
            guard case .array(let rounds) = try await acme.get(path).json else {
                Issue.record("expected an array")
                return
            }
            #expect(try rounds.map { try RoundStatus(json: $0).number } == [2, 1])
        }
    }

    @Test("An agreement that lacks acceptances opens no round")
    func incomplete() async throws {
        let home = try TestHome()
        let parties = try ["acme", "streamco"].map { try TestParty($0, of: home) }
        let agreement = try TestAgreement(parties, home: home)
        let ring = TestRing(agreement, rows: [0..<60, 0..<60])
        try await home.serve { service in
            let acme = try service.client(parties[0])
            let bundle = try agreement.bundle(signedBy: [parties[0]])
            #expect(try await acme.send(.PUT, agreement.path, bundle.bytes).status == 201)
            let reply = try await acme.send(.POST, agreement.path + "/rounds", Self.opening(ring, by: 0).bytes)
            #expect(try reply.problem.code == .wrongState)
        }
    }
}
