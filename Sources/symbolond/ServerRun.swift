// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Coordinator
internal import Logging
internal import NIOCore
internal import ServiceLifecycle
internal import Signing
internal import UnixSignals

/// One run of all services, from listening to a graceful end.
struct ServerRun: Sendable {
    let server: CoordinatorServer
    let metrics: PrometheusRegistry
    let credentials: ServerKeyPair
    let listen: ListenAddress
    let operations: ListenAddress
    let sweepSeconds: Int
    let reload: ReloadService
    let readyFile: String?

    private enum Listener: Sendable {
        case parties(Int)
        case operations(Int)
    }

    /// Returns when a signal ended it; throws where a listener cannot be opened.
    func run() async throws {
        let (ports, continuation) = AsyncStream<Listener>.makeStream()
        let application = try server.application(
            credentials: credentials, host: listen.host, port: listen.port
        ) { continuation.yield(.parties($0)) }
        let observer = OperationsServer(server: server, metrics: metrics).application(
            host: operations.host, port: operations.port
        ) { continuation.yield(.operations($0)) }
        let sweep = SweepService(
            registry: server.registry, members: server.members, readiness: server.readiness, every: sweepSeconds)
        let logger = server.dependencies.logger
        // Ended in reverse order: nobody waits any more, then parties, then the observers' listener.
        let services: [any Service] = [observer, application, reload, sweep]
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: services.map {
                    .init(
                        service: $0, successTerminationBehavior: .gracefullyShutdownGroup,
                        failureTerminationBehavior: .gracefullyShutdownGroup)
                },
                gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        do {
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask {
                    defer { continuation.finish() }
                    try await group.run()
                }
                do {
                    try await announce(ports)
                } catch {
                    await group.triggerGracefulShutdown()
                    try await tasks.waitForAll()
                    throw error
                }
                try await tasks.waitForAll()
            }
        } catch let error as IOError {
            throw CommandFailure(
                .unavailable,
                "cannot listen on \(listen.host):\(listen.port) or \(operations.host):\(operations.port): "
                    + "\(error.errnoCode == 98 ? "the address is in use by another process" : "\(error)")")
        }
    }

    /// Waits until both listeners are there, and tells so.
    private func announce(_ ports: AsyncStream<Listener>) async throws {
        var partiesPort: Int?
        var operationsPort: Int?
        for await listener in ports {
            switch listener {
            case .parties(let port): partiesPort = port
            case .operations(let port): operationsPort = port
            }
            guard let partiesPort, let operationsPort else { continue }
            server.readiness.set(.ready)
            let url = listen.url(scheme: "https", port: partiesPort)
            let operationsURL = operations.url(scheme: "http", port: operationsPort)
            server.dependencies.logger.notice(
                "listening", metadata: ["url": "\(url)", "operations": "\(operationsURL)"])
            guard let readyFile else { return }
            let document = JSONValue.object([
                "url": .string(url), "port": .integer(Int64(partiesPort)), "operations": .string(operationsURL),
                "pid": .integer(ProcessSettings.identifier),
            ])
            return try PrivateDocument.replace(readyFile, with: document.line + "\n")
        }
    }
}
