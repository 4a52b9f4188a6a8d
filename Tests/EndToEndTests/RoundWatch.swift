// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Consent
import CoordinatorClient
import Enrolment
import Foundation
import Home
import Messages
import TestSupport
import Vocabulary

/// Watches a deployment's newest round as a party may, without taking part.
///
/// It long-polls: each change of the round is seen as it happens. While the coordinator is down it asks again.
struct RoundWatch: Sendable {
    let client: CoordinatorClient
    let agreement: AgreementID

    /// Runs a body with a watch that uses a party's certificate.
    static func run<Result>(
        over party: PartyHome, _ body: (RoundWatch) async throws -> Result
    ) async throws -> Result {
        let home = try Home(openingAt: party.folder.path)
        guard let settings = try home.configuration().coordinator else { throw HomeError.notEnrolled }
        let stored = try home.clientCredentials()
        let agreement = try home.agreement(matching: Deployment.agreement).agreement.id
        return try await CoordinatorClient.withClient(
            of: CoordinatorURL(settings.url), authority: AuthorityCertificate(pem: settings.authority),
            credentials: .init(certificatePEM: stored.certificate, privateKeyPEM: stored.privateKey)
        ) { try await body(RoundWatch(client: $0, agreement: agreement)) }
    }

    /// The newest round.
    func newest() async throws -> RoundStatus {
        try await ask("the newest round") { try await client.rounds(of: agreement).first }
    }

    /// Waits until the round is as a test wants it.
    func wait(
        _ what: String, in round: RoundID, until isReached: (RoundStatus) throws -> Bool
    ) async throws -> RoundStatus {
        var last: RoundStatus?
        return try await ask(what, said: { "\(last.map(Self.text) ?? "nothing")" }) {
            let status = try await client.status(of: round, since: last?.revision, wait: last == nil ? nil : 2)
            last = status
            return try isReached(status) ? status : nil
        }
    }

    /// How far the records of a matched round are.
    func records(in round: RoundID) async throws -> RecordsStatus {
        try await ask("the records") { try await client.records(of: round) }
    }

    /// Waits until the records of a matched round are as a test wants them.
    func wait(
        _ what: String, forRecordsIn round: RoundID, until isReached: (RecordsStatus) throws -> Bool
    ) async throws {
        var last: RecordsStatus?
        _ = try await ask(what, said: { "\(last.map(\.senders) ?? [])" }) { () -> RecordsStatus? in
            let status = try await client.records(of: round, since: last?.revision, wait: last == nil ? nil : 2)
            last = status
            return try isReached(status) ? status : nil
        }
    }

    private func ask<Value: Sendable>(
        _ what: String, said: () -> String = { "-" }, _ request: () async throws -> Value?
    ) async throws -> Value {
        try await ProcessRun.poll(what, within: .seconds(120), said: said) {
            do { return try await request() } catch ClientError.unreachable { return nil }
        }
    }

    private static func text(_ status: RoundStatus) -> String {
        "\(status.state) \(status.committed) \(status.agreed) \(status.chunksDone)/\(status.chunksTotal)"
    }
}
