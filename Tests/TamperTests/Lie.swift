// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Coordinator
import Enrolment
import Hummingbird
import Messages
import NIOCore
import NIOSSL
import Signing
import Synchronization
import Vocabulary

/// Stands between the parties and an honest coordinator: passes a request on, answers it itself, or changes the answer.
typealias Lie = @Sendable (Request, PartyID?, @Sendable (Request) async throws -> Response) async throws -> Response

/// What the coordinator lies about now.
final class Liar: Sendable {
    private let state = Mutex<Lie?>(nil)

    var lie: Lie? { state.withLock { $0 } }

    func tell(_ lie: @escaping Lie) { state.withLock { $0 = lie } }

    func stop() { state.withLock { $0 = nil } }
}

/// The coordinator's application with a liar in front.
struct LyingResponder<Honest: HTTPResponder>: HTTPResponder where Honest.Context == CoordinatorContext {
    let honest: Honest
    let liar: Liar

    func respond(to request: Request, context: CoordinatorContext) async throws -> Response {
        guard let lie = liar.lie else { return try await honest.respond(to: request, context: context) }
        let der = try await context.channel.nioSSL_peerCertificate().get()?.toDERBytes()
        let caller = try der.map { try PartyCertificate.partyID(ofCertificateDER: $0) }
        let honest = honest
        return try await lie(request, caller) { try await honest.respond(to: $0, context: context) }
    }
}

extension Response {
    /// An answer with these bytes, and a right Content-Digest unless another is given.
    static func made(
        _ bytes: [UInt8], status: HTTPResponse.Status = .ok, type: String = MediaType.json, headers: HTTPFields = [:]
    ) -> Response {
        var headers = headers
        headers[.contentType] = type
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// The bytes of the body.
    func bytes() async throws -> [UInt8] {
        let bytes = Bytes()
        try await body.write(Collector(bytes: bytes))
        return bytes.all
    }

    private final class Bytes: Sendable {
        private let state = Mutex<[UInt8]>([])
        var all: [UInt8] { state.withLock { $0 } }
        func add(_ buffer: ByteBuffer) { state.withLock { $0 += buffer.readableBytesView } }
    }

    private struct Collector: ResponseBodyWriter {
        let bytes: Bytes
        func write(_ buffer: ByteBuffer) async throws { bytes.add(buffer) }
        consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }
}
