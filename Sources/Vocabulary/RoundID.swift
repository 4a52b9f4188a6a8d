// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// The identifier of a round: SHA-256("SYMBOLON-V1-ROUND" ‖ agreement id ‖ u32be number), 32 bytes.
///
/// It is known offline: two homes with the same agreement derive the same identifier (protocol/v1/matching.md).
package struct RoundID: Hashable, Sendable, CustomStringConvertible {
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
