// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Secrets

/// Reads the records of a sealed file one after the other; memory is two blocks, whatever the file's size.
struct SealedRecordReader: ~Copyable {
    private var file: SealedFileReader
    private var buffer = [UInt8](repeating: 0, count: SealedStream.blockCount)
    private var ready = 0..<0
    private let layout: RecordLayout
    private let path: String

    init(_ layout: RecordLayout, path: String, key: borrowing SealingKey, associatedData: [UInt8]) throws {
        file = try SealedFileReader(path: path, key: key, associatedData: associatedData)
        self.layout = layout
        self.path = path
    }

    /// Opens the first block, which is where a wrong key shows.
    mutating func prime() throws { _ = try hasBytes(1) }

    /// Makes something of the next record; nil after the last one, when the whole file is known to be authentic.
    mutating func next<Record>(
        _ make: (_ head: UnsafeRawBufferPointer, _ payload: UnsafeRawBufferPointer) throws -> Record
    ) throws -> Record? {
        guard try hasBytes(layout.fixedWidth) else { return nil }
        let length = layout.hasPayload ? payloadLength() : 0
        guard length <= RecordLayout.maximumPayloadBytes else {
            throw HomeError.damaged(path: path, problem: "an entry is longer than any")
        }
        _ = try hasBytes(layout.fixedWidth + length)
        let start = ready.lowerBound
        ready = start + layout.fixedWidth + length..<ready.upperBound
        return try buffer.withUnsafeBytes { bytes in
            try make(
                UnsafeRawBufferPointer(rebasing: bytes[start..<start + layout.headWidth]),
                UnsafeRawBufferPointer(rebasing: bytes[start + layout.fixedWidth..<ready.lowerBound]))
        }
    }

    private func payloadLength() -> Int {
        let start = ready.lowerBound + layout.headWidth
        return Int(buffer[start]) << 8 | Int(buffer[start + 1])
    }

    /// Makes sure that so many bytes are ready; false at the end of the file, which has to lie between two records.
    private mutating func hasBytes(_ count: Int) throws -> Bool {
        if ready.count >= count { return true }
        let kept = ready.count
        buffer.withUnsafeMutableBytes { bytes in
            UnsafeMutableRawBufferPointer(rebasing: bytes[0..<kept])
                .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[ready]))
        }
        ready = 0..<kept
        let read = try buffer.withUnsafeMutableBytes { bytes in
            try file.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[kept...]))
        }
        ready = 0..<kept + read
        if ready.isEmpty { return false }
        guard ready.count >= count else { throw HomeError.damaged(path: path, problem: "it ends inside an entry") }
        return true
    }
}
