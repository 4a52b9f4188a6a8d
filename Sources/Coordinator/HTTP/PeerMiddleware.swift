// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Enrolment
internal import Hummingbird
internal import NIOSSL

/// Reads the party from the client certificate, which TLS has verified; refuses nothing itself.
struct PeerMiddleware: RouterMiddleware {
    func handle(
        _ request: Request, context: CoordinatorContext,
        next: @concurrent (Request, CoordinatorContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        if let der = try await context.channel.nioSSL_peerCertificate().get()?.toDERBytes() {
            do {
                context.peer = .party(try PartyCertificate.partyID(ofCertificateDER: der))
            } catch {
                context.peer = .refused("\(error)")
            }
        }
        return try await next(request, context)
    }
}
