// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// A name under which clients reach a coordinator: a DNS name, an IPv4 or an IPv6 address.
package struct ServerHost: Hashable, Sendable, CustomStringConvertible {
    /// The name in lower case, or the address as it was written, without brackets.
    package let text: String
    /// 4 or 16 bytes in network order; nil for a DNS name.
    package let address: [UInt8]?

    /// Accepts a DNS name of letters, digits and hyphens (RFC 1123, no wildcards) or an address, also `[v6]`.
    package init(_ text: String) throws(CertificateFault) {
        let bare = text.hasPrefix("[") && text.hasSuffix("]") ? String(text.dropFirst().dropLast()) : text
        if let address = Self.parse(bare, family: AF_INET6, count: 16) {
            self.init(text: bare, address: address)
        } else if bare == text, let address = Self.parse(text, family: AF_INET, count: 4) {
            self.init(text: text, address: address)
        } else if bare == text, Self.isDNSName(text) {
            self.init(text: text.lowercased(), address: nil)
        } else {
            throw .badHost(text)
        }
    }

    private init(text: String, address: [UInt8]?) {
        self.text = text
        self.address = address
    }

    package var description: String { text }

    private static func parse(_ text: String, family: Int32, count: Int) -> [UInt8]? {
        guard !text.utf8.contains(0) else { return nil }
        var bytes = [UInt8](repeating: 0, count: count)
        // inet_pton writes exactly 4 or 16 bytes, as many as `count` says for the family.
        return inet_pton(family, text, &bytes) == 1 ? bytes : nil
    }

    private static func isDNSName(_ text: String) -> Bool {
        let labels = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard text.utf8.count <= 253, let last = labels.last, !last.allSatisfy(isDigit) else { return false }
        return labels.allSatisfy { label in
            (1...63).contains(label.count) && label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
                && label.allSatisfy { isDigit($0) || $0 == UInt8(ascii: "-") || (97...122).contains($0 | 0x20) }
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}
