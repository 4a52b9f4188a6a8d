// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Enrolment
internal import Logging
internal import Signing
internal import Vocabulary

/// Issues client certificates: for an invite, or again for a party that shows its present one.
actor EnrolmentDesk {
    private let dependencies: CoordinatorDependencies

    nonisolated var unownedExecutor: UnownedSerialExecutor { StateExecutor.shared.asUnownedSerialExecutor() }

    init(dependencies: CoordinatorDependencies) { self.dependencies = dependencies }

    /// Decides on a submission; `peer` is the party of the connection's certificate.
    ///
    /// - Throws: ``EnrolmentRefusal`` with the reason.
    nonisolated func enrol(_ submission: EnrolmentSubmission, peer: PartyID?) async throws -> EnrolmentGrant {
        // Anybody may ask: signatures are verified before the one thread is taken that everything durable needs.
        let request = try submission.verified(for: dependencies.authority.certificate.fingerprint)
        return try await decide(on: request, peer: peer)
    }

    private func decide(on request: Signed<EnrolmentRequest>, peer: PartyID?) throws -> EnrolmentGrant {
        let now = try dependencies.timestamp()
        return request.body.invite == nil
            ? try renew(request, peer: peer, at: now) : try redeem(request, at: now)
    }

    private func redeem(_ request: Signed<EnrolmentRequest>, at now: Timestamp) throws -> EnrolmentGrant {
        // A second pass sees a use that got there first; a third cannot happen, because a use is final.
        for _ in 0..<2 {
            let invite = try request.body.invite.flatMap { try dependencies.enrolment.invite($0) }
            switch Invite.redeem(invite, by: request, now: now) {
            case .refuse(let refusal):
                throw refusal
            case .reissue(let der):
                return EnrolmentGrant(try PartyCertificate(der: der))
            case .issue:
                let certificate = try issue(request, at: now)
                if try dependencies.enrolment.redeem(request, certificate: certificate, at: now) {
                    log("a party enrolled", certificate.party)
                    return EnrolmentGrant(certificate)
                }
            }
        }
        throw EnrolmentRefusal.inviteUsed
    }

    private func renew(
        _ request: Signed<EnrolmentRequest>, peer: PartyID?, at now: Timestamp
    ) throws -> EnrolmentGrant {
        let identity = try dependencies.enrolment.identity(of: request.body.from)
        if let refusal = Renewal.refusal(of: request, peer: peer, identity: identity) { throw refusal }
        let certificate = try issue(request, at: now)
        guard try dependencies.enrolment.renew(request, certificate: certificate, at: now) else {
            throw EnrolmentRefusal.otherIdentity
        }
        log("a certificate was renewed", certificate.party)
        return EnrolmentGrant(certificate)
    }

    private func issue(_ request: Signed<EnrolmentRequest>, at now: Timestamp) throws -> PartyCertificate {
        var generator = dependencies.randomness()
        do {
            return try dependencies.authority.clientCertificate(
                for: request.body.from, request: request.body.request, now: now, using: &generator)
        } catch let fault as CertificateFault {
            throw EnrolmentRefusal.certificate(fault)
        }
    }

    private func log(_ message: Logger.Message, _ party: PartyID) {
        dependencies.logger.notice(message, metadata: ["party": "\(party)"])
    }
}
