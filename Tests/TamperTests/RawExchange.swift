// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CoordinatorClient
import Messages
import NIOCore
import NIOPosix
import NIOSSL
import Signing

/// Bytes sent over TLS as they are, and what came back.
struct RawExchange: Sendable {
    /// What came back, up to a whole answer or the end of the connection.
    let bytes: [UInt8]

    /// The status of the first answer; nil where the connection ended without one.
    var status: Int? {
        let line = String(decoding: bytes.prefix(12), as: UTF8.self)
        return line.hasPrefix("HTTP/1.1 ") ? Int(line.suffix(3)) : nil
    }

    /// The problem document of a refusal.
    var problem: Problem? {
        guard let body = Self.body(of: bytes) else { return nil }
        return try? Problem(json: JSONValue(parsing: body))
    }

    /// Connects, sends each part, and reads one answer, unless nobody is to wait for it.
    static func run(
        port: Int, _ credentials: ClientCredentials?, _ parts: [[UInt8]], isCut: Bool = false
    ) async throws -> RawExchange {
        let context = try NIOSSLContext(configuration: Site.carelessTLS(credentials))
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        NIOSSLClientHandler(context: context, serverHostname: nil))
                    return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            do {
                for part in parts { try await outbound.write(ByteBuffer(bytes: part)) }
            } catch {
                // Who sends too much may be cut off in the middle of it; what was answered before counts.
            }
            var bytes: [UInt8] = []
            guard !isCut else { return RawExchange(bytes: bytes) }
            do {
                for try await buffer in inbound {
                    bytes += buffer.readableBytesView
                    if isWhole(bytes) { break }
                }
            } catch {
                // A reset connection ends the answer like a closed one.
            }
            return RawExchange(bytes: bytes)
        }
    }

    /// A request's bytes.
    static func request(_ line: String, headers: [String] = [], body: [UInt8]? = nil, type: String = MediaType.json)
        -> [UInt8]
    {
        var head = "\(line) HTTP/1.1\r\nHost: localhost\r\n"
        for header in headers { head += header + "\r\n" }
        if let body { head += "Content-Type: \(type)\r\nContent-Length: \(body.count)\r\n" }
        return Array((head + "\r\n").utf8) + (body ?? [])
    }

    private static func body(of bytes: [UInt8]) -> ArraySlice<UInt8>? {
        guard let end = bytes.indices.first(where: { bytes[$0...].starts(with: [13, 10, 13, 10]) }) else { return nil }
        return bytes[(end + 4)...]
    }

    private static func isWhole(_ bytes: [UInt8]) -> Bool {
        guard let body = body(of: bytes) else { return false }
        let head = String(decoding: bytes[..<body.startIndex], as: UTF8.self).lowercased()
        guard let field = head.split(separator: "\r\n").first(where: { $0.hasPrefix("content-length:") }) else {
            return true
        }
        return body.count >= Int(field.drop { $0 != ":" }.dropFirst().filter { $0 != " " }) ?? 0
    }
}
