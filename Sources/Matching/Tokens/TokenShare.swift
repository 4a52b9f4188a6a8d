// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// A share of a partition that is too large for one table: the tokens whose bits under other keys start with some bits.
struct TokenShare {
    private let mixer: TokenMixer
    private let bits: UInt64
    private let value: UInt64

    /// All tokens.
    init(mixer: TokenMixer) { self.init(mixer: mixer, bits: 0, value: 0) }

    private init(mixer: TokenMixer, bits: UInt64, value: UInt64) {
        self.mixer = mixer
        self.bits = bits
        self.value = value
    }

    @inline(__always)
    func holds(_ first: UInt64, _ second: UInt64) -> Bool {
        bits == 0 || mixer.mix(first, second) >> (64 - bits) == value
    }

    /// The two halves; none of a share that bits divide no further.
    var halves: [TokenShare] {
        guard bits < 64 else { return [] }
        return (UInt64(0)..<2).map { TokenShare(mixer: mixer, bits: bits + 1, value: value << 1 | $0) }
    }
}
