// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import SwiftASN1
internal import X509

extension ServerHost {
    /// The alternative name of a certificate.
    var generalName: GeneralName {
        if let address { .ipAddress(ASN1OctetString(contentBytes: address[...])) } else { .dnsName(text) }
    }

    /// Reads a DNS name or an address of a certificate; nil for other kinds.
    init?(generalName: GeneralName) {
        switch generalName {
        case .dnsName(let name):
            guard let host = try? ServerHost(name) else { return nil }
            self = host
        case .ipAddress(let octets):
            let text: String
            switch octets.bytes.count {
            case 4: text = octets.bytes.map { "\($0)" }.joined(separator: ".")
            case 16:
                let bytes = Array(octets.bytes)
                text = stride(from: 0, to: 16, by: 2)
                    .map { String(UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]), radix: 16) }.joined(separator: ":")
            default: return nil
            }
            guard let host = try? ServerHost(text) else { return nil }
            self = host
        default: return nil
        }
    }

    /// Compares addresses by their bytes and names by their letters: `::1` and `0:0:0:0:0:0:0:1` are the same.
    func isSame(as other: ServerHost) -> Bool {
        address == other.address && (address != nil || text == other.text)
    }
}
