// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Writes the rows that were refused, as CSV with the columns `row,line,reason,input,detail`, for the party alone.
///
/// The file holds numbers in the clear: it is created with mode 0600 and never replaces another one unless told to.
package struct RejectsWriter: ~Copyable {
    private let descriptor: Int32
    private let name: String
    private var buffer: [UInt8] = []
    private var isOpen = true
    private static let flushSize = 1 << 16
    /// Rows written.
    package private(set) var count: UInt64 = 0

    /// Creates the file; `force` replaces one that exists.
    package init(path: String, force: Bool = false) throws(ListError) {
        descriptor = try Self.create(path, force)
        name = path
        buffer.append(contentsOf: "row,line,reason,input,detail\n".utf8)
    }

    private static func create(_ path: String, _ force: Bool) throws(ListError) -> Int32 {
        if force { try OutputPlace.check(path) }
        // Removing and creating anew gives the right mode and follows no link that someone put there.
        if force, unlink(path) != 0, errno != ENOENT {
            throw ListError(.cannotCreate, "\(path): replacing it failed: \(String(cString: strerror(errno))).")
        }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor < 0 else { return descriptor }
        let code = errno
        let advice =
            code == EEXIST
            ? "the file exists already; choose another name or use --force"
            : "creating it failed: \(String(cString: strerror(code)))"
        throw ListError(.cannotCreate, "\(path): \(advice).")
    }

    deinit {
        guard isOpen else { return }
        // The list was not read to its end: half of its rejects would only be in the way of the next run.
        Glibc.close(descriptor)
        unlink(name)
    }

    /// Adds a refused row: its ordinal, its line, the reason in kebab case, the number's field as it stands in the list, and
    /// what the reason leaves open, which repeats no field.
    package mutating func write(
        row: UInt64, line: UInt64, reason: String, input: UnsafeRawBufferPointer, detail: String = ""
    ) throws(ListError) {
        buffer.append(decimal: row)
        buffer.append(0x2C)
        buffer.append(decimal: line)
        buffer.append(0x2C)
        buffer.append(contentsOf: reason.utf8)
        buffer.append(0x2C)
        appendField(input)
        buffer.append(0x2C)
        if !detail.isEmpty { Array(detail.utf8).withUnsafeBytes { appendField($0) } }
        buffer.append(0x0A)
        count += 1
        if buffer.count >= Self.flushSize { try flush() }
    }

    /// Adds a row of a batch.
    package mutating func write(
        _ batch: RowBatch, at index: Int, reason: String, detail: String = ""
    ) throws(ListError) {
        let row = batch[index]
        try batch.withNumber(at: index) { (input) throws(ListError) in
            try write(row: row.row, line: row.line, reason: reason, input: input, detail: detail)
        }
    }

    /// Writes what is left and closes the file; without it the end of the file may be missing.
    package consuming func close() throws(ListError) {
        try flush()
        isOpen = false
        guard Glibc.close(descriptor) == 0 else {
            throw ListError(.inputOutput, "\(name): writing failed: \(String(cString: strerror(errno))).")
        }
    }

    /// Always quoted, so that blanks and line ends survive; bytes that are not UTF-8 become replacement characters.
    private mutating func appendField(_ input: UnsafeRawBufferPointer) {
        guard !input.isEmpty else { return }
        buffer.append(0x22)
        let isPlain = input.allSatisfy { $0 < 0x80 && $0 != 0x22 }
        if isPlain {
            buffer.append(contentsOf: input)
            buffer.append(0x22)
            return
        }
        for byte in String(decoding: input, as: UTF8.self).utf8 {
            if byte == 0x22 { buffer.append(0x22) }
            buffer.append(byte)
        }
        buffer.append(0x22)
    }

    private mutating func flush() throws(ListError) {
        var written = 0
        while written < buffer.count {
            let count = buffer.withUnsafeBytes { bytes in
                Glibc.write(descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
            }
            let code = errno
            if count < 0, code == EINTR { continue }
            guard count > 0 else {
                throw ListError(.inputOutput, "\(name): writing failed: \(String(cString: strerror(code))).")
            }
            written += count
        }
        buffer.removeAll(keepingCapacity: true)
    }
}
