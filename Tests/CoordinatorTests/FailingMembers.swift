// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns
import Consent
import Foundation
import Storage
import Synchronization
import Vocabulary

/// Stored members that stop taking batches without a page, as when the process ends in the middle of them, or that cannot
/// read a round.
final class FailingMembers: MemberStore {
    struct Failure: Error {}

    private let members: StoredMembers
    /// How many more of these batches are taken; nil where all are.
    private let left = Mutex<Int?>(nil)
    /// A round that cannot be read.
    private let unreadable = Mutex<RoundID?>(nil)
    /// How often all members of a round were read.
    private let reads = Mutex(0)
    /// How long that takes beside the reading itself.
    private let delay: Duration

    init(_ members: StoredMembers, delay: Duration = .zero) {
        self.members = members
        self.delay = delay
    }

    /// How often all members of a round were read.
    var readCount: Int { reads.withLock { $0 } }

    /// Takes so many batches without a page from now on; nil for any number.
    func take(_ count: Int?) { left.withLock { $0 = count } }

    /// Lets a round be unreadable from now on.
    func damage(_ round: RoundID) { unreadable.withLock { $0 = round } }

    func append(_ batch: LogBatch) throws {
        if batch.page == nil {
            try left.withLock { left throws(Failure) in
                guard let count = left else { return }
                guard count > 0 else { throw Failure() }
                left = count - 1
            }
        }
        try members.append(batch)
    }

    func phase(of round: RoundID) throws -> RecordsPhase {
        guard unreadable.withLock({ $0 != round }) else { throw Failure() }
        return try members.phase(of: round)
    }

    func page(_ page: Int, of party: PartyID, in round: RoundID) throws -> Columns.Digest? {
        try members.page(page, of: party, in: round)
    }

    func members(of handles: [Handle], of party: PartyID, in round: RoundID) throws -> [UInt32?] {
        try members.members(of: handles, of: party, in: round)
    }

    func revoked(among handles: [Handle], in round: RoundID) throws -> Set<Handle> {
        try members.revoked(among: handles, in: round)
    }

    func firstKnown(among subjects: [Columns.Digest]) throws -> Int? { try members.firstKnown(among: subjects) }

    func log(of agreement: AgreementID) throws -> LogChain { try members.log(of: agreement) }

    func latestMoment() throws -> Int64 { try members.latestMoment() }

    func note(moment: Int64) throws { try members.note(moment: moment) }

    func undecided(of owner: PartyID, in round: RoundID, after handle: Handle?, limit: Int) throws -> [Handle] {
        try members.undecided(of: owner, in: round, after: handle, limit: limit)
    }

    func tally(of round: RoundID) throws -> (allowed: Int, refused: Int) { try members.tally(of: round) }

    func entries(of agreement: AgreementID, after sequence: Int, limit: Int) throws -> [[UInt8]] {
        try members.entries(of: agreement, after: sequence, limit: limit)
    }

    func decision(of handle: Handle, in round: RoundID) throws -> [UInt8]? {
        try members.decision(of: handle, in: round)
    }

    func receipt(of handle: Handle, in round: RoundID) throws -> [UInt8]? { try members.receipt(of: handle, in: round) }

    func newestDecided(of agreement: AgreementID) throws -> (round: RoundID, at: Int64)? {
        try members.newestDecided(of: agreement)
    }

    func forEachMember(
        of round: RoundID, _ body: (AllowedMember, [(party: PartyID, json: [UInt8])]) throws -> Void
    ) throws {
        reads.withLock { $0 += 1 }
        usleep(UInt32(delay / .microseconds(1)))
        try members.forEachMember(of: round, body)
    }

    func openPhases() throws -> [RoundID] { try members.openPhases() }
}
