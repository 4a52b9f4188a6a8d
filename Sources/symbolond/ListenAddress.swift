// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Where a listener listens: `HOST:PORT`, `[IPv6]:PORT`; port 0 lets the system choose.
struct ListenAddress: Sendable, Equatable {
    /// Without brackets.
    let host: String
    let port: Int

    init(_ text: String) throws {
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
            throw Self.failure(text)
        }
        var host = String(text[..<colon])
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = String(host.dropFirst().dropLast())
        } else if host.contains(":") {
            throw Self.failure(text)
        }
        guard !host.isEmpty, !host.contains(where: \.isWhitespace) else { throw Self.failure(text) }
        self.host = host
        self.port = Int(port)
    }

    private init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// The same host with a port that the system chooses.
    var onAnyPort: ListenAddress { ListenAddress(host: host, port: 0) }

    /// How a client on this machine reaches it under a port; "any address" becomes the loopback.
    func url(scheme: String, port: Int) -> String {
        switch host {
        case "0.0.0.0": "\(scheme)://127.0.0.1:\(port)"
        case "::": "\(scheme)://[::1]:\(port)"
        default: "\(scheme)://\(host.contains(":") ? "[\(host)]" : host):\(port)"
        }
    }

    private static func failure(_ text: String) -> CommandFailure {
        CommandFailure(
            .badConfiguration, "\"\(text)\" is no address to listen on: expected HOST:PORT, as in 0.0.0.0:8443")
    }
}
