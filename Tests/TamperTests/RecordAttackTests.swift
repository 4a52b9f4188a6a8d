// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Columns
import Consent
import CoordinatorClient
import Messages
import Segmentation
import Signing
import Testing
import Vocabulary

/// Pages of records that are another's, another round's, altered, or sent at the same time.
@Suite struct RecordAttackTests {
    /// After an attack nothing of it counts, and the honest pages are taken.
    private func expectUntouched(_ stage: Stage) async throws {
        let status = try await stage.clients[0].records(of: stage.cast.round)
        #expect(!status.isDecided && status.senders.allSatisfy { $0.pages == 0 && !$0.isComplete })
        #expect(try await stage.verifiedLog().isEmpty)
        for party in 0..<2 { try await stage.clients[party].put(stage.page(of: party)) }
        let decided = try await stage.clients[0].records(of: stage.cast.round)
        #expect(decided.isDecided && decided.tally == RecordsStatus.Tally(allowed: 60, refused: 0))
        #expect(try await stage.verifiedLog().count == 61)
    }

    @Test("Pages of another round, agreement or transcript are refused")
    func replay() async throws {
        try await Stage.withMatch { first in
            let old = try await first.page(of: 0)
            for party in 0..<2 { try await first.clients[party].put(first.page(of: party)) }
            let second = first.with(try Cast(number: 2, extra: Cast.members))
            _ = try await first.clients[0].open(second.cast.opening())
            try await second.enterRing()
            try await second.finish()
            #expect(try await second.put("records/acme/0", old.bytes, as: 0).problem?.code == .wrongRound)
            // A page that names the new round over the old transcript, or the new one of another agreement.
            let handles = try await second.records(of: 0)
            let transcript = try first.cast.transcript
            let crossed = try await second.page(of: 0, records: handles, transcript: transcript)
            #expect(try await second.put("records/acme/0", crossed.bytes, as: 0).problem?.code == .wrongRound)
            let other = RoundReference(
                agreement: try Cast(name: "autumn-launch").agreement.id, round: second.cast.round)
            let foreign = try await second.page(of: 0, reference: other)
            #expect(try await second.put("records/acme/0", foreign.bytes, as: 0).problem?.code == .wrongRound)
            // The old round's handles are none of the new one's.
            let stale = try await second.page(of: 0, records: old.body.records)
            #expect(try await second.put("records/acme/0", stale.bytes, as: 0).problem?.code == .unknownHandle)
            // Nor may a commitment of the old round be used again.
            let reused = zip(handles, old.body.records).map { new, old in
                MemberRecord(
                    handle: new.handle, attributes: [:],
                    consent: new.consent.flatMap { consent in
                        old.consent.map { BoundConsent(subject: $0.subject, record: consent.record) }
                    })
            }
            let page = try await second.page(of: 0, records: reused)
            #expect(try await second.put("records/acme/0", page.bytes, as: 0).problem?.code == .subjectReused)
            #expect(try await second.clients[0].records(of: second.cast.round).senders.map(\.pages) == [0, 0])
            #expect(try await second.verifiedLog().count == 61)
        }
    }

    @Test("Nobody sends consents but the brand, nobody another's page, and nobody a page that was signed by another")
    func otherSenders() async throws {
        try await Stage.withMatch { stage in
            let (brands, partners) = (try await stage.records(of: 0), try await stage.records(of: 1))
            // A partner that sends consents for its own rows, with good commitments.
            let greedy = zip(partners, brands).map { own, brand in
                MemberRecord(handle: own.handle, attributes: [:], consent: brand.consent)
            }
            let consents = try await stage.page(of: 1, records: greedy)
            #expect(try await stage.put("records/streamco/0", consents.bytes, as: 1).problem?.code == .notEntitled)
            // Its page under the brand's route, with its own certificate and with the brand's.
            let partner = try await stage.page(of: 1)
            let foreign = try await stage.put("records/acme/0", partner.bytes, as: 1)
            #expect(foreign.status == 403 && foreign.problem?.code == .wrongParty)
            #expect(try await stage.put("records/acme/0", partner.bytes, as: 0).problem?.code == .malformed)
            // The brand's page in the partner's name, and signed by the partner.
            let renamed = try await stage.page(of: 1, from: 0)
            #expect(try await stage.put("records/acme/0", renamed.bytes, as: 0).problem?.code == .badSignature)
            let forged = try await stage.page(of: 0, signer: 1)
            #expect(try await stage.put("records/acme/0", forged.bytes, as: 0).problem?.code == .badSignature)
            // Who has no grant has nothing to say, not even that; and nobody learns how far others are.
            let stranger = try await stage.page(of: 1, records: [], from: 2, signer: 2)
            #expect(try await stage.put("records/optouts/0", stranger.bytes, as: 2).problem?.code == .notEntitled)
            // The brand without consents, and rows of others.
            let silent = brands.map { MemberRecord(handle: $0.handle, attributes: $0.attributes, consent: nil) }
            let bare = try await stage.page(of: 0, records: silent)
            #expect(try await stage.put("records/acme/0", bare.bytes, as: 0).problem?.code == .malformed)
            let borrowed = zip(partners, brands).map { partner, brand in
                MemberRecord(handle: partner.handle, attributes: [:], consent: brand.consent)
            }
            let others = try await stage.page(of: 0, records: borrowed)
            #expect(try await stage.put("records/acme/0", others.bytes, as: 0).problem?.code == .unknownHandle)
            try await expectUntouched(stage)
        }
    }

