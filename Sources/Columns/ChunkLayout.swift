// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Cuts a list of rows into chunks: each has exactly `chunkRows` rows except the last, which has the rest.
///
/// No list has no chunks: zero rows are zero chunks. Nothing here overflows or traps, whatever the numbers: a layout
/// exists only if every offset in it, in rows and in bytes of up to 64 a row, fits.
package struct ChunkLayout: Hashable, Sendable {
    /// Bounds the rows of a chunk: a batched proof of RFC 9497 §2.2 numbers its rows in 16 bits.
    package static let maximumChunkRows = 65_535

    /// Bounds the rows of a list: 2^40, a hundred times all the numbers there can be.
    package static let maximumRows = 1 << 40

    package let rowCount: Int
    package let chunkRows: Int

    /// Makes a layout; throws where a number is outside 0…2^40 rows and 1…65,535 rows a chunk.
    package init(rowCount: Int, chunkRows: Int) throws(ChunkLayoutError) {
        guard (0...Self.maximumRows).contains(rowCount) else { throw .rowCount(rowCount) }
        guard (1...Self.maximumChunkRows).contains(chunkRows) else { throw .chunkRows(chunkRows) }
        self.rowCount = rowCount
        self.chunkRows = chunkRows
    }

    package var chunkCount: Int { (rowCount + chunkRows - 1) / chunkRows }

    /// Gives the rows of a chunk as a range over the whole list; nil where there is no such chunk.
    package func rows(ofChunk chunk: Int) -> Range<Int>? {
        guard chunk >= 0, chunk < chunkCount else { return nil }
        let first = chunk * chunkRows
        return first..<min(first + chunkRows, rowCount)
    }

    /// Counts the rows of a chunk; nil where there is no such chunk.
    package func rowCount(ofChunk chunk: Int) -> Int? { rows(ofChunk: chunk)?.count }

    /// Gives the row at which a chunk starts; nil where there is no such chunk.
    package func offset(ofChunk chunk: Int) -> Int? { rows(ofChunk: chunk)?.lowerBound }

    /// Gives the bytes of a chunk in a column of the given width; nil where there is no such chunk or width.
    package func byteRange(ofChunk chunk: Int, width: Int) -> Range<Int>? {
        guard (1...64).contains(width), let rows = rows(ofChunk: chunk) else { return nil }
        return rows.lowerBound * width..<rows.upperBound * width
    }

    /// Finds the chunk that holds a row; nil where there is no such row.
    package func chunk(ofRow row: Int) -> Int? {
        row >= 0 && row < rowCount ? row / chunkRows : nil
    }
}
