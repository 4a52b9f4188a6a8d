// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import AsyncHTTPClient
internal import Enrolment
internal import NIOCore
internal import NIOHTTP1
internal import NIOSSL

extension ClientError {
    /// Turns what the HTTP and TLS libraries throw into a sentence about a route, or about the URL where nobody answers there.
    init(transport error: any Error, route: Route, at url: CoordinatorURL) {
        let explained = TLSFailure.explain("\(error)")
        switch error {
        case let error as ClientError:
            self = error
        case is NIOTooManyBytesError:
            self = .garbage("\(route.name): the answer is larger than the \(route.answerLimit) bytes that are allowed")
        case HTTPParserError.invalidEOFState:
            self = .unreachable("\(route.name): the connection was cut within the answer: run the command again")
        case is HTTPParserError:
            self = .garbage("\(route.name): what answers does not speak HTTP: check host and port of the URL")
        case let error as HTTPClientError:
            self = Self.http(error, explained: explained, route: route)
        case NIOSSLError.uncleanShutdown, BoringSSLError.zeroReturn, BoringSSLError.syscallError:
            self = .unreachable("\(route.name): the connection was cut: run the command again")
        case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError:
            if "\(error)".contains("EOF during handshake") {
                self = .unreachable("\(route.name): the connection was cut while it was set up: run the command again")
            } else {
                self = .tls(explained ?? "TLS with the coordinator failed: run symbolon doctor")
            }
        case _ where "\(error)".contains("UnknownHost"):
            // Wrapped in an error with one entry for each address, so only its text is at hand.
            self = .unreachable("\(url.text): the host's name cannot be resolved: check the URL and the network")
        default:
            let sentence = explained ?? "the coordinator cannot be reached: check the network"
            self = .unreachable("\(url.text): \(sentence)")
        }
    }

    private static func http(_ error: HTTPClientError, explained: String?, route: Route) -> ClientError {
        switch error {
        case .readTimeout, .writeTimeout, .deadlineExceeded, .connectTimeout, .tlsHandshakeTimeout,
            .getConnectionFromPoolTimeout, .cancelled:
            .unreachable("\(route.name): the coordinator did not answer in time: check the network and run it again")
        case .remoteConnectionClosed, .uncleanShutdown:
            .unreachable(explained ?? "\(route.name): the connection was cut: run the command again")
        default:
            .garbage("\(route.name): the answer breaks the rules of HTTP")
        }
    }
}
