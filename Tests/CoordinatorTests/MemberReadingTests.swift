// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Consent
import Messages
import Signing
import Storage
import Testing
import Vocabulary

@Suite("The members that are counted")
struct MemberReadingTests {
    @Test("are read once for all who ask at the same time, and anew after a revocation")
    func once() async throws {
        let home = try TestHome(atNoon: true)
        let agreement = try MemberStage.agreement(on: home)
        let members = FailingMembers(StoredMembers(home.database), delay: .milliseconds(200))
        try await home.serve(home.server(members: members)) { service in
            let stage = try await MemberStage(service, agreement)
            try await stage.defineAll()
            try await stage.decide()
            for count in 1...2 {
                try await withThrowingTaskGroup(of: Int?.self) { group in
                    for _ in 0..<8 { group.addTask { try await stage.size() } }
                    for try await size in group { #expect(size == 50) }
                }
                #expect(members.readCount == count)
                try await stage.revoke(count)
            }
        }
    }

    @Test("have no attributes once they are refused or revoked, and others keep theirs")
    func attributes() async throws {
        try await MemberStage.run { stage in
            try await stage.define([MemberStage.segment("told", "has(streamco.visits)")])
            try await stage.revoke(59)
            let partner = stage.rows[1].indices.map { stage.partnerRecord($0, ["visits": .integer(1)]) }
            try await stage.decide(partner: partner) { try .sample(purpose: $0 < 2 ? "other" : "marketing") }
            #expect(try await stage.size("told") == 50)
            try await stage.revoke(7)
            #expect(try await stage.size("told") == 50)
            let story = try await stage.story(of: 0)
            #expect(story.segments.isEmpty && story.decision?.body.verdict.isAllowed == false)
            #expect(try await stage.story(of: 8).segments == ["told"])
        }
    }
}
