// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import CoordinatorClient
import Home
import Messages
import Vocabulary

extension Join {
    /// Waits until every party has signed; nothing is blinded before.
    func completeAgreement() async throws -> Agreement {
        var bundle = bundle
        let agreement = bundle.agreement
        guard agreement.party(home.party) != nil else {
            throw JoinError.unlike("\(home.party) is not a party of agreement \(agreement.name)")
        }
        guard bundle.acceptance(of: home.party) != nil else {
            throw JoinError.notSigned(agreement: agreement.name, by: [home.party])
        }
        if !bundle.isComplete {
            // What the home has may be old: nobody is said to be waited for before the coordinator was asked once.
            bundle = try home.save(try await ask { try await client.agreement(agreement.id) }).stored.bundle
        }
        while !bundle.isComplete {
            report(.waitingForAcceptances(of: bundle.missing))
            try patience.check(
                waitingFor: "the signatures of \(bundle.missing.map(\.name).joined(separator: ", "))")
            let known = bundle.acceptances.count
            let fetched = try await ask {
                try await client.agreement(agreement.id, since: known, wait: patience.seconds)
            }
            bundle = try home.save(fetched).stored.bundle
            if !bundle.isComplete { try await patience.pause() }
        }
        return agreement
    }

    /// The newest round; round 1 opens with the last signature.
    func newestRound(of agreement: Agreement) async throws -> RoundStatus {
        let rounds = try await ask { try await client.rounds(of: agreement.id) }
        guard let newest = rounds.first else {
            throw JoinError.noRound(
                "agreement \(agreement.name) has no round yet: its coordinator opens the first with the last signature, "
                    + "within the agreement's validity")
        }
        guard newest.number <= agreement.rounds.maximum else {
            // Its number would be spent here for ever, and with it all that the agreement allows.
            throw ClientError.garbage(
                "the coordinator shows round \(newest.number); agreement \(agreement.name) allows \(agreement.rounds.maximum)"
            )
        }
        guard newest.reference.round == agreement.roundID(newest.number) else {
            throw ClientError.garbage(
                "the coordinator's round \(newest.number) has another identifier than it must have")
        }
        return newest
    }
}
