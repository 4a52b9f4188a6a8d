// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns
import Consent
import Messages
import Segmentation
import Signing
import TestSupport
import Testing
import Vocabulary

/// What follows a match.
extension Samples {
    /// A handle, or a plan's name, of sixteen equal bytes.
    func handle(_ byte: UInt8) throws -> Handle { try #require(Handle(bytes: [UInt8](repeating: byte, count: 16))) }

    func moment(_ seconds: Int64 = 0) throws -> Timestamp { try #require(Timestamp(seconds: 1_780_000_000 + seconds)) }

    /// An empty last page.
    func recordPage() throws -> Signed<RecordPage> {
        let body = RecordPage(
            reference: reference, from: acme, transcript: transcript, page: 0, isLast: true, records: [])
        return try Signed(body, by: key)
    }

    func records() -> RecordsStatus {
        RecordsStatus(
            isDecided: false, revision: 4, deadline: 1_780_086_400,
            senders: [.init(party: acme, pages: 1, isComplete: true)], tally: nil)
    }

    func revocation() throws -> Signed<Revocation> {
        let body = Revocation(
            reference: reference, from: acme, transcript: transcript, handle: try handle(1), at: try moment())
        return try Signed(body, by: key)
    }

    func receiptOfRevocation() throws -> Signed<RevocationReceipt> {
        let body = RevocationReceipt(
            to: try revocation(), at: try moment(1), sequence: 8, previous: Digest(sha256: [6]))
        return try Signed(body, by: fixture.coordinator)
    }

    func story() throws -> MemberStory {
        MemberStory(
            handle: try handle(1), decision: nil, revocation: Unverified(try receiptOfRevocation()),
            segments: ["film-fans"], plans: [])
    }

    private var segment: SegmentDefinition {
        SegmentDefinition(name: "film-fans", description: nil, when: "streamco.interest == 'film'")
    }

    func segments() throws -> SegmentListing {
        SegmentListing(round: round, decidedAt: try moment(), entries: [.init(definition: segment, size: 50)])
    }

    func segmentsStatement() throws -> Signed<SegmentsStatement> {
        let body = SegmentsStatement(
            agreement: reference.agreement, from: acme, at: try moment(), definitions: [segment], remove: [])
        return try Signed(body, by: key)
    }

    var context: ContextDefinition {
        ContextDefinition(name: "evening", segment: "film-fans", channel: .sms, from: 1080, until: 1200, text: "Hello")
    }

    func contextsStatement() throws -> Signed<ContextsStatement> {
        let body = ContextsStatement(
            agreement: reference.agreement, from: acme, at: try moment(), definitions: [context], remove: [])
        return try Signed(body, by: key)
    }

    func plan() throws -> Unverified<PlanSummary> {
        let summary = PlanSummary(
            agreement: reference.agreement, round: round, context: context, madeAt: try moment(),
            plan: .init(id: try handle(2), messages: 50))
        return Unverified(try Signed(summary, by: key))
    }

    func page() throws -> Unverified<MessagePage> {
        let page = MessagePage(
            agreement: reference.agreement, round: round, plan: try handle(2), after: try handle(1),
            messages: [try message()])
        return Unverified(try Signed(page, by: key))
    }

    func message() throws -> PlannedMessage {
        PlannedMessage(
            handle: try handle(3), channel: .sms, text: "Hello", sendAfter: try moment(), notAfter: try moment(3600))
    }
}
