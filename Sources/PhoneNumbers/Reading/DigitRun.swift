// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Digits in memory that somebody else holds, each a byte from 0 to 9.
struct DigitRun {
    let start: UnsafePointer<UInt8>
    let count: Int

    @inline(__always)
    subscript(position: Int) -> UInt8 { start[position] }

    /// The digits behind some of them.
    @inline(__always)
    func dropping(_ dropped: Int) -> DigitRun { DigitRun(start: start + dropped, count: count - dropped) }
}
