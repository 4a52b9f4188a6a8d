// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// The identifier of an agreement: SHA-256 of its signed form, 32 bytes (protocol/v1/agreement.md).
package struct AgreementID: Hashable, Sendable, CustomStringConvertible {
    /// 64 lowercase hexadecimal digits.
    package let hex: String

    /// Accepts 64 lowercase hexadecimal digits.
    package init?(hex: some StringProtocol) {
        guard Hexadecimal.decode(hex, count: 32) != nil else { return nil }
        self.hex = String(hex)
    }

    /// Accepts exactly 32 bytes.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 32 else { return nil }
        self.hex = Hexadecimal.encode(bytes)
    }

    /// The 32 bytes.
    package var bytes: [UInt8] { Hexadecimal.decode(hex, count: 32) ?? [] }

    package var description: String { hex }
}
