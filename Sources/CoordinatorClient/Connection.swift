// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import AsyncHTTPClient
internal import Columns
internal import Enrolment
internal import Messages
internal import NIOCore
internal import NIOHTTP1
internal import NIOSSL

/// Sends requests to one coordinator over reused TLS 1.3 connections and reads the answers.
struct Connection: Sendable {
    let url: CoordinatorURL
    let http: HTTPClient
    let meter = TrafficMeter()

    /// A control request must be answered within this many seconds, the time it asked to wait not counted.
    static let controlSeconds: Int64 = 30
    /// A column must have been taken, or begun to arrive, within this many seconds: 2 MiB at 14 kB/s.
    static let columnSeconds: Int64 = 150
    /// An answer that has begun must end within this many seconds, however steadily it drips.
    static let bodySeconds: Int64 = 300

    /// Trusts the pinned authority and nothing else.
    init(url: CoordinatorURL, authority: AuthorityCertificate, credentials: ClientCredentials?) throws(ClientError) {
        var tls = TLSConfiguration.makeClientConfiguration()
        do {
            tls.trustRoots = .certificates([try NIOSSLCertificate(bytes: authority.der, format: .der)])
            tls.certificateVerification = .fullVerification
            if let credentials {
                let chain = try NIOSSLCertificate.fromPEMBytes(Array(credentials.certificatePEM.utf8))
                tls.certificateChain = chain.map { .certificate($0) }
                tls.privateKey = .privateKey(
                    try NIOSSLPrivateKey(bytes: Array(credentials.privateKeyPEM.utf8), format: .pem))
            }
            // Finds a key that is not the certificate's before anything is sent.
            _ = try NIOSSLContext(configuration: tls)
        } catch {
            throw .tls(
                "this home's client certificate and key cannot be read or do not belong together: "
                    + "restore both from one copy or enrol again")
        }
        self.init(url: url, tls: tls)
    }

    /// Trusts anybody: for looking at an authority's certificate, which an invite's fingerprint is compared with.
    init(unverified url: CoordinatorURL) {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.certificateVerification = .none
        self.init(url: url, tls: tls)
    }

    init(url: CoordinatorURL, tls: TLSConfiguration, changing: (inout HTTPClient.Configuration) -> Void = { _ in }) {
        var tls = tls
        tls.minimumTLSVersion = .tlsv13
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: tls, redirectConfiguration: .disallow,
            // Between two parts of an answer; longer than the longest wait, at whose end the answer begins.
            timeout: .init(connect: .seconds(10), read: .seconds(Int64(Limits.waitSeconds) + Self.controlSeconds)))
        configuration.httpVersion = .http1Only
        // Shorter than the server's idle timeout, so that no request meets a connection that is being closed.
        configuration.connectionPool.idleTimeout = .seconds(20)
        // Otherwise a refused certificate is tried again until the connect timeout.
        configuration.connectionPool.retryConnectionEstablishment = false
        changing(&configuration)
        self.url = url
        http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// Closes all connections; must be the last call.
    func shutdown() async throws(ClientError) {
        do { try await http.shutdown() } catch {
            if error as? HTTPClientError == .alreadyShutdown { return }
            throw .unreachable("the connections to the coordinator could not be closed")
        }
    }

    /// Sends one request and reads its answer to the end.
    ///
    /// Throws `ClientError`, or `CancellationError` when cancelled.
    func answer(
        _ route: Route, body: [UInt8]? = nil, mediaType: String = MediaType.json, receipt: String? = nil,
        wait: Int? = nil
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: url.text + route.target)
        request.method = route.method
        var seconds = Self.controlSeconds
        if let body {
            request.headers.add(name: "content-type", value: mediaType)
            if mediaType != MediaType.json {
                request.headers.add(name: HeaderName.contentDigest, value: ContentDigest.value(of: body))
                seconds = Self.columnSeconds
            }
            request.body = .bytes(ByteBuffer(bytes: body))
        }
        if let receipt { request.headers.add(name: HeaderName.receipt, value: receipt) }
        if let wait {
            let bounded = min(max(wait, 0), Limits.waitSeconds)
            request.headers.add(name: HeaderName.prefer, value: "wait=\(bounded)")
            seconds += Int64(bounded)
        }
        do {
            let response = try await http.execute(request, timeout: .seconds(seconds))
            meter.add(Traffic(up: body?.count ?? 0))
            let content = try await Self.content(of: response.body, route: route)
            meter.add(Traffic(down: content.readableBytes))
            return Answer(route: route, status: response.status, headers: response.headers, body: content)
        } catch {
            // A cancelled task surfaces in several ways; whoever cancelled it wants to see none of them.
            try Task.checkCancellation()
            throw ClientError(transport: error, route: route, at: url)
        }
    }

    private static func content(of body: HTTPClientResponse.Body, route: Route) async throws -> ByteBuffer {
        try await withThrowingTaskGroup(of: ByteBuffer.self) { group in
            group.addTask { try await body.collect(upTo: route.answerLimit) }
            group.addTask {
                try await Task.sleep(for: .seconds(Self.bodySeconds))
                throw ClientError.unreachable("\(route.name): the answer did not end in time: check the network")
            }
            defer { group.cancelAll() }
            guard let content = try await group.next() else { throw CancellationError() }
            return content
        }
    }
}

extension Connection {
    /// Runs a body and shuts the connection down on every way out; the body's error goes before one of closing.
    func use<Result>(_ body: (Connection) async throws -> Result) async throws -> Result {
        let result: Result
        do { result = try await body(self) } catch {
            try? await shutdown()
            throw error
        }
        try await shutdown()
        return result
    }
}
