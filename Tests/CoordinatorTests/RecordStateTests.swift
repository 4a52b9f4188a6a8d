// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Columns
import Consent
import Coordinator
import Messages
import NIOHTTP1
import Segmentation
import Signing
import Storage
import Testing
import Vocabulary

@Suite("When records are taken")
struct RecordStateTests {
    @Test("Before the match and in a round that ended without one nothing is taken")
    func beforeMatch() async throws {
        let home = try TestHome(atNoon: true)
        let agreement = try MemberStage.agreement(on: home)
        let ring = MemberStage.ring(agreement)
        try await home.serve { service in
            try await agreement.upload(to: service)
            let client = try service.client(ring.parties[0])
            let page = try Signed(
                RecordPage(
                    reference: ring.reference, from: ring.parties[0].id, transcript: ring.transcript, page: 0,
                    isLast: true, records: []), by: ring.parties[0].key)
            func refused() async throws {
                #expect(try await client.put("\(ring.path)/records/acme/0", page).problem.code == .wrongState)
                #expect(try await client.get("\(ring.path)/records").problem.code == .wrongState)
            }
            try await refused()
            try await ring.gather(service)
            try await refused()
            #expect(try await client.put("\(ring.path)/stops/acme", ring.stop(0)).status == 201)
            try await refused()
            #expect(try StoredMembers(home.database).log(of: agreement.agreement.id).sequence == 0)
        }
    }

