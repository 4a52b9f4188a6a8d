// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Columns
internal import Consent
internal import Logging
internal import Messages
internal import Signing
internal import Vocabulary

extension MemberDesk {
    /// Takes a revocation: logged, and the member gone from segments and plans, in one step; the same handle again gets the
    /// same receipt.
    ///
    /// - Returns: the receipt's envelope, and whether it is new.
    func revoke(
        _ statement: Unverified<Revocation>, handle: Handle, from caller: PartyID, in id: RoundID
    ) async throws -> (receipt: [UInt8], isNew: Bool) {
        let place = try await brandPlace(of: id, for: caller)
        let body = statement.body
        guard body.from == caller, body.handle == handle else {
            throw Problem(.malformed, "body: the revocation is of another party or handle than the route's.")
        }
        guard body.reference == place.reference, body.transcript == place.transcript else {
            throw Problem(.wrongRound, "The revocation names another agreement, round or transcript.")
        }
        guard let key = place.agreement.identity(of: caller), let signed = try? statement.verified(by: key) else {
            throw Problem(.badSignature, "The revocation does not verify under \(caller)'s key.")
        }
        guard try dependencies.members.members(of: [handle], of: caller, in: id).first != .some(nil) else {
            throw Problem(.unknownHandle, "handle: it is not one of \(caller)'s in this round.")
        }
        if let receipt = try dependencies.members.receipt(of: handle, in: id) { return (receipt, false) }
        var log = try dependencies.members.log(of: place.agreement.id)
        var batch = LogBatch(agreement: place.agreement.id, round: id, log: log, entries: [])
        let receipt = try Signed(
            RevocationReceipt(
                reference: place.reference, transcript: place.transcript, handle: handle,
                revocation: Digest(sha256: signed.bytes), at: revocationMoment(), sequence: log.sequence + 1,
                previous: log.hash),
            by: dependencies.identity)
        try batch.add(.revocation(receipt), to: &log)
        batch.revoked = LogBatch.Revoked(handle: handle, envelope: signed.bytes)
        try dependencies.members.append(batch)
        changed()
        dependencies.metrics.countRevocation()
        dependencies.logger.notice(
            "a member was revoked", metadata: ["agreement": "\(place.agreement.id)", "round": "\(id)"])
        return (receipt.bytes, true)
    }

    /// A revocation is taken whatever the clock says: refusing one would keep a member in.
    private func revocationMoment() throws -> Timestamp {
        let now = try dependencies.timestamp()
        return max(now, Timestamp(seconds: try dependencies.members.latestMoment()) ?? now)
    }
}
