// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// What a row of the list stands for in the party's own input; its text shows nothing.
package struct RowMapEntry: Equatable, Sendable, CustomStringConvertible, CustomReflectable {
    /// Bytes of an entry.
    static let width = 12

    /// The E.164 digits as an integer, 7 to 15 of them.
    package let digits: UInt64
    /// The first row of the input that held the number.
    package let row: UInt32

    package init(digits: UInt64, row: UInt32) {
        self.digits = digits
        self.row = row
    }

    /// Reads u64be digits and u32be row at any alignment; the caller guarantees 12 bytes.
    init(unalignedAt pointer: UnsafeRawPointer) {
        digits = UInt64(bigEndian: pointer.loadUnaligned(as: UInt64.self))
        row = UInt32(bigEndian: pointer.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
    }

    /// Writes the 12 bytes at any alignment; the caller guarantees the room.
    func store(unalignedAt pointer: UnsafeMutableRawPointer) {
        pointer.storeBytes(of: digits.bigEndian, as: UInt64.self)
        pointer.storeBytes(of: row.bigEndian, toByteOffset: 8, as: UInt32.self)
    }

    /// True for 7 to 15 digits.
    var isPlausible: Bool { Self.isPlausible(digits) }

    static func isPlausible(_ digits: UInt64) -> Bool { (1_000_000..<1_000_000_000_000_000).contains(digits) }

    package var description: String { "a row" }

    package var customMirror: Mirror { Mirror(self, children: EmptyCollection()) }
}