    @Test("Pages come in order, each once; the same page again is a success, also when the round is decided")
    func pages() async throws {
        try await MemberStage.run { stage in
            let first = try stage.page(stage.records(of: 0..<30), isLast: false)
            let second = try stage.page(stage.records(of: 30..<60), number: 1)
            #expect(try await stage.send(second).problem.code == .outOfOrder)
            #expect(try await stage.send(first).status == 201)
            let facts = try stage.facts()
            #expect(try await stage.send(first).status == 200)
            let other = try stage.page(stage.records(of: 0..<29), isLast: false)
            #expect(try await stage.send(other).problem.code == .conflict)
            let third = try stage.page(stage.records(of: 30..<60), number: 2)
            #expect(try await stage.send(third).problem.code == .outOfOrder)
            #expect(try stage.facts() == facts)
            #expect(try await stage.send(second).status == 201)
            // The last page was the last, though the partner's is still to come.
            #expect(!(try await stage.status().isDecided))
            let more = try stage.page([stage.record(59, subject: Digest(sha256: [1]))], number: 2)
            #expect(try await stage.send(more).problem.code == .wrongState)
            try await stage.sendPartner()
            #expect(try await stage.status().isDecided)
            let decided = try stage.facts()
            for page in [first, second] { #expect(try await stage.send(page).status == 200) }
            #expect(try await stage.send(other).problem.code == .conflict)
            #expect(try await stage.send(more).problem.code == .wrongState)
            #expect(try stage.facts() == decided)
        }
    }

    @Test("A page is signed anew by the same key with the same bytes, so that a repeated record is no new one")
    func sameRecords() async throws {
        try await MemberStage.run { stage in
            let page = try stage.page(stage.records(of: 0..<60))
            let again = try stage.page(stage.records(of: 0..<60))
            #expect(page.bytes == again.bytes)
            #expect(try await stage.send(page).status == 201)
            #expect(try await stage.send(again).status == 200)
        }
    }

    @Test("Handles ascend across pages too", arguments: [29, 28])
    func ascending(row: Int) async throws {
        try await MemberStage.run { stage in
            #expect(try await stage.send(stage.page(stage.records(of: 0..<30), isLast: false)).status == 201)
            let facts = try stage.facts()
            let record = try stage.record(row, subject: Digest(sha256: [1]))
            let next = try stage.page([record] + stage.records(of: 30..<60), number: 1)
            #expect(try await stage.send(next).problem.code == .notAscending)
            #expect(try stage.facts() == facts)
            #expect(try await stage.send(stage.page(stage.records(of: 30..<60), number: 1)).status == 201)
        }
    }

    @Test("A decided round takes no record of a party that was not complete")
    func afterDeadline() async throws {
        try await MemberStage.run { stage in
            #expect(try await stage.send(stage.page(stage.records(of: 0..<60))).status == 201)
            let early = try stage.page([stage.partnerRecord(0, ["visits": .integer(1)])], of: 1, isLast: false)
            #expect(try await stage.send(early).status == 201)
            stage.home.advance(24 * 3600)
            await stage.service.server.members.sweep()
            let facts = try stage.facts()
            #expect(facts.phase.isDecided)
            let late = try stage.page([stage.partnerRecord(1, ["visits": .integer(1)])], of: 1, number: 1)
            #expect(try await stage.send(late).problem.code == .wrongState)
            #expect(try stage.facts() == facts)
        }
    }

    @Test("From the deadline on no page is taken, though no sweep has looked yet", arguments: [-1, 0])
    func late(offset: Int64) async throws {
        try await MemberStage.run { stage in
            let first = try stage.page(stage.records(of: 0..<20), isLast: false)
            #expect(try await stage.send(first).status == 201)
            stage.home.advance(24 * 3600 + offset)
            let facts = try stage.facts()
            let reply = try await stage.send(stage.page(stage.records(of: 20..<60), number: 1))
            if offset < 0 {
                #expect(reply.status == 201)
            } else {
                #expect(try reply.problem.code == .wrongState)
                #expect(try stage.facts() == facts)
                #expect(try await stage.send(first).status == 200)
            }
        }
    }

    @Test("After the end of retention nothing is taken or told but the log", arguments: [true, false])
    func erased(isDecided: Bool) async throws {
        try await MemberStage.run { stage in
            if isDecided { try await stage.decide() }
            let entries = try await stage.log()
            stage.home.advance(31 * 86_400)
            await stage.service.server.registry.sweep()
            let page = try stage.page(stage.records(of: 0..<60))
            #expect(try await stage.send(page).problem.code == .membersErased)
            #expect(try await stage.send(stage.revocation(of: 0)).problem.code == .membersErased)
            for path in ["\(stage.ring.path)/records", "\(stage.ring.path)/members/\(stage.handles[0])"] {
                #expect(try await stage.acme.get(path).problem.code == .membersErased)
            }
            // The sweep does not decide what is erased.
            await stage.service.server.members.sweep()
            #expect(try await stage.log() == entries)
            let listing = try await stage.listing()
            #expect(listing.round == nil && listing.decidedAt == nil)
        }
    }

    @Test("A commitment is never taken twice: across pages, rounds and agreements")
    func subjects() async throws {
        let home = try TestHome(atNoon: true)
        let agreement = try MemberStage.agreement(on: home)
        let other = try MemberStage.agreement(on: home, parties: agreement.parties, name: "autumn")
        try await home.serve { service in
            let first = try await MemberStage(service, agreement)
            #expect(try await first.send(first.page(first.records(of: 0..<30), isLast: false)).status == 201)
            func refused(by stage: MemberStage, number: Int, isLast: Bool) async throws {
                let used = try [
                    stage.record(30), stage.record(31, subject: first.subject(29)), stage.record(32),
                ]
                let facts = try stage.facts()
                let problem = try await stage.send(stage.page(used, number: number, isLast: isLast)).problem
                #expect(problem.code == .subjectReused && problem.detail.contains("records[1].subject"))
                #expect(try stage.facts() == facts)
                #expect(try stage.stored.firstKnown(among: [stage.subject(30), stage.subject(32)]) == nil)
            }
            try await refused(by: first, number: 1, isLast: false)
            #expect(try await first.send(first.page(first.records(of: 30..<60), number: 1)).status == 201)
            try await first.sendPartner()
            try await refused(by: MemberStage(service, agreement, number: 2), number: 0, isLast: false)
            try await refused(by: MemberStage(service, other), number: 0, isLast: true)
        }
    }
}
