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

    /// Makes the revocation durable in the register and for every round in which the number matched.
    ///
    /// - Returns: how many rounds' members are to be revoked at the coordinator, those recorded before included.
    package func record(digits: UInt64, holding lock: borrowing HomeLock, at now: Timestamp) throws -> Int {
        let ours = try home.agreements().map(\.agreement).filter { $0.party(home.party)?.role == .brand }
        try withdraw(digits, under: ours, holding: lock, at: now)
        let ids = Set(ours.map(\.id))
        let members = try home.roundsWithMatches(of: digits).filter { ids.contains($0.round.agreement) }
        try home.recordRevocations(of: members.map { ($0.round.id, $0.handle) }, at: now)
        return members.count
    }

    /// Marks every record of the number as withdrawn, and leaves one for each agreement, so that no list can bring it back.
    private func withdraw(
        _ digits: UInt64, under agreements: [Agreement], holding lock: borrowing HomeLock, at now: Timestamp
    ) throws {
        var register = try home.consentRegister()
        try home.replaceConsents(holding: lock) { writer in
            var isWritten = false
            func writeOwn(_ held: [RegisteredRecord]) throws {
                // What was withdrawn before is taken back anew: a consent in between must not count after this.
                var records = held.map {
                    RegisteredRecord($0.record.withdrawn(), recordedAt: max($0.recordedAt, now))
                }
                for agreement in agreements {
                    let record = ConsentRecord(
                        sender: agreement.sender, purpose: agreement.purpose, channels: Channel.allCases,
                        state: .withdrawn, givenAt: now, method: nil, notice: nil, jurisdiction: nil, evidence: nil)
                    if records.contains(where: { $0.isAbout(record) }) { continue }
                    records.append(RegisteredRecord(record, recordedAt: now))
                }
                for record in records { try writer.append(RegisteredConsent(digits: digits, payload: record.bytes)) }
                isWritten = true
            }
            var held: [RegisteredRecord] = []
            while let entry = try register.next() {
                if entry.digits == digits {
                    held.append(try RegisteredRecord(parsing: entry.payload))
                    continue
                }
                if entry.digits > digits, !isWritten { try writeOwn(held) }
                try writer.append(entry)
            }
            if !isWritten { try writeOwn(held) }
        }
    }

    /// Sends what is recorded and not yet delivered, and keeps the verified receipts.
    ///
    /// One that the coordinator refuses keeps no other from its turn.
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
            } catch let error as ClientError where error.problemCode != nil {
                refusals.append(error)
                continue
            }
            guard let receipt = try? answer.verified(by: agreement.coordinator.key), receipt.body.answers(revocation)
            else {
                throw ClientError.garbage(
                    "the receipt is not the coordinator's for this revocation: keep it and ask the operator")
            }
            try home.markDelivered(pending.handle, in: pending.round, receipt: receipt.bytes)
            receipts.append(receipt.body)
        }
        return (receipts, refusals)
    }
}
