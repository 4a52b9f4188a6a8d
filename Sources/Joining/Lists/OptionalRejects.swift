// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Consent
import Lists

/// A rejects file, or none.
struct OptionalRejects: ~Copyable {
    private var writer: RejectsWriter?

    init(path: String?, force: Bool) throws {
        writer = nil
        if let path { writer = try RejectsWriter(path: path, force: force) }
    }

    /// Writes a row of a batch; a reason of the consent's fields explains itself, with column and accepted form.
    mutating func write(_ batch: RowBatch, at index: Int, reason: String, detail: String = "") throws {
        let explanation = detail.isEmpty ? ConsentRejection(rawValue: reason)?.explanation : nil
        try writer?.write(batch, at: index, reason: reason, detail: explanation ?? detail)
    }

    /// Writes a row whose text is not at hand any more, by its number.
    mutating func write(_ left: LeftRow) throws {
        let text = Array("+\(left.digits)".utf8)
        try text.withUnsafeBytes { input in
            try writer?.write(row: UInt64(left.row), line: UInt64(left.line), reason: left.reason, input: input)
        }
    }

    /// Writes what is left and closes the file; nothing is written after it.
    mutating func finish() throws {
        guard let writer = writer.take() else { return }
        try writer.close()
    }
}
