// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Holds every string and byte that keeps one use of a hash in this room apart from another, protocol §2.
///
/// A change of any of them is another version of the protocol.
package enum DomainSeparation {
    /// Tags hashing to the group, RFC 9380 §3.1: 40 bytes.
    package static let hashToGroup = "SYMBOLON-V1-R255_XMD:SHA-512_R255MAP_RO_"

    /// Starts the input of every token.
    package static let token = "SYMBOLON-V1-TOKEN"

    /// Follows the round id where the input is a phone number.
    package static let numberTag: UInt8 = 0x01

    /// Follows the round id where the input is a canary, which stands for no number; reserved.
    package static let canaryTag: UInt8 = 0x02
}
