// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Enrolment

/// A typed client of one coordinator: every route of protocol/v1/http.md, over TLS 1.3 to a pinned authority.
///
/// All calls throw `ClientError`, or `CancellationError` when their task is cancelled. Calls may run at the same time;
/// connections are reused. `shutdown()` must be called on every way out, which ``withClient(of:authority:credentials:_:)``
/// does. What comes back as `Unverified` is exactly that: the client reads, the caller judges.
package struct CoordinatorClient: Sendable {
    let connection: Connection

    /// Makes a client that trusts this authority alone and, where it has credentials, speaks as a party.
    ///
    /// Throws `ClientError.tls` where the credentials cannot be read or do not belong together. Nothing is sent yet.
    package init(
        url: CoordinatorURL, authority: AuthorityCertificate, credentials: ClientCredentials? = nil
    ) throws(ClientError) {
        connection = try Connection(url: url, authority: authority, credentials: credentials)
    }

    /// Where the coordinator is.
    package var url: CoordinatorURL { connection.url }

    /// Bytes of all bodies so far, both ways.
    package var traffic: Traffic { connection.meter.total }

    /// Closes all connections; must be the last call.
    package func shutdown() async throws { try await connection.shutdown() }

    /// Runs a body with a client that is shut down on every way out.
    package static func withClient<Result>(
        of url: CoordinatorURL, authority: AuthorityCertificate, credentials: ClientCredentials? = nil,
        _ body: (CoordinatorClient) async throws -> Result
    ) async throws -> Result {
        let client = try CoordinatorClient(url: url, authority: authority, credentials: credentials)
        return try await client.connection.use { _ in try await body(client) }
    }
}
