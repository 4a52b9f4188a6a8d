// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Consent
import Coordinator
import Messages
import NIOHTTP1
import Segmentation
import Signing
import Testing
import Vocabulary

@Suite("Sizes of segments")
struct MemberCountTests {
    @Test("are told as the agreement's minimum and steps of 50 allow", arguments: [50, 100, 120])
    func disclosure(minimum: Int) async throws {
        try await MemberStage.run(shared: 151, minimum: Int64(minimum)) { stage in
            try await stage.defineAll()
            try await stage.decide()
            var count = 151
            for target in [151, 150, 149, 121, 120, 119, 101, 100, 99, 51, 50, 49] {
                while count > target {
                    count -= 1
                    try await stage.revoke(count)
                }
                let told = target < minimum ? nil : target / 50 * 50
                #expect(try await stage.size() == told, "\(target)")
                let summary = try await PlanSummary.told(stage.plan())
                #expect(summary.plan?.messages == (target < minimum ? nil : target), "\(target)")
                // Below the minimum not even one's own row is told of.
                #expect(try await stage.story(of: 0).segments == (target < minimum ? [] : ["all"]), "\(target)")
            }
        }
    }

    @Test("are not told before a round is decided, and follow the newest decided round")
    func rounds() async throws {
        let home = try TestHome(atNoon: true)
        let agreement = try MemberStage.agreement(on: home)
        try await home.serve { service in
            let first = try await MemberStage(service, agreement, shared: 110)
            try await first.defineAll()
            var listing = try await first.listing()
            #expect(listing.round == nil && listing.decidedAt == nil && listing.entries.map(\.size) == [nil])
            #expect(try await first.send(first.page(first.records(of: 0..<110))).status == 201)
            // All of the brand's decisions are made, but the round is not decided.
            listing = try await first.listing()
            #expect(listing.round == nil && listing.entries.map(\.size) == [nil])
            #expect(try await first.plan().problem.code == .wrongState)
            home.advance(77)
            try await first.sendPartner()
            listing = try await first.listing()
            #expect(listing.round == first.round && listing.entries.map(\.size) == [100])
            #expect(listing.decidedAt == (try MemberStage.moment(77)))
            let second = try await MemberStage(service, agreement, number: 2, shared: 60)
            #expect(try await second.send(second.page(second.records(of: 0..<60))).status == 201)
            #expect(try await second.listing() == listing)
            try await second.sendPartner()
            listing = try await second.listing()
            #expect(listing.round == second.round && listing.entries.map(\.size) == [50])
            // What is known of a row of the older round is no segment any more.
            #expect(try await first.story(of: 0).segments.isEmpty)
            #expect(try await second.story(of: 0).segments == ["all"])
        }
    }

    @Test("count by what each party told of the same person, and unknown never matches")
    func attributes() async throws {
        try await MemberStage.run(shared: 200) { stage in
            try await stage.define([
                MemberStage.segment("film", "streamco.interest == 'film'"),
                MemberStage.segment("not-film", "streamco.interest != 'film'"),
                MemberStage.segment("known", "has(streamco.interest)"),
                MemberStage.segment("british", "number.country == 'GB' && streamco.visits >= 60"),
                MemberStage.segment("sport", "tag('sport')"),
            ])
            // People below 120 like films, those up to 180 theatre; of the rest nothing is told.
            let partner = stage.rows[1].enumerated().compactMap { row, place -> MemberRecord? in
                guard place.person < 180 else { return nil }
                return stage.partnerRecord(
                    row,
                    [
                        "interest": .string(place.person < 120 ? "film" : "theatre"),
                        "visits": .integer(Int64(place.person)),
                        "tags": .strings(place.person < 110 ? ["music", "sport"] : ["music"]),
                    ])
            }
            try await stage.decide(partner: partner)
            var sizes: [String: Int?] = [:]
            for entry in try await stage.listing().entries { sizes[entry.definition.name] = entry.size }
            #expect(sizes == ["film": 100, "not-film": 50, "known": 150, "british": 100, "sport": 100])
            for row in [0, 50, 100, 150, 199] {
                let person = stage.rows[0][row].person
                var names = person < 180 ? ["known"] : []
                if (60..<180).contains(person) { names.append("british") }
                if person < 120 { names.append("film") }
                if (120..<180).contains(person) { names.append("not-film") }
                if person < 110 { names.append("sport") }
                #expect(try await stage.story(of: row).segments.sorted() == names.sorted())
            }
        }
    }

    @Test("lose a member exactly at the moment from which its consent holds no more")
    func until() async throws {
        try await MemberStage.run(shared: 50) { stage in
            try await stage.defineAll()
            try await stage.decide { try .sample(expiresAt: $0 == 7 ? 7200 : nil) }
            let plan = try await stage.planned()
            #expect(plan.messages == 50)
            let last = try #require(try await stage.messages(of: plan.id).first { $0.handle == stage.handles[7] })
            #expect(last.notAfter == (try MemberStage.moment(7200)))
            // A message takes a minute at least.
            stage.home.advance(7200 - 60)
            #expect(try await stage.planned().messages == 50)
            stage.home.advance(1)
            #expect(try await PlanSummary.told(stage.plan()).plan == nil)
            stage.home.advance(58)
            #expect(try await stage.size() == 50)
            #expect(try await stage.messages(of: plan.id).count == 50)
            #expect(try await stage.story(of: 7).segments == ["all"])
            stage.home.advance(1)
            #expect(try await stage.size() == nil)
            let left = stage.handles.filter { $0 != stage.handles[7] }
            #expect(try await stage.messages(of: plan.id).map(\.handle) == left)
            #expect(try await stage.story(of: 7).segments.isEmpty)
        }
    }
}
