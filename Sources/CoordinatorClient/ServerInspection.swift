// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import AsyncHTTPClient
package import Enrolment
internal import NIOCore
internal import NIOSSL
internal import Synchronization

/// Looks at the certificate a server shows, for `doctor`: TLS itself only says that it was refused.
package enum ServerInspection {
    /// Connects without verification and reads the certificate; sends nothing but `GET /v1/authority`.
    package static func certificate(at url: CoordinatorURL) async throws -> ServerCertificate {
        let shown = ShownCertificate()
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.certificateVerification = .none
        let connection = Connection(url: url, tls: tls) { configuration in
            configuration.http1_1ConnectionDebugInitializer = { channel in
                channel.nioSSL_peerCertificate().flatMapThrowing { shown.keep(try $0?.toDERBytes()) }
            }
        }
        _ = try await connection.use { try await $0.answer(.authority) }
        guard let der = shown.der else { throw ClientError.tls("the server showed no certificate") }
        do { return try ServerCertificate(der: der) } catch { throw ClientError.tls("\(error)") }
    }
}

/// Carries the bytes from the channel's event loop to the caller.
private final class ShownCertificate: Sendable {
    private let state = Mutex<[UInt8]?>(nil)

    var der: [UInt8]? { state.withLock { $0 } }

    func keep(_ bytes: [UInt8]?) { state.withLock { $0 = bytes } }
}
