// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Spilling

/// Rows that share their leading bits, those that memory does not hold in a temporary file.
struct BlindedRowBucket {
    private let capacity: Int
    private let folder: String
    private var rows: [BlindedRow] = []
    private var file: SpillFile?

    /// - Parameter capacity: the rows that are kept in memory.
    init(capacity: Int, folder: String) {
        self.capacity = capacity
        self.folder = folder
    }

    mutating func append(_ row: BlindedRow) throws(SpillError) {
        if rows.count == capacity { try spill() }
        rows.append(row)
    }

    /// Takes all rows out.
    mutating func take() throws(SpillError) -> [BlindedRow] {
        guard let file else {
            var all: [BlindedRow] = []
            swap(&all, &rows)
            return all
        }
        try spill()
        rows = []
        var all = [BlindedRow](repeating: .zero, count: file.size / MemoryLayout<BlindedRow>.stride)
        var span = all.mutableSpan
        let filled = try span.withUnsafeMutableBytes { (bytes) throws(SpillError) in try file.read(at: 0, into: bytes) }
        guard filled == file.size else { throw SpillError(.read, folder: folder, code: EIO) }
        self.file = nil
        return all
    }

    private mutating func spill() throws(SpillError) {
        let file = if let file { file } else { try SpillFile(in: folder) }
        self.file = file
        var full: [BlindedRow] = []
        swap(&full, &rows)
        try full.span.withUnsafeBytes { (bytes) throws(SpillError) in try file.append(bytes) }
        full.removeAll(keepingCapacity: true)
        swap(&full, &rows)
    }
}
