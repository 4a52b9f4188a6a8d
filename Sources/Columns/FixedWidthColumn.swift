// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Works on a column: rows of one fixed-width type, one after the other in contiguous bytes, without copying it.
///
/// A column that does not end with a whole row is never accepted: the checks name the index of the part row.
package enum FixedWidthColumn<Item: FixedWidthBytes> {
    /// Counts the rows; nil where the bytes are not a whole number of rows.
    package static func count(of column: UnsafeRawBufferPointer) -> Int? {
        column.count.isMultiple(of: Item.byteCount) ? column.count / Item.byteCount : nil
    }

    /// Finds the first row that is not greater than the one before it; nil where the column ascends strictly.
    ///
    /// Where the column is a chunk of a longer one, `previous` is the last row before it.
    @inlinable
    package static func checkStrictlyAscending(
        _ column: UnsafeRawBufferPointer, after previous: Item? = nil
    ) -> Int? {
        let width = Item.byteCount
        let rows = column.count / width
        let partRow = column.count == rows * width ? nil : rows
        guard rows > 0, let base = column.baseAddress else { return partRow }
        var last = Item(unalignedAt: base)
        if let previous, last <= previous { return 0 }
        for row in 1..<max(rows, 1) {
            let next = Item(unalignedAt: base + row * width)
            if next <= last { return row }
            last = next
        }
        return partRow
    }
}

/// Works on columns of 32-byte elements.
package typealias ElementColumn = FixedWidthColumn<EncodedElement>

/// Works on columns of 16-byte tokens.
package typealias TokenColumn = FixedWidthColumn<Token>

extension FixedWidthColumn where Item == EncodedElement {
    /// Finds the first row that cannot be an element (`EncodedElement.canonicalFault`); nil where every row may be one.
    package static func checkCanonical(_ column: UnsafeRawBufferPointer) -> Int? {
        let width = EncodedElement.byteCount
        let rows = column.count / width
        if rows > 0, let base = column.baseAddress {
            for row in 0..<rows where !EncodedElement(unalignedAt: base + row * width).isCanonical { return row }
        }
        return column.count == rows * width ? nil : rows
    }
}
