// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Columns

/// Lays out the message that stands for one phone number in one round, protocol §2: 43 bytes.
///
///     u16be 32 ‖ round id (32) ‖ 01 ‖ u64be digits
package struct NumberMessage: Sendable {
    package static let byteCount = 43

    /// Bounds the digits as a number: 7 to 15 digits, the first of them 1 to 9.
    package static let digits: ClosedRange<UInt64> = 1_000_000...999_999_999_999_999

    private static let digitsOffset = 35

    /// Holds the message with zero digits.
    private let template: [UInt8]

    package init(roundID: Digest) {
        template = [0, 32] + roundID.bytes + [DomainSeparation.numberTag] + [UInt8](repeating: 0, count: 8)
    }

    /// Gives the message of a number; nil where it has not 7 to 15 digits.
    package func bytes(digits: UInt64) -> [UInt8]? {
        guard Self.digits.contains(digits) else { return nil }
        return template.prefix(Self.digitsOffset)
            + (0..<8).reversed().map { UInt8(truncatingIfNeeded: digits >> (8 * $0)) }
    }

    /// Gives what comes before the digits, which end a message.
    var prefix: [UInt8] { Array(template.prefix(Self.digitsOffset)) }

    /// Writes the part that all numbers of the round share to the start of 43 bytes.
    func start(at message: UnsafeMutableRawPointer) {
        unsafe template.withUnsafeBytes {
            unsafe message.copyMemory(from: $0.baseAddress.unsafelyUnwrapped, byteCount: $0.count)
        }
    }

    /// Writes one number's digits into 43 bytes that `start` was called on.
    func setDigits(_ digits: UInt64, at message: UnsafeMutableRawPointer) {
        unsafe message.storeBytes(of: digits.bigEndian, toByteOffset: Self.digitsOffset, as: UInt64.self)
    }
}
