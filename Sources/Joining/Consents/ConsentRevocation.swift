// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
package import Consent
package import CoordinatorClient
package import Home
import Messages
package import Signing
import Vocabulary

/// Takes a person's consent back: here first and for good, then at the coordinator (protocol/v1/consent.md §8).
package struct ConsentRevocation: Sendable {
    package let home: Home

    package init(home: Home) { self.home = home }

    /// Makes the withdrawal of everything durable in the register, and the revocation for every round in which the number
    /// matched.
    ///
    /// - Returns: how many rounds' members are to be revoked at the coordinator, those recorded before included.
    package func record(digits: UInt64, holding lock: borrowing HomeLock, at now: Timestamp) throws -> Int {
        _ = try RegisterMerge(home: home).run([], withdrawing: [digits], holding: lock, at: now)
        return try members(of: digits).count
    }

    /// Does what a process that died while it took a consent back left undone; nothing where none did.
    package func settle(at now: Timestamp) throws {
        guard try !home.areConsentsSettled() else { return }
        try RegisterMerge(home: home).settle(holding: home.lockConsents(), at: now)
    }

    /// The coordinator's receipts for a number that was revoked before, by agreement and round.
    package func receipts(of digits: UInt64) throws -> [RevocationReceipt] {
        try members(of: digits).compactMap { try home.revocation(of: $0.handle, in: $0.round.id)?.readReceipt() }
    }

    private func members(of digits: UInt64) throws -> [(round: HomeRound, handle: Handle)] {
        let ours = try home.brandAgreements().map(\.id)
        return try home.roundsWithMatches(of: digits).filter { ours.contains($0.round.agreement) }
    }

    /// Sends what is recorded and not yet delivered, and keeps the verified receipts.
    ///
    /// One that the coordinator refuses keeps no other from its turn; one whose members it has erased is at its end.
    ///
    /// - Returns: the receipts that came, and why others did not.
    package func deliver(
        through client: CoordinatorClient
    ) async throws -> (receipts: [RevocationReceipt], refusals: [ClientError]) {
        var receipts: [RevocationReceipt] = []
        var refusals: [ClientError] = []
        for pending in try home.pendingRevocations() {
            guard let round = try home.round(pending.round), let bytes = try home.manifest(of: pending.round),
                let agreement = try home.agreement(round.agreement)?.agreement
            else { continue }
            let manifest = try Unverified<ResultManifest>(parsing: bytes).body
            let revocation = try Signed(
                Revocation(
                    reference: manifest.reference, from: home.party, transcript: manifest.transcript,
                    handle: pending.handle, at: pending.at),
                by: home.identityKey())
            let answer: Unverified<RevocationReceipt>
            do {
                answer = try await client.put(revocation)
            } catch let error as ClientError where error.problemCode == .membersErased {
                try home.markMoot(pending.handle, in: pending.round)
                continue
            } catch let error as ClientError where error.problemCode != nil {
                refusals.append(error)
                continue
            }
            // Of another envelope where a home that was restored from a backup revoked the row before: it is revoked.
            guard let receipt = try? answer.verified(by: agreement.coordinator.key),
                receipt.body.concerns(revocation.body)
            else {
                refusals.append(
                    .garbage("the receipt is not the coordinator's for this revocation: keep it and ask the operator"))
                continue
            }
            guard try await isInLog(receipt, of: agreement, through: client) else {
                refusals.append(
                    .garbage(
                        "the receipt says that it is entry \(receipt.body.sequence) of the log, which is another one: ask "
                            + "the operator"))
                continue
            }
            try home.markDelivered(
                pending.handle, in: pending.round, receipt: receipt.bytes, sequence: receipt.body.sequence)
            receipts.append(receipt.body)
        }
        return (receipts, refusals)
    }

    /// Whether a receipt for an entry that was verified here before is that entry; later ones are held against the log when
    /// it gets there.
    private func isInLog(
        _ receipt: Signed<RevocationReceipt>, of agreement: Agreement, through client: CoordinatorClient
    ) async throws -> Bool {
        guard let head = try home.logHead(of: agreement.id), receipt.body.sequence <= head.sequence else { return true }
        let entries = try await client.log(of: agreement.id, after: Int64(receipt.body.sequence - 1))
        return entries.first == receipt.bytes
    }
}
