// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns
import Testing

@Suite("Chunk layouts")
struct ChunkLayoutTests {
    @Test(
        "Chunks cover every row once",
        arguments: [0, 1, 2, 9, 10, 11, 65_535, 65_536, 200_000], [1, 2, 10, 65_535])
    func cover(rowCount: Int, chunkRows: Int) throws {
        let layout = try ChunkLayout(rowCount: rowCount, chunkRows: chunkRows)
        var next = 0
        for chunk in 0..<layout.chunkCount {
            let rows = try #require(layout.rows(ofChunk: chunk))
            #expect(rows.lowerBound == next && !rows.isEmpty)
            #expect(rows.count == chunkRows || chunk == layout.chunkCount - 1)
            #expect(layout.chunk(ofRow: rows.lowerBound) == chunk && layout.chunk(ofRow: rows.upperBound - 1) == chunk)
            next = rows.upperBound
        }
        #expect(next == rowCount)
        #expect(layout.rows(ofChunk: layout.chunkCount) == nil)
        #expect(layout.chunk(ofRow: rowCount) == nil)
    }

    @Test(
        "Nonsense is refused and never traps",
        arguments: [
            (-1, 1), (.min, 1), (.max, 1), (1 << 41, 65_535), (1, 0), (1, -1), (1, .min), (1, 65_536), (1, .max),
        ])
    func nonsense(rowCount: Int, chunkRows: Int) {
        #expect(throws: ChunkLayoutError.self) { try ChunkLayout(rowCount: rowCount, chunkRows: chunkRows) }
    }

    @Test("The largest layout has offsets in bytes too")
    func largest() throws {
        let layout = try ChunkLayout(rowCount: ChunkLayout.maximumRows, chunkRows: 1)
        #expect(layout.chunkCount == ChunkLayout.maximumRows)
        #expect(layout.byteRange(ofChunk: layout.chunkCount - 1, width: 64)?.upperBound == 1 << 46)
        for chunk in [-1, .min, .max, layout.chunkCount] {
            #expect(layout.rows(ofChunk: chunk) == nil && layout.offset(ofChunk: chunk) == nil)
            #expect(layout.byteRange(ofChunk: chunk, width: 32) == nil)
        }
        for width in [0, -1, 65, .max] { #expect(layout.byteRange(ofChunk: 0, width: width) == nil) }
        for row in [-1, .min, .max] { #expect(layout.chunk(ofRow: row) == nil) }
    }

    @Test("The last chunk is short")
    func last() throws {
        let layout = try ChunkLayout(rowCount: 25, chunkRows: 10)
        #expect((0..<4).map { layout.rowCount(ofChunk: $0) } == [10, 10, 5, nil])
        #expect((0..<4).map { layout.offset(ofChunk: $0) } == [0, 10, 20, nil])
        #expect(layout.byteRange(ofChunk: 2, width: 32) == 640..<800)
    }
}
