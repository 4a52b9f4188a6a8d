// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Vocabulary

/// The party's own rows that matched in a round, in the order of their handles.
package struct MatchedRows: RandomAccessCollection, Sendable, CustomStringConvertible, CustomReflectable {
    private let handles: [Handle]
    private let positions: [UInt32]
    private let entries: [RowMapEntry]

    /// Joins records and row map; `map` is read once, in the list's order.
    init(handles: [Handle], positions: [UInt32], map: consuming RowMapReader) throws {
        var entries = [RowMapEntry](repeating: RowMapEntry(digits: 0, row: 0), count: positions.count)
        let order = positions.indices.sorted { positions[$0] < positions[$1] }
        var next = 0
        var position = 0
        // To the end even when nothing is wanted any more: only then is the file known to be whole.
        while let entry = try map.next() {
            if next < order.count, positions[order[next]] == position {
                entries[order[next]] = entry
                next += 1
            }
            position += 1
        }
        self.handles = handles
        self.positions = positions
        self.entries = entries
    }

    package var startIndex: Int { 0 }
    package var endIndex: Int { handles.count }

    package subscript(index: Int) -> MatchedRow {
        MatchedRow(
            handle: handles[index], position: positions[index], digits: entries[index].digits, row: entries[index].row)
    }

    package var description: String { "\(count) matched rows" }

    package var customMirror: Mirror { Mirror(self, children: EmptyCollection()) }
}
