// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Mixes a token into 64 bits under secret keys; places of tokens are made of these.
///
/// Tokens are uniform only if hops are honest: a last hop may choose all 16 bytes of each. Both words go through two full multiplications
/// under keys that are drawn for each match and never leave the process, so that nobody can choose different tokens that share a place.
struct TokenMixer: Sendable {
    private let first: UInt64
    private let second: UInt64
    private let third: UInt64
    private let fourth: UInt64

    /// Draws the keys.
    init(using generator: inout some RandomNumberGenerator) {
        first = generator.next()
        second = generator.next()
        third = generator.next()
        fourth = generator.next()
    }

    /// The place of a token's two words.
    @inline(__always)
    func mix(_ high: UInt64, _ low: UInt64) -> UInt64 {
        let inner = (high ^ first).multipliedFullWidth(by: low ^ second)
        let outer = (inner.low ^ third).multipliedFullWidth(by: inner.high ^ fourth)
        return outer.low ^ outer.high
    }
}
