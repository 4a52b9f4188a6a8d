// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import AsyncHTTPClient
import Coordinator
import Enrolment
import NIOCore
import NIOSSL
import Synchronization

/// A running coordinator and the clients that speak to it.
final class TestService: Sendable {
    let home: TestHome
    let server: CoordinatorServer
    let port: Int
    private let clients = Mutex<[HTTPClient]>([])

    init(home: TestHome, server: CoordinatorServer, port: Int) {
        self.home = home
        self.server = server
        self.port = port
    }

    /// A client with a party's certificate, or without one.
    func client(_ party: TestParty? = nil) throws -> TestClient {
        try client(chain: party?.certificate.der, keyPEM: party?.certificateKeyPEM)
    }

    /// A client with any certificate.
    func client(chain: [UInt8]?, keyPEM: String?) throws -> TestClient {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.trustRoots = .certificates([try NIOSSLCertificate(bytes: home.authority.certificate.der, format: .der)])
        tls.minimumTLSVersion = .tlsv13
        if let chain, let keyPEM {
            tls.certificateChain = [.certificate(try NIOSSLCertificate(bytes: chain, format: .der))]
            tls.privateKey = .privateKey(try NIOSSLPrivateKey(bytes: Array(keyPEM.utf8), format: .pem))
        }
        var configuration = HTTPClient.Configuration(tlsConfiguration: tls, redirectConfiguration: .disallow)
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        clients.withLock { $0.append(client) }
        return TestClient(http: client, base: "https://127.0.0.1:\(port)")
    }

    func shutdown() async throws {
        let all = clients.withLock { $0 }
        for client in all { try await client.shutdown() }
    }
}
