// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Looks for bytes, sixteen at a time.
struct ByteScan {
    /// A byte of each lane.
    private typealias Lanes = SIMD16<UInt8>

    let bytes: UnsafeBufferPointer<UInt8>

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    /// The place of the next LF, CR or `other` at or behind a place; the count where there is none.
    @inline(__always)
    func lineEnd(or other: UInt8, from start: Int) -> Int {
        var at = start
        while at + Lanes.scalarCount <= bytes.count {
            let lanes = load(at)
            let found =
                (lanes .== Lanes(repeating: 0x0A)) .| (lanes .== Lanes(repeating: 0x0D))
                .| (lanes .== Lanes(repeating: other))
            if let place = Self.first(found) { return at + place }
            at += Lanes.scalarCount
        }
        while at < bytes.count, bytes[at] != 0x0A, bytes[at] != 0x0D, bytes[at] != other { at += 1 }
        return at
    }

    /// The place of the next LF or CR at or behind a place; the count where there is none.
    @inline(__always)
    func lineEnd(from start: Int) -> Int { lineEnd(or: 0x0A, from: start) }

    /// Whether there are only blanks between two places; tabs are none where they delimit.
    @inline(__always)
    func isBlank(_ range: Range<Int>, delimiter: UInt8?) -> Bool {
        for at in range where bytes[at] != 0x20 && (bytes[at] != 0x09 || delimiter == 0x09) { return false }
        return true
    }

    /// How many bytes from the start are whole characters of UTF-8 without a zero byte among them.
    var soundCount: Int {
        var ascii = 0
        while ascii + Lanes.scalarCount <= bytes.count {
            let lanes = load(ascii)
            // Zero becomes 0xFF, so that both what is not ASCII and what is zero have their high bit set.
            guard Self.first((lanes &- 1) .>= Lanes(repeating: 0x7F)) == nil else { break }
            ascii += Lanes.scalarCount
        }
        let rest = UnsafeBufferPointer(rebasing: bytes[ascii...])
        let whole: Int
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: Span(_unsafeElements: rest))
            whole = rest.count
        } catch {
            whole = error.byteOffsets.lowerBound
        }
        return ascii + (rest[..<whole].firstIndex(of: 0) ?? whole)
    }

    @inline(__always)
    private func load(_ at: Int) -> Lanes {
        // Within the bytes: the callers look before.
        UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped + at).loadUnaligned(as: Lanes.self)
    }

    /// The first lane that is set.
    @inline(__always)
    private static func first(_ mask: SIMDMask<SIMD16<Int8>>) -> Int? {
        let halves = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
        if halves[0] != 0 { return UInt64(littleEndian: halves[0]).trailingZeroBitCount >> 3 }
        if halves[1] != 0 { return 8 + UInt64(littleEndian: halves[1]).trailingZeroBitCount >> 3 }
        return nil
    }
}
