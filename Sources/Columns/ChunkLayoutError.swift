// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Says which number makes no chunk layout.
package enum ChunkLayoutError: Error, Hashable, CustomStringConvertible {
    case rowCount(Int)
    case chunkRows(Int)

    package var description: String {
        switch self {
        case .rowCount(let count):
            "\(count) rows: a list has 0 to \(ChunkLayout.maximumRows) rows"
        case .chunkRows(let rows):
            "\(rows) rows a chunk: the agreement allows 1 to \(ChunkLayout.maximumChunkRows)"
        }
    }
}
