// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTP1
import NIOPosix
package import NIOSSL
import Synchronization

/// A server in this process that answers by script, with any bytes the test wants.
package final class ScriptedServer: Sendable {
    private let state = Mutex<(requests: [SeenRequest], port: Int)>(([], 0))

    /// What was asked so far.
    package var requests: [SeenRequest] { state.withLock { $0.requests } }

    package var port: Int { state.withLock { $0.port } }

    /// Runs a body with a server on a free port of the loopback address; nil for TLS means none.
    package static func with<Result>(
        tls: TLSConfiguration?, answer: @escaping @Sendable (SeenRequest) -> ScriptedAnswer,
        _ body: (ScriptedServer) async throws -> Result
    ) async throws -> Result {
        let server = ScriptedServer()
        let context = try tls.map(NIOSSLContext.init(configuration:))
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    if let context { try pipeline.addHandler(NIOSSLServerHandler(context: context)) }
                    try pipeline.addHandler(ByteToMessageHandler(HTTPRequestDecoder()))
                    try pipeline.addHandler(ScriptHandler(server: server, isPlain: context == nil, answer: answer))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        server.state.withLock { $0.port = channel.localAddress?.port ?? 0 }
        let result: Result
        do { result = try await body(server) } catch {
            try await channel.close()
            throw error
        }
        try await channel.close()
        return result
    }

    fileprivate func note(_ request: SeenRequest) { state.withLock { $0.requests.append(request) } }
}

/// Reads whole requests and writes the script's answers.
private final class ScriptHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = ByteBuffer

    private let server: ScriptedServer
    private let isPlain: Bool
    private let answer: @Sendable (SeenRequest) -> ScriptedAnswer
    private var head: HTTPRequestHead?
    private var body: [UInt8] = []

    init(server: ScriptedServer, isPlain: Bool, answer: @escaping @Sendable (SeenRequest) -> ScriptedAnswer) {
        self.server = server
        self.isPlain = isPlain
        self.answer = answer
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            body = []
        case .body(let part):
            body += part.readableBytesView
        case .end:
            guard let head else { return }
            let request = SeenRequest(
                method: head.method.rawValue, target: head.uri,
                headers: Dictionary(grouping: head.headers, by: { $0.name.lowercased() }).mapValues { $0.map(\.value) },
                body: body)
            server.note(request)
            let answer = answer(request)
            if !answer.bytes.isEmpty {
                context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: answer.bytes)), promise: nil)
            }
            if answer.closes { context.close(promise: nil) }
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // A server without TLS takes a handshake for a broken request and says so; with TLS, failed handshakes are what
        // many of these tests are about.
        if isPlain {
            let refusal = ByteBuffer(string: "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
            context.writeAndFlush(wrapOutboundOut(refusal), promise: nil)
        }
        context.close(promise: nil)
    }
}
