// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// UTF-8 made of UTF-16 piece by piece; half a surrogate pair, and half a unit at the end, become a byte that is no UTF-8.
struct WideDecoder {
    private let isBigEndian: Bool
    /// The first byte of a unit whose second is not there yet.
    private var half: UInt8?
    /// The first half of a surrogate pair.
    private var lead: UInt16?

    /// A byte that no UTF-8 has.
    static let foreignByte: UInt8 = 0xFF

    init(isBigEndian: Bool) {
        self.isBigEndian = isBigEndian
    }

    /// Takes the next bytes of the text.
    mutating func take(_ input: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]) {
        var at = 0
        if let half, !input.isEmpty {
            self.half = nil
            take(unit(half, input[0]), into: &output)
            at = 1
        }
        while at + 1 < input.count {
            let unit = unit(input[at], input[at + 1])
            at += 2
            if unit < 0x80, lead == nil { output.append(UInt8(unit)) } else { take(unit, into: &output) }
        }
        if at < input.count { half = input[at] }
    }

    /// Takes the end of the text.
    mutating func finish(into output: inout [UInt8]) {
        if lead != nil || half != nil { output.append(Self.foreignByte) }
        lead = nil
        half = nil
    }

    private func unit(_ first: UInt8, _ second: UInt8) -> UInt16 {
        isBigEndian ? UInt16(first) << 8 | UInt16(second) : UInt16(second) << 8 | UInt16(first)
    }

    private mutating func take(_ unit: UInt16, into output: inout [UInt8]) {
        if let first = lead {
            lead = nil
            if UTF16.isTrailSurrogate(unit) {
                Self.append(UTF16.decode(UTF16.EncodedScalar([first, unit])), to: &output)
                return
            }
            output.append(Self.foreignByte)
        }
        if UTF16.isLeadSurrogate(unit) { lead = unit } else { Self.append(Unicode.Scalar(unit), to: &output) }
    }

    /// Appends a character, or a byte that is none.
    static func append(_ scalar: Unicode.Scalar?, to output: inout [UInt8]) {
        guard let scalar else { return output.append(foreignByte) }
        output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
}
