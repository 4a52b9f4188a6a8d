// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Consent
internal import Messages
internal import Segmentation
internal import Signing
internal import Vocabulary

extension SegmentDesk {
    /// The segments of an agreement with their sizes, as far as these may be told.
    func listing(of id: AgreementID, for caller: PartyID) async throws -> SegmentListing {
        let agreement = try await agreement(id, for: caller)
        let newest = try await newest(of: agreement)
        let now = try members.moment()
        // Read after the suspensions above, so that what is shown is what is in force.
        let segments = try segments(of: agreement).segments
        guard let newest else {
            return SegmentListing(
                round: nil, decidedAt: nil,
                entries: segments.map { SegmentListing.Entry(definition: $0.definition, size: nil) })
        }
        let table = newest.table
        let minimum = agreement.disclosure.minimumResult
        let entries = try await Offload.run {
            segments.map { segment in
                let size = DisclosedSize(
                    of: table.rows(matching: segment.rule, at: now).count, minimumResult: minimum)
                return SegmentListing.Entry(definition: segment.definition, size: size.count)
            }
        }
        return SegmentListing(round: newest.round, decidedAt: newest.decidedAt, entries: entries)
    }

    /// What is known of one of the brand's own rows.
    func story(of handle: Handle, in id: RoundID, for caller: PartyID) async throws -> MemberStory {
        let place = try await members.brandPlace(of: id, for: caller)
        guard try dependencies.members.members(of: [handle], of: caller, in: id).first != .some(nil) else {
            throw Problem(.unknownHandle, "handle: it is not one of \(caller)'s in this round.")
        }
        let segments = try await names(ofSegmentsWith: handle, in: id, place)
        return MemberStory(
            handle: handle,
            decision: try dependencies.members.decision(of: handle, in: id).map { try Unverified(parsing: $0) },
            revocation: try dependencies.members.receipt(of: handle, in: id).map { try Unverified(parsing: $0) },
            segments: segments,
            plans: try isNewest(id, of: place.agreement.id) ? plans(with: handle, in: id) : [])
    }

    private func plans(with handle: Handle, in id: RoundID) throws -> [MemberStory.PlanPlace] {
        try dependencies.segments.messages(for: handle, in: id).map { plan, message in
            MemberStory.PlanPlace(
                plan: plan.id, context: plan.context, channel: message.channel, madeAt: plan.madeAt,
                sendAfter: message.sendAfter, notAfter: message.notAfter)
        }
    }

    /// The segments that a member is in now; only such whose size may be told, and only in the newest decided round.
    private func names(ofSegmentsWith handle: Handle, in id: RoundID, _ place: MemberDesk.Place) async throws
        -> [String]
    {
        guard let newest = try await newest(of: place.agreement), newest.round == id else { return [] }
        let now = try members.moment()
        let segments = try segments(of: place.agreement).segments
        let table = newest.table
        let minimum = DisclosedSize.minimum(place.agreement.disclosure.minimumResult)
        return try await Offload.run {
            segments.filter { segment in
                let rows = table.rows(matching: segment.rule, at: now)
                return rows.count >= minimum && rows.contains { table.handles[$0] == handle }
            }.map(\.definition.name)
        }
    }
}

extension DisclosedSize {
    /// The count that may be told.
    fileprivate var count: Int? {
        switch self {
        case .belowMinimum: nil
        case .atLeast(let count): count
        }
    }
}
