// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Foundation
import GRDB
import Messages
import Signing
import Storage
import TestSupport
import Testing
import Vocabulary

@Suite("Stored agreements")
struct StoredAgreementsTests {
    private let folder: TemporaryFolder
    private let database: StateDatabase
    private let fixture: AgreementFixture

    init() throws {
        folder = try TemporaryFolder()
        database = try StateDatabase(path: folder.path("state.sqlite"))
        fixture = try RoundDriver.fixture()
    }

    private func bundle(accepting indices: [Int]) throws -> SignedAgreement {
        var bundle = SignedAgreement(fixture.agreement)
        for index in indices {
            try bundle.accept(as: fixture.agreement.parties[index].id, with: fixture.identities[index])
        }
        return bundle
    }

    /// A store without anything remembered.
    private func fresh() throws -> StoredAgreements { StoredAgreements(try StateDatabase(path: database.path)) }

    @Test("come back with their acceptances", arguments: [[], [1], [0, 1, 2]])
    func roundTrip(accepting: [Int]) throws {
        let bundle = try bundle(accepting: accepting)
        #expect(try StoredAgreements(database).save(bundle) == bundle)
        #expect(try fresh().agreement(fixture.agreement.id) == bundle)
    }

    @Test("lose no acceptance, whichever bundle comes last")
    func merges() throws {
        let (first, second) = (StoredAgreements(database), try fresh())
        try first.save(bundle(accepting: [0]))
        try second.save(bundle(accepting: [1]))
        #expect(try first.save(bundle(accepting: [2])).isComplete)
        #expect(try second.save(bundle(accepting: [])).isComplete)
        #expect(try fresh().agreement(fixture.agreement.id)?.missing == [])
    }

    @Test("are none where none was stored")
    func none() throws {
        #expect(try StoredAgreements(database).agreement(fixture.agreement.id) == nil)
    }

    @Test("are listed by party, oldest first")
    func byParty() throws {
        let pair = try AgreementFixture(
            roles: [("acme", "brand"), ("mapco", "partner")], match: "acme and mapco", name: "pair")
        let store = StoredAgreements(database)
        try store.save(SignedAgreement(pair.agreement))
        try store.save(bundle(accepting: []))
        func names(_ party: String) throws -> [String] {
            try store.agreements(naming: #require(PartyID(party))).map(\.agreement.name)
        }
        #expect(try names("acme") == ["pair", "spring-launch"])
        #expect(try names("mapco") == ["pair"])
        #expect(try names("stranger") == [])
    }

    @Test("are live when complete, until their validity ends")
    func live() throws {
        let store = StoredAgreements(database)
        let until = fixture.agreement.validity.until.seconds
        try store.save(bundle(accepting: [0, 1]))
        #expect(try store.liveAgreements(at: RoundDriver.start).isEmpty)
        try store.save(bundle(accepting: [2]))
        #expect(try store.liveAgreements(at: until - 1).count == 1)
        #expect(try store.liveAgreements(at: until).isEmpty)
    }

    @Test(
        "are refused as damaged when changed behind their back",
        arguments: [
            "UPDATE agreement SET form = replace(CAST(form AS TEXT), 'spring', 'summer')",
            "UPDATE agreement SET form = CAST(replace(CAST(form AS TEXT), 'spring', 'summer') AS BLOB)",
            "UPDATE agreement SET id = zeroblob(32)",
            "UPDATE agreement_party SET acceptance = (SELECT acceptance FROM agreement_party WHERE position = 1) "
                + "WHERE position = 0",
            "UPDATE agreement_party SET acceptance = x'7b7d' WHERE position = 2",
            "UPDATE agreement_party SET acceptance = "
                + "CAST(replace(CAST(acceptance AS TEXT), '\"signature\":\"', '\"signature\":\"0') AS BLOB)",
        ])
    func damaged(sql: String) throws {
        try StoredAgreements(database).save(bundle(accepting: [0, 1, 2]))
        let queue = try DatabaseQueue(path: database.path)
        do {
            try queue.write { try $0.execute(sql: sql) }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            return  // A strict table does not even store it.
        }
        let store = try fresh()
        do {
            let found = try store.agreements(naming: #require(PartyID("acme")))
            Issue.record("read back \(found.count)")
        } catch StorageError.damaged(let place) {
            #expect(place.contains("agreement"))
        }
    }
}
