// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Spilling

/// The room's own sorter of blinded rows, lent to who measures it by itself.
package struct RowSorting {
    /// Bytes of a row: an encoding, the number's digits and the row of the list.
    package static let rowByteCount = MemoryLayout<BlindedRow>.stride

    private let sorter: BlindedRowSorter

    /// - Parameters:
    ///   - rows: how many will be added.
    ///   - memory: bytes of it; more rows go to temporary files.
    package init(rows: Int, memory: Int) {
        sorter = BlindedRowSorter(rows: rows, memory: memory, folder: SpillFolder.path)
    }

    /// Adds elements, 32 bytes each, with what each stands for.
    package func add(_ elements: UnsafeRawBufferPointer, for pairs: [Pair]) throws {
        try sorter.add(elements, for: pairs)
    }

    /// Gives all rows in ascending order, a bucket at a time.
    package func drain(_ body: (BlindedBlock) throws -> Void) throws {
        try sorter.drain { try body(BlindedBlock($0)) }
    }
}
