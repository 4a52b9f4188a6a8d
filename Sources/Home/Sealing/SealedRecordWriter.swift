// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Secrets

/// Writes records to a sealed file, which afterwards exists whole or not at all.
struct SealedRecordWriter: ~Copyable {
    private var file: SealedFileWriter
    private let layout: RecordLayout

    init(_ layout: RecordLayout, path: String, key: borrowing SealingKey, associatedData: [UInt8]) throws {
        file = try SealedFileWriter(path: path, key: key, associatedData: associatedData)
        self.layout = layout
    }

    /// Appends a record; `fill` writes exactly the layout's head, and the payload is short enough.
    mutating func append(_ payload: [UInt8] = [], head fill: (UnsafeMutableRawPointer) throws -> Void) throws {
        try withUnsafeTemporaryAllocation(byteCount: layout.fixedWidth, alignment: 8) { buffer in
            guard let base = buffer.baseAddress else { return }
            try fill(base)
            if layout.hasPayload {
                base.storeBytes(
                    of: UInt16(payload.count).bigEndian, toByteOffset: layout.headWidth, as: UInt16.self)
            }
            try file.append(UnsafeRawBufferPointer(buffer))
        }
        try payload.withUnsafeBytes { try file.append($0) }
    }

    /// Lets the system begin to put on the disk what it was given so far, so that ``commit()`` waits less.
    borrowing func beginWritingBack() { file.beginWritingBack() }

    /// Makes the file durable under its name, which nothing may have.
    consuming func commit() throws { try file.commit(replacing: false) }
}
