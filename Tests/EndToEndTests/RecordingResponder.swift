// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Coordinator
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import NIOSSL
import Synchronization

/// Stands before a coordinator and searches whatever comes in and goes out; the coordinator notices nothing.
struct RecordingResponder: HTTPResponder {
    typealias Context = CoordinatorContext

    let inner: RouterResponder<CoordinatorContext>
    let sightings: Sightings
    /// The coordinator's folder, which is searched again and again while the round runs.
    let folder: URL
    let count = RequestCount()

    /// Counts requests.
    final class RequestCount: Sendable {
        private let count = Atomic(0)

        /// Whether this one is the first, or the twenty-fifth after such a one.
        var isDue: Bool { count.add(1, ordering: .relaxed).oldValue % 25 == 0 }
    }

    @concurrent
    func respond(to request: Request, context: CoordinatorContext) async throws -> Response {
        var request = request
        let body = try await request.collectBody(upTo: 8 << 20)
        let head = request.head
        let lines = [head.method.rawValue, head.path ?? "", head.authority ?? ""] + head.headerFields.map { "\($0)" }
        sightings.look(at: Array(lines.joined(separator: "\n").utf8), .received)
        sightings.look(at: Array(body.readableBytesView), .received)
        if let der = try await context.channel.nioSSL_peerCertificate().get()?.toDERBytes() {
            sightings.look(at: der, .received)
        }
        let response = try await inner.respond(to: request, context: context)
        if count.isDue { sightings.look(atFilesIn: folder) }
        return Response(
            status: response.status, headers: response.headers, body: searched(response.body, response.headers))
    }

    private func searched(_ body: ResponseBody, _ headers: HTTPFields) -> ResponseBody {
        sightings.look(at: Array(headers.map { "\($0)" }.joined(separator: "\n").utf8), .sent)
        let sightings = sightings
        return body.map { buffer in
            sightings.look(at: Array(buffer.readableBytesView), .sent)
            return buffer
        }
    }
}
