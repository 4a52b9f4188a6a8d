// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CoordinatorClient
import Enrolment
import Home

/// Brings a home and the coordinator that it is enrolled with together.
enum CoordinatorConnection {
    /// Runs a body with a client that speaks as the home's party.
    ///
    /// `url` is another place of the same coordinator than the home knows. Throws `HomeError.notEnrolled`, `ClientError`, or
    /// what the body throws.
    static func run<Result>(
        from home: Home, at url: CoordinatorURL? = nil, _ body: (CoordinatorClient) async throws -> Result
    ) async throws -> Result {
        let pinned = try pinned(home)
        let stored = try home.clientCredentials()
        return try await CoordinatorClient.withClient(
            of: url ?? pinned.url, authority: pinned.authority,
            credentials: .init(certificatePEM: stored.certificate, privateKeyPEM: stored.privateKey), body)
    }

    /// Where the coordinator is, and the authority that this home pinned.
    static func pinned(_ home: Home) throws -> (url: CoordinatorURL, authority: AuthorityCertificate) {
        guard let settings = try home.configuration().coordinator else { throw HomeError.notEnrolled }
        do {
            return (try CoordinatorURL(settings.url), try AuthorityCertificate(pem: settings.authority))
        } catch {
            throw CommandFailure("\(home.path): symbolon.json: coordinator: \(error)", .badConfiguration)
        }
    }

    /// Whether the home has enrolled.
    static func isEnrolled(_ home: Home) throws -> Bool { try home.configuration().coordinator != nil }
}