    @Test("A stolen page in which an attribute or a consent was altered does not verify")
    func altered() async throws {
        try await Stage.withMatch { stage in
            let changes = [
                (1, "\"interest\":\"film\"", "\"interest\":\"sport\""), (1, "\"last\":true", "\"last\":false"),
                (0, "\"state\":\"given\"", "\"state\":\"renewed\""), (0, "America/New_York", "America/Chicago"),
                (0, "notice-1", "notice-2"),
            ]
            for (party, before, after) in changes {
                let page = try await stage.page(of: party)
                let text = String(decoding: page.bytes, as: UTF8.self)
                let altered = text.replacing(before, with: after, maxReplacements: 1)
                #expect(altered != text)
                let answer = try await stage.put("records/\(stage.cast.id(party))/0", Array(altered.utf8), as: party)
                #expect(answer.status == 422 && answer.problem?.code == .badSignature, "\(before)")
            }
            try await expectUntouched(stage)
        }
    }

    @Test("The same page sent eight times at once over several connections counts once")
    func sameAtOnce() async throws {
        try await Stage.withMatch { stage in
            let page = try await stage.page(of: 0)
            let statuses = try await withThrowingTaskGroup(of: Int?.self) { group in
                for _ in 0..<8 {
                    group.addTask { try await stage.put("records/acme/0", page.bytes, as: 0).status }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.sorted { ($0 ?? 0) < ($1 ?? 0) } == [200, 200, 200, 200, 200, 200, 200, 201])
            #expect(try await stage.verifiedLog().count == 60)
            try await stage.clients[1].put(stage.page(of: 1))
            #expect(try await stage.verifiedLog().count == 61)
        }
    }

    @Test("Of different pages for one place, sent at once, one is taken whole, and the chain holds", arguments: 0..<4)
    func differentAtOnce(attempt: Int) async throws {
        try await Stage.withMatch { stage in
            let records = try await stage.records(of: 0)
            var pages: [Signed<RecordPage>] = []
            for count in [60, 50, 40, 30] {
                pages.append(try await stage.page(of: 0, records: Array(records.prefix(count))))
            }
            let answers = try await withThrowingTaskGroup(of: (Int, RawExchange).self) { group in
                for (index, page) in pages.enumerated() {
                    group.addTask { (index, try await stage.put("records/acme/0", page.bytes, as: 0)) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let taken = answers.filter { $0.1.status == 201 }
            #expect(taken.count == 1)
            #expect(answers.filter { $0.1.problem?.code == .conflict }.count == 3)
            let kept = try #require(taken.first.map { pages[$0.0].body.records })
            let decided = try await stage.verifiedLog().compactMap { ($0.body as? Decision)?.handle }
            #expect(decided == kept.map(\.handle))
            try await stage.clients[1].put(stage.page(of: 1))
            let tally = try await stage.clients[0].records(of: stage.cast.round).tally
            #expect(tally == RecordsStatus.Tally(allowed: kept.count, refused: 60 - kept.count))
            #expect(try await stage.verifiedLog().count == 61)
        }
    }

    @Test("The pages of two parties and two pages of one, sent at once, end in one chain", arguments: 0..<4)
    func allAtOnce(attempt: Int) async throws {
        try await Stage.withMatch { stage in
            let records = try await stage.records(of: 0)
            let first = try await stage.page(of: 0, 0, isLast: false, records: Array(records.prefix(30)))
            let second = try await stage.page(of: 0, 1, records: Array(records.suffix(30)))
            let partner = try await stage.page(of: 1)
            let problems = try await withThrowingTaskGroup(of: ProblemCode?.self) { group in
                for (path, page, party) in [
                    ("records/acme/1", second, 0), ("records/acme/0", first, 0), ("records/streamco/0", partner, 1),
                ] {
                    group.addTask { try await stage.put(path, page.bytes, as: party).problem?.code }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            // The second page may have come before the first; nothing else can have gone wrong.
            #expect(problems.compactMap(\.self).allSatisfy { $0 == .outOfOrder })
            try await stage.clients[0].put(second)
            let tally = try await stage.clients[0].records(of: stage.cast.round).tally
            #expect(tally == RecordsStatus.Tally(allowed: 60, refused: 0))
            let decided = try await stage.verifiedLog().compactMap { ($0.body as? Decision)?.handle }
            #expect(decided == records.map(\.handle))
        }
    }
}
