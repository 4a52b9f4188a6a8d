// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Enrolment

/// Where a coordinator listens: `https://HOST[:PORT]` and nothing else.
package struct CoordinatorURL: Hashable, Sendable, CustomStringConvertible {
    /// The name or address, against which the server's certificate is checked.
    package let host: ServerHost
    /// 1 … 65,535; 443 where the URL names none.
    package let port: Int

    /// Reads a URL as a person types it; a single slash at its end is ignored.
    package init(_ text: some StringProtocol) throws(CoordinatorURLError) {
        let scheme = "https://"
        guard text.lowercased().hasPrefix(scheme) else { throw .scheme }
        var rest = text.dropFirst(scheme.count)
        if rest.hasSuffix("/") { rest = rest.dropLast() }
        guard !rest.contains(where: { "/?#@".contains($0) }) else { throw .path }
        var hostText = String(rest)
        var port = 443
        // The colons of an IPv6 address stand within brackets.
        if let colon = rest.lastIndex(of: ":"), !rest[colon...].contains("]") {
            let digits = rest[rest.index(after: colon)...]
            guard digits.allSatisfy({ ("0"..."9").contains($0) }), let number = Int(digits),
                (1...65_535).contains(number)
            else { throw .port }
            port = number
            hostText = String(rest[..<colon])
        }
        let isBracketed = hostText.hasPrefix("[")
        guard let host = try? ServerHost(hostText), isBracketed == (host.address?.count == 16) else { throw .host }
        self.host = host
        self.port = port
    }

    /// The one spelling, without a slash at the end; the port is left out where it is 443.
    package var text: String {
        let name = host.address?.count == 16 ? "[\(host.text)]" : host.text
        return port == 443 ? "https://\(name)" : "https://\(name):\(port)"
    }

    package var description: String { text }
}
