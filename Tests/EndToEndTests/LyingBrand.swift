// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns
import Consent
import CoordinatorClient
import Enrolment
import Foundation
import Home
import Messages
import Signing
import TestSupport
import Vocabulary

/// A brand whose program was killed before it learned the result: from there on the test speaks with its keys, and says what
/// no honest program would.
struct LyingBrand: Sendable {
    let watch: RoundWatch
    let reference: RoundReference
    let transcript: Digest
    /// The brand's, ascending.
    let handles: [Handle]
    private let party: PartyID
    private let key: IdentityKey

    var client: CoordinatorClient { watch.client }

    /// Two parties, nobody with a grant: the round is decided once the brand has sent its last page.
    static func plan(chunkRows: Int) -> DeploymentPlan {
        var plan = DeploymentPlan(
            parties: [.init("acme", "brand", entitled: true), .init("streamco", "partner")],
            match: "acme and streamco", chunkRows: chunkRows)
        plan.policies = ["us-federal", "ca-casl"]
        return plan
    }

    /// Runs round 1 to its match without the brand's program learning of it.
    ///
    /// - Parameters:
    ///   - files: the lists; the partner's must be much the shorter.
    ///   - partnerChunks: the chunks of the partner's list, all of them full.
    static func run(
        in deployment: Deployment, lists files: [URL], partnerChunks: Int, _ body: (LyingBrand) async throws -> Void
    ) async throws {
        let home = try Home(openingAt: deployment.parties[0].folder.path)
        let (party, key) = (home.party, try home.identityKey())
        try await RoundWatch.run(over: deployment.parties[0]) { watch in
            let round = try await watch.newest().reference
            let runs = try zip(deployment.parties, files).map { try $0.join($1) }
            _ = try await watch.wait("the ring", in: round.round) { $0.state != .gathering }
            // The partner uploads its list while the brand's is on its way, and stands still while the brand goes on: so the ring is not
            // complete when the brand has nothing left to do.
            runs[0].signal(SIGSTOP)
            let width = deployment.plan.chunkRows
            let last = try ChunkPlace(list: deployment.partner, hop: 0, chunk: partnerChunks - 1)
            _ = try await ProcessRun.poll("the partner's list") { () -> Bool? in
                (try? await watch.client.download(last, of: round.round, count: width)) == nil ? nil : true
            }
            runs[1].signal(SIGSTOP)
            runs[0].signal(SIGCONT)
            _ = try await ProcessRun.poll("the brand's last turn") { () -> Bool? in
                let work = try await watch.client.work(in: round.round)
                return work.uploads.isEmpty && work.turns.isEmpty ? true : nil
            }
            guard try await runs[0].killAndWait() else { throw ProcessError.garbled("the brand was faster") }
            runs[1].signal(SIGCONT)
            guard try await runs[1].waitForExit().code == 0 else { throw ProcessError.garbled("the partner failed") }
            let manifest = try await watch.client.result(of: round.round).body
            let rows = try await watch.client.rows(of: party, page: 0, in: round.round)
            let handles = stride(from: 0, to: rows.count, by: RowRecord.width).compactMap {
                RowRecord(bytes: rows[$0..<$0 + RowRecord.width])?.handle
            }
            try await body(
                LyingBrand(
                    watch: watch, reference: round, transcript: manifest.transcript, handles: handles, party: party,
                    key: key))
        }
    }

    /// A record about one of the brand's rows, with a commitment to nothing.
    func record(_ handle: Handle, _ consent: ConsentRecord) -> MemberRecord {
        MemberRecord(
            handle: handle, attributes: [:],
            consent: BoundConsent(subject: Digest(sha256: handle.bytes), record: consent))
    }

    /// A signed page.
    func page(_ number: Int, isLast: Bool, _ records: [MemberRecord]) throws -> Signed<RecordPage> {
        try Signed(
            RecordPage(
                reference: reference, from: party, transcript: transcript, page: number, isLast: isLast,
                records: records), by: key)
    }

    /// A signed revocation.
    func revocation(of handle: Handle, at now: Timestamp) throws -> Signed<Revocation> {
        try Signed(
            Revocation(reference: reference, from: party, transcript: transcript, handle: handle, at: now), by: key)
    }
}

extension Deployment {
    /// The second party.
    fileprivate var partner: PartyID {
        get throws {
            guard let id = PartyID(parties[1].id) else { throw ProcessError.garbled("no party's name") }
            return id
        }
    }
}
