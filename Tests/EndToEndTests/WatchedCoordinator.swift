// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Consent
import Coordinator
import Enrolment
import Foundation
import Hummingbird
import HummingbirdTLS
import Logging
import Matching
import NIOCore
import NIOSSL
import ServiceLifecycle
import Signing
import Storage
import TestSupport
import Testing
import Vocabulary

/// A coordinator in this process over the home of one, with everything searched that it receives, sends, stores and logs.
struct WatchedCoordinator: Sendable {
    let sightings: Sightings
    let logger: Logger
    private let weather: FixedWeather

    init(_ sightings: Sightings, weather: FixedWeather = FixedWeather()) {
        self.sightings = sightings
        self.weather = weather
        logger = Logger(label: "symbolond") { _ in SearchedLog(sightings) }
    }

    /// Serves a home while the body runs.
    func serving<Result: Sendable>(_ home: CoordinatorHome, _ body: () async throws -> Result) async throws -> Result {
        let database = try StateDatabase(path: home.folder.appending(path: "state.sqlite").path)
        let server = try coordinator(of: home, database)
        try await server.registry.start()
        let (ports, listening) = AsyncStream<Int>.makeStream()
        let application = Application(
            responder: RecordingResponder(
                inner: server.router().buildResponder(), sightings: sightings, folder: home.folder),
            server: try .tls(.http1(), tlsConfiguration: try tls(of: home)),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { listening.yield($0.localAddress?.port ?? 0) }, logger: logger)
        let sweep = SweepService(
            registry: server.registry, members: server.members, readiness: server.readiness, every: 1)
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(services: [application, sweep], logger: logger))
        async let service: Void = {
            defer { listening.finish() }
            try await group.run()
        }()
        for await port in ports {
            home.isServed(at: port)
            break
        }
        let result: Result
        do { result = try await body() } catch {
            await group.triggerGracefulShutdown()
            try await service
            throw error
        }
        await group.triggerGracefulShutdown()
        try await service
        try database.close()
        return result
    }

    private func coordinator(of home: CoordinatorHome, _ database: StateDatabase) throws -> CoordinatorServer {
        let seed = try #require(Hexadecimal.decode(text("identity.key", of: home).dropLast(), count: 32))
        return CoordinatorServer(
            dependencies: CoordinatorDependencies(
                agreements: StoredAgreements(database), rounds: StoredRounds(database),
                columns: try ColumnFiles(folder: home.folder.appending(path: "columns").path),
                partitions: try PartitionFiles(folder: home.folder.appending(path: "columns/.partitions").path),
                enrolment: StoredEnrolment(database), members: StoredMembers(database),
                segments: StoredSegments(database), policies: try PolicyLibrary.builtIn(), weather: weather,
                authority: try CertificateAuthority(
                    certificatePEM: text("authority.crt", of: home), privateKeyPEM: text("authority.key", of: home)),
                identity: try IdentityKey(rawRepresentation: seed), software: "watched", metrics: PrometheusRegistry(),
                logger: logger, clock: { Int64(Date().timeIntervalSince1970) }))
    }

    private func tls(of home: CoordinatorHome) throws -> TLSConfiguration {
        var tls = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMBytes(Array(text("server.crt", of: home).utf8))
                .map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(text("server.key", of: home).utf8), format: .pem))
        )
        tls.minimumTLSVersion = .tlsv13
        tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(Array(text("authority.crt", of: home).utf8)))
        tls.certificateVerification = .optionalVerification
        return tls
    }

    private func text(_ name: String, of home: CoordinatorHome) throws -> String {
        try String(contentsOf: home.folder.appending(path: name), encoding: .utf8)
    }
}
