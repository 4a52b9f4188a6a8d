// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Enrolment
package import Hummingbird
internal import HummingbirdTLS
internal import NIOCore
internal import NIOSSL

/// The coordinator's HTTP application: routes, middleware and TLS around the registry of rounds.
package struct CoordinatorServer: Sendable {
    package let dependencies: CoordinatorDependencies
    package let registry: RoundRegistry
    package let members: MemberDesk
    package let segments: SegmentDesk
    package let readiness: Readiness

    package init(dependencies: CoordinatorDependencies, readiness: Readiness = Readiness()) {
        self.dependencies = dependencies
        self.readiness = readiness
        registry = RoundRegistry(dependencies: dependencies)
        members = MemberDesk(dependencies: dependencies, registry: registry)
        segments = SegmentDesk(dependencies: dependencies, registry: registry, members: members)
    }

    /// The routes of version 1 with all middleware.
    package func router() -> Router<CoordinatorContext> {
        let router = Router(context: CoordinatorContext.self)
        router.addMiddleware {
            PeerMiddleware()
            RequestLogMiddleware(metrics: dependencies.metrics)
            ProblemMiddleware(routes: RouteTable())
            AvailabilityMiddleware(readiness: readiness)
        }
        AuthorityController(dependencies: dependencies).addRoutes(to: router)
        EnrolmentController(desk: EnrolmentDesk(dependencies: dependencies)).addRoutes(to: router)
        let parties = router.group().add(middleware: PartyRequiredMiddleware())
        AgreementController(dependencies: dependencies, registry: registry).addRoutes(to: parties)
        RoundController(dependencies: dependencies, registry: registry).addRoutes(to: parties)
        ColumnController(dependencies: dependencies, registry: registry).addRoutes(to: parties)
        MemberController(dependencies: dependencies, desk: members, segments: segments).addRoutes(to: parties)
        SegmentController(dependencies: dependencies, desk: segments).addRoutes(to: parties)
        return router
    }

    /// The application on a TLS 1.3 listener; ``RoundRegistry/start()`` comes first.
    ///
    /// - Parameters:
    ///   - credentials: the server's certificate and key.
    ///   - host: the address to listen on.
    ///   - port: 0 lets the system choose one.
    ///   - onRunning: gets the port once it listens.
    /// - Returns: the application, to be run as a service.
    /// - Throws: an error of TLS where certificate or key cannot be read.
    package func application(
        credentials: ServerKeyPair, host: String, port: Int,
        onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
    ) throws -> Application<RouterResponder<CoordinatorContext>> {
        Application(
            router: router(),
            server: try .tls(
                .http1(configuration: .init(idleTimeout: .seconds(75))), tlsConfiguration: tls(credentials)),
            configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: nil),
            onServerRunning: { channel in await onRunning(channel.localAddress?.port ?? port) },
            logger: dependencies.logger)
    }

    private func tls(_ credentials: ServerKeyPair) throws -> TLSConfiguration {
        var tls = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMBytes(Array(credentials.certificatePEM.utf8))
                .map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(credentials.privateKeyPEM.utf8), format: .pem)))
        tls.minimumTLSVersion = .tlsv13
        tls.trustRoots = .certificates([
            try NIOSSLCertificate(bytes: dependencies.authority.certificate.der, format: .der)
        ])
        // Some routes are open; a certificate that is presented must verify nevertheless.
        tls.certificateVerification = .optionalVerification
        return tls
    }
}
