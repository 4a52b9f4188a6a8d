// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Consent
import Coordinator
import CoordinatorClient
import Enrolment
import Hummingbird
import HummingbirdTLS
import Logging
import NIOSSL
import ServiceLifecycle
import Signing
import Storage
import Synchronization
import TestSupport
import Testing
import Vocabulary

/// A coordinator with its real stores behind TLS on loopback, and a liar in front of it.
final class TestCoordinator: Sendable {
    let site: Site
    let server: CoordinatorServer
    let database: StateDatabase
    let liar = Liar()
    let clock: SetClock
    private let folder: ScratchFolder
    private let listening = Mutex(0)

    /// A clock that a test sets.
    final class SetClock: Sendable {
        private let seconds: Mutex<Int64>
        init(_ start: Int64) { seconds = Mutex(start) }
        var now: Int64 { seconds.withLock { $0 } }
        func advance(_ interval: Int64) { seconds.withLock { $0 += interval } }
    }

    var enrolment: StoredEnrolment { StoredEnrolment(database) }
    var port: Int { listening.withLock { $0 } }

    /// - Parameters:
    ///   - columns: a folder for chunks; one of its own unless given.
    ///   - state: a folder for the state; one of its own unless given.
    init(
        site: Site, columns: String?, state: String?, start: Int64, limits: CoordinatorLimits, identity: IdentityKey
    ) throws {
        self.site = site
        folder = try ScratchFolder()
        database = try StateDatabase(path: "\(state ?? folder.path)/state.sqlite")
        let clock = SetClock(start)
        self.clock = clock
        server = CoordinatorServer(
            dependencies: CoordinatorDependencies(
                agreements: StoredAgreements(database), rounds: StoredRounds(database),
                columns: try ColumnFiles(folder: columns ?? folder("columns")),
                partitions: try PartitionFiles(folder: folder("partitions")), enrolment: StoredEnrolment(database),
                members: StoredMembers(database), segments: StoredSegments(database),
                policies: try PolicyLibrary.builtIn(), weather: FixedWeather(), authority: site.authority,
                identity: identity,
                software: "test", limits: SharedLimits(limits), metrics: PrometheusRegistry(),
                logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }), clock: { clock.now }))
    }

    /// Serves while a body runs.
    static func with(
        site: Site? = nil, columns: String? = nil, state: String? = nil, start: Int64 = Cast.start,
        limits: CoordinatorLimits = CoordinatorLimits(), identity: IdentityKey? = nil,
        _ body: (TestCoordinator) async throws -> Void
    ) async throws {
        let coordinator = try TestCoordinator(
            site: site ?? Site(), columns: columns, state: state, start: start, limits: limits,
            identity: identity ?? AgreementFixture.identity(0xC0))
        try await coordinator.server.registry.start()
        let (ports, continuation) = AsyncStream<Int>.makeStream()
        let logger = coordinator.server.dependencies.logger
        let application = Application(
            responder: LyingResponder(honest: coordinator.server.router().buildResponder(), liar: coordinator.liar),
            server: try .tls(.http1(), tlsConfiguration: coordinator.tls()),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0), serverName: nil),
            onServerRunning: { channel in continuation.yield(channel.localAddress?.port ?? 0) }, logger: logger)
        let group = ServiceGroup(configuration: .init(services: [.init(service: application)], logger: logger))
        let running = Task {
            defer { continuation.finish() }
            try await group.run()
        }
        let outcome: Result<Void, any Error>
        do {
            var iterator = ports.makeAsyncIterator()
            let port = try #require(await iterator.next(isolation: #isolation))
            coordinator.listening.withLock { $0 = port }
            outcome = .success(try await body(coordinator))
        } catch { outcome = .failure(error) }
        // What it told may hold the coordinator itself.
        coordinator.liar.stop()
        await coordinator.server.registry.stop()
        await coordinator.server.members.stop()
        await group.triggerGracefulShutdown()
        try await running.value
        try coordinator.database.close()
        try outcome.get()
    }

    /// A client of a party; shut down when the body ends.
    @discardableResult
    func withClient<Value>(
        _ credentials: ClientCredentials?, _ body: (CoordinatorClient) async throws -> Value
    ) async throws -> Value {
        try await CoordinatorClient.withClient(
            of: CoordinatorURL("https://127.0.0.1:\(port)"), authority: site.authority.certificate,
            credentials: credentials, body)
    }

    @discardableResult
    func withClient<Value>(
        of party: PartyID, _ body: (CoordinatorClient) async throws -> Value
    ) async throws -> Value {
        try await withClient(site.credentials(party), body)
    }

    /// As the coordinator's own listener has it: a client certificate is optional, and verified where there is one.
    private func tls() throws -> TLSConfiguration {
        let keys = try site.serverKeys()
        var tls = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMBytes(Array(keys.certificatePEM.utf8)).map {
                .certificate($0)
            },
            privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(keys.privateKeyPEM.utf8), format: .pem)))
        tls.minimumTLSVersion = .tlsv13
        tls.trustRoots = .certificates([try NIOSSLCertificate(bytes: site.authority.certificate.der, format: .der)])
        tls.certificateVerification = .optionalVerification
        return tls
    }
}
