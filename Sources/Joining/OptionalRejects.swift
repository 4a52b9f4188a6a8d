// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Lists

/// A rejects file, or none.
struct OptionalRejects: ~Copyable {
    private var writer: RejectsWriter?

    init(path: String?, force: Bool) throws {
        writer = nil
        if let path { writer = try RejectsWriter(path: path, force: force) }
    }

    mutating func write(_ batch: RowBatch, at index: Int, reason: String, detail: String = "") throws {
        try writer?.write(batch, at: index, reason: reason, detail: detail)
    }

    /// Writes a row whose text is not at hand any more, by its number.
    mutating func write(row: UInt32, line: UInt32, reason: String, digits: UInt64) throws {
        let text = Array("+\(digits)".utf8)
        try text.withUnsafeBytes { input in
            try writer?.write(row: UInt64(row), line: UInt64(line), reason: reason, input: input)
        }
    }

    consuming func close() throws {
        switch consume writer {
        case .some(let writer): try writer.close()
        case .none: break
        }
    }
}
