// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Lists

/// All that came of reading one list.
struct Outcome: Equatable {
    struct Row: Equatable {
        let row: UInt64
        let line: UInt64
        let rejection: RowRejection?
        let fields: [String?]
    }

    private(set) var rows: [Row] = []
    private(set) var failure: String?
    private(set) var readerMemory = 0
    private(set) var batchMemory = 0

    init(_ recipe: Recipe, bytes: [UInt8]? = nil, options: ListOptions, capacity: Int) {
        do {
            var reader = try ListReader(bytes: bytes ?? recipe.bytes, name: recipe.name, options: options)
            try reader.select(recipe.columns)
            var batch = RowBatch(capacity: capacity)
            while try reader.next(into: &batch) {
                for index in 0..<batch.count {
                    rows.append(
                        Row(
                            row: batch[index].row, line: batch[index].line, rejection: batch[index].rejection,
                            fields: (0..<batch.fieldCount).map { batch.text(of: $0, at: index) }))
                }
                readerMemory = max(readerMemory, reader.memory)
                batchMemory = max(batchMemory, batch.memory)
            }
        } catch {
            failure = "\(error)"
        }
    }

    /// Compares what a caller sees; memory may differ.
    static func == (lhs: Outcome, rhs: Outcome) -> Bool { lhs.rows == rhs.rows && lhs.failure == rhs.failure }
}
