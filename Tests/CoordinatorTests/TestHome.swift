// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Consent
import Coordinator
import Enrolment
import Foundation
import Logging
import Matching
import Messages
import Segmentation
import ServiceLifecycle
import Signing
import Storage
import Synchronization
import TestSupport
import Testing
import Vocabulary

/// What a coordinator keeps on disk, in a folder that goes with the value; it can be served several times.
final class TestHome: Sendable {
    /// Where the coordinator's clock starts: TLS looks at the machine's clock, and both have to agree on certificates.
    static let start = Int64(Date().timeIntervalSince1970)

    let folder: String
    let authority: CertificateAuthority
    let identity: IdentityKey
    let database: StateDatabase
    let metrics = PrometheusRegistry()
    private let seconds = Mutex(TestHome.start)

    /// Makes a home, with an authority of its own unless a test has one.
    ///
    /// - Parameter atNoon: moves the coordinator's clock on to noon in UTC, for tests in which the hour counts.
    init(authority: CertificateAuthority? = nil, atNoon: Bool = false) throws {
        folder = NSTemporaryDirectory() + "coordinator-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        var generator = SystemRandomNumberGenerator()
        self.authority =
            try authority ?? CertificateAuthority.create(name: "test", now: Self.today(), using: &generator)
        identity = try IdentityKey()
        database = try StateDatabase(path: folder + "/state.sqlite")
        if atNoon { advance(MemberStage.noon - Self.start) }
    }

    deinit {
        // What stays behind lies in the system's folder for temporary files.
        try? database.close()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// The start as certificates write it.
    static func today() throws -> Timestamp {
        try #require(Timestamp(seconds: start))
    }

    /// The coordinator's clock.
    var now: Int64 { seconds.withLock { $0 } }

    func advance(_ interval: Int64) { seconds.withLock { $0 += interval } }

    var columnFolders: [String] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: folder + "/columns").filter { !$0.hasPrefix(".") }
        }
    }

    func server(
        columns: (any ColumnStore)? = nil, partitions: (any PartitionStore)? = nil,
        matchMemory: Int = TokenPlan.defaultMemory, members: (any MemberStore)? = nil,
        weather: any WeatherSource = FixedWeather(),
        policies: PolicyLibrary? = nil, logger: Logger? = nil, seed: UInt64? = nil,
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0 * 3600) }
    ) throws -> CoordinatorServer {
        var silent = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        silent.logLevel = .critical
        // Each draw goes on from the seed, so that no two plans get one name.
        let draws = Mutex<UInt64>(0)
        let randomness: @Sendable () -> any RandomNumberGenerator = {
            guard let seed else { return SystemRandomNumberGenerator() }
            return SeededGenerator(
                seed: draws.withLock { count in
                    count += 1
                    return seed << 32 + count
                })
        }
        return CoordinatorServer(
            dependencies: CoordinatorDependencies(
                agreements: StoredAgreements(database), rounds: StoredRounds(database),
                columns: try columns ?? ColumnFiles(folder: folder + "/columns"),
                partitions: try partitions ?? PartitionFiles(folder: folder + "/columns/.partitions"),
                matchMemory: matchMemory, enrolment: StoredEnrolment(database),
                members: members ?? StoredMembers(database), segments: StoredSegments(database),
                policies: try policies ?? PolicyLibrary.builtIn(), weather: weather, authority: authority,
                identity: identity,
                software: "test", metrics: metrics, logger: logger ?? silent, clock: { self.now }, sleep: sleep,
                randomness: randomness))
    }

    /// Serves while a body runs; its clients are shut down before the server is.
    func serve(
        _ server: CoordinatorServer? = nil, _ body: @Sendable (TestService) async throws -> Void
    ) async throws {
        let server = try server ?? self.server()
        try await server.registry.start()
        var generator = SystemRandomNumberGenerator()
        let credentials = try authority.serverCredentials(
            for: [ServerHost("127.0.0.1")], now: Self.today(), using: &generator)
        let (ports, continuation) = AsyncStream<Int>.makeStream()
        let application = try server.application(
            credentials: ServerKeyPair(
                certificatePEM: credentials.certificatePEM, privateKeyPEM: credentials.privateKeyPEM),
            host: "127.0.0.1", port: 0
        ) { continuation.yield($0) }
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    .init(
                        service: application, successTerminationBehavior: .gracefullyShutdownGroup,
                        failureTerminationBehavior: .gracefullyShutdownGroup)
                ], logger: server.dependencies.logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { continuation.finish() }
                try await group.run()
            }
            var iterator = ports.makeAsyncIterator()
            let port = try #require(await iterator.next(isolation: nil))
            let service = TestService(home: self, server: server, port: port)
            let outcome: Result<Void, any Error>
            do { outcome = .success(try await body(service)) } catch { outcome = .failure(error) }
            await server.registry.stop()
            await server.members.stop()
            try await service.shutdown()
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            try outcome.get()
        }
    }
}
