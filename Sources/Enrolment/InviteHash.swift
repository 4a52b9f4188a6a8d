// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Crypto
internal import Vocabulary

/// SHA-256 of an invite's secret, 32 bytes: the name under which the coordinator keeps the invite.
///
/// The secret has 128 random bits, so its hash tells nothing and needs no salt.
package struct InviteHash: Hashable, Sendable, CustomStringConvertible {
    /// 64 lowercase hexadecimal digits.
    package let hex: String

    /// Accepts 64 lowercase hexadecimal digits.
    package init?(hex: some StringProtocol) {
        guard Hexadecimal.decode(hex, count: 32) != nil else { return nil }
        self.hex = String(hex)
    }

    init(ofSecret secret: [UInt8]) { hex = Hexadecimal.encode(SHA256.hash(data: secret)) }

    package var description: String { hex }
}
