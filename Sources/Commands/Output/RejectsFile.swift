// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Lists

/// The rejects of a list, or nothing where nobody asked for them.
struct RejectsFile: ~Copyable {
    private var writer: RejectsWriter?

    /// Creates the file; nil for none.
    init(path: String?, force: Bool) throws {
        if let path { writer = try RejectsWriter(path: path, force: force) } else { writer = nil }
    }

    /// Adds a row of a batch.
    mutating func write(_ batch: RowBatch, at index: Int, reason: String) throws {
        try writer?.write(batch, at: index, reason: reason)
    }

    /// Writes what is left.
    consuming func close() throws {
        switch consume writer {
        case .some(let writer): try writer.close()
        case .none: break
        }
    }
}
