// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import X509

extension Certificate.SerialNumber {
    /// Draws a positive number of exactly 16 bytes (RFC 5280 §4.1.2.2): 126 of its 128 bits are random.
    init(drawnBy generator: inout some RandomNumberGenerator) {
        var bytes: [UInt8] = (0..<16).map { _ in .random(in: .min ... .max, using: &generator) }
        bytes[0] = bytes[0] & 0x3f | 0x40
        self.init(bytes: bytes)
    }
}
