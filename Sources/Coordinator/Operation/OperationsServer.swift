// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import HTTPTypes
package import Hummingbird
internal import Logging
internal import Matching
internal import NIOCore

/// The listener of those who run the coordinator: plain HTTP, to be bound to a private address.
package struct OperationsServer: Sendable {
    private let server: CoordinatorServer
    private let metrics: PrometheusRegistry

    package init(server: CoordinatorServer, metrics: PrometheusRegistry) {
        self.server = server
        self.metrics = metrics
    }

    /// `/healthz` (the process answers), `/readyz` (it takes requests, and its store answers) and `/metrics`.
    package func router() -> Router<BasicRequestContext> {
        let router = Router()
        router.get("/healthz") { _, _ in Self.text("ok\n") }
        router.get("/readyz") { _, _ in await ready() }
        router.get("/metrics") { _, _ in
            Self.text(metrics.text, type: "text/plain; version=0.0.4; charset=utf-8")
        }
        return router
    }

    /// The application on a listener without TLS.
    package func application(
        host: String, port: Int, onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
    ) -> Application<RouterResponder<BasicRequestContext>> {
        Application(
            router: router(), server: .http1(configuration: .init(idleTimeout: .seconds(75))),
            configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: nil),
            onServerRunning: { channel in await onRunning(channel.localAddress?.port ?? port) },
            logger: server.dependencies.logger)
    }

    private func ready() async -> Response {
        let state = server.readiness.state
        guard state == .ready else { return Self.text("\(state.rawValue)\n", status: .serviceUnavailable) }
        let rounds = server.dependencies.rounds
        do {
            _ = try await Offload.run { try rounds.openRounds().count }
            return Self.text("ready\n")
        } catch {
            server.dependencies.logger.error("the store does not answer", metadata: ["error": "\(type(of: error))"])
            return Self.text("the store does not answer\n", status: .serviceUnavailable)
        }
    }

    private static func text(
        _ text: String, type: String = "text/plain; charset=utf-8", status: HTTPResponse.Status = .ok
    ) -> Response {
        Response(
            status: status, headers: [.contentType: type, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
